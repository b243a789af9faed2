"""Starts, interrupts and ends the process of a session. Knows nothing of what runs in it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

LAUNCHER = Path(__file__).with_name("launcher.py")
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
OPTIONS = (
    "--HistoryManager.enabled=False",
    "--InteractiveShell.colors=nocolor",
    "--InteractiveShell.automagic=False",  # `more` and `history` are words here, and `%more` is still a magic
    "--Completer.use_jedi=False",  # jedi takes seconds to look through TensorFlow
    # IPython looks into no object with a `__getattr__` of its own, and `from tensorflow import keras` is one.
    '--Completer.policy_overrides={"allowed_getattr_external": '
    '[("tensorflow.python.util.lazy_loader", "KerasLazyLoader")]}',
)


class KernelProcess:
    """An ipykernel in a process group of its own, without a terminal. It ends when this process ends.

    Call it from the main thread: Linux ties the new process to the life of the thread that started it.
    """

    def __init__(self, folder: Path, number: int, memory: int = 0) -> None:
        """Start the process; `number` tells it from others that use the same folder.

        It may take so many bytes of `memory`; 0 is for no bound. Raises OSError, on a full disk for one.
        """
        self.connection_file = folder / f"kernel-{number}.json"
        self.connection = connection(folder, number)
        self.log = folder / f"kernel-{number}.log"
        write_private(self.connection_file, json.dumps(self.connection))
        import subprocess  # the first screen is up before anything is started

        self.killed = False
        """Whether it was this side that ended it."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, str(LAUNCHER), "-f", str(self.connection_file), *OPTIONS],
                env={**environment(folder), "KERAS_TUTOR_MEMORY": str(memory)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def group(self) -> int:
        """The id of the process group: the process and what it has started."""
        return self._process.pid

    def ended(self) -> int | None:
        """The exit status, negative for a signal; None while it lives."""
        return self._process.poll()

    @property
    def listens(self) -> bool:
        """Whether it has got so far that it can be spoken to: its first socket is there."""
        return Path(f"{self.connection['ip']}-{self.connection['shell_port']}").exists()

    def interrupt(self) -> None:
        """SIGINT to the whole group, so that what the learner started is reached, too. May be called in a signal
        handler."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL to the whole group."""
        self.killed = True
        self._signal(signal.SIGKILL)

    def close(self) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        self._process.wait()

    def last_words(self) -> str:
        """The last line that it wrote to its log; empty when there is none."""
        with contextlib.suppress(OSError):
            lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
            return lines[-1].strip() if lines else ""
        return ""

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def connection(folder: Path, number: int) -> dict[str, Any]:
    """What both ends must know (Jupyter's connection file). The sockets are files in the private folder."""
    return {
        "transport": "ipc",
        "ip": str(folder / f"k{number}"),
        **{f"{channel}_port": place for place, channel in enumerate(CHANNELS, 1)},
        "key": os.urandom(32).hex(),
        "signature_scheme": "hmac-sha256",
    }


def environment(folder: Path) -> dict[str, str]:
    """The learner's environment, without their IPython settings, TensorFlow's chatter and other backends."""
    on_main_thread = threading.current_thread() is threading.main_thread()
    return {
        **os.environ,
        "KERAS_TUTOR_PARENT": str(os.getpid()) if on_main_thread else "",
        "JPY_PARENT_PID": str(os.getpid()),
        "IPYTHONDIR": str(folder / "ipython"),
        "KERAS_BACKEND": "tensorflow",
        "MPLBACKEND": "module://_tutor_runtime.figures",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user can read, from the first byte on."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
