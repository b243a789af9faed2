"""A real terminal: tmux runs the tutor, keys go in, the screen comes back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 180.0
"""Seconds to wait for what must show; only a hang reaches them."""


class Terminal:
    """One tmux window, on a server of its own."""

    def __init__(self, width: int, height: int) -> None:
        if shutil.which("tmux") is None:
            raise RuntimeError("These tests need tmux: install it with the system's package manager.")
        self._socket = f"tutor-{uuid.uuid4().hex[:8]}"
        self._size = (width, height)

    def start(self, command: list[str], environment: Mapping[str, str]) -> None:
        """Run a command in the window; the window stays when it ends and says its exit status."""
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        line = f"cd {shlex.quote(str(ROOT))}; env {settings} {shlex.join(command)}; echo exit status $?; exec cat"
        width, height = map(str, self._size)
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", width, "-y", height, line)

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names: `Enter`, `C-c`, or text."""
        self._tmux("send-keys", *keys)

    def paste(self, text: str) -> None:
        """Paste text as a terminal does, bracketed when the program asked for that."""
        self._tmux("set-buffer", "--", text)
        self._tmux("paste-buffer", "-p")

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def screen(self, *, colours: bool = False, history: bool = False) -> str:
        """What is visible; with `history` also what has scrolled away."""
        options = [*(["-e"] if colours else []), *(["-S", "-"] if history else [])]
        return self._tmux("capture-pane", "-p", *options)

    def wait_for(
        self, text: str | Callable[[str], bool], seconds: float = PATIENCE, *, history: bool = False
    ) -> str:
        """Wait until the screen shows a text, or is as a function wants it; fails with the screen otherwise."""
        limit = time.monotonic() + seconds
        while True:
            screen = self.screen(history=history)
            if text(screen) if callable(text) else text in screen:
                return screen
            assert time.monotonic() < limit, f"waited in vain for {text!r}; the screen shows:\n{screen}"
            time.sleep(0.05)

    @property
    def cursor_is_shown(self) -> bool:
        return self._tmux("display-message", "-p", "#{cursor_flag}").strip() == "1"

    def pid(self) -> int:
        """The process of the tutor itself."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def close(self) -> None:
        """End the window and all in it, as a dropped connection does."""
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], capture_output=True)

    def _tmux(self, *words: str) -> str:
        run = subprocess.run(["tmux", "-L", self._socket, *words], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout


@contextmanager
def in_terminal(
    command: list[str], home: Path, width: int = 80, height: int = 24, **environment: str
) -> Iterator[Terminal]:
    """Any command in a terminal of that size, the tutor's data in `home`."""
    terminal = Terminal(width, height)
    settings = {"KERAS_TUTOR_HOME": str(home), "TERM": "screen-256color", "LANG": "C.UTF-8", **environment}
    terminal.start(command, settings)
    try:
        yield terminal
    finally:
        terminal.close()


@contextmanager
def tutor_in_terminal(
    home: Path, *words: str, width: int = 80, height: int = 24, **environment: str
) -> Iterator[Terminal]:
    """`python -m tutor WORDS` in a terminal of that size."""
    command = [sys.executable, "-m", "tutor", *words]
    with in_terminal(command, home, width, height, **environment) as terminal:
        yield terminal
