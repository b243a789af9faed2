"""How long a key takes to be on the screen while TensorFlow is imported beside: the tutor, and a bare prompt.

Both run in a terminal of their own, by turns, and both have a TensorFlow imported next to them as soon as they
start: the tutor in its session, the bare prompt in a process that it starts and does not look after.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from typing import Any

import pyte

from tests.bench.start import ANSWER, ASKED_WHERE, read

PATIENCE = 30.0
"""Seconds until a key counts as lost."""
PAUSE = 0.02
"""Seconds between a key on the screen and the next: 50 keys a second, faster than anybody types."""
KEYS = 150
"""Keys of a turn; they take about as long as the import."""
TYPED = "model = keras.Sequential([keras.layers.Dense(units=1)]) "
BARE = """
import subprocess, sys
import prompt_toolkit
subprocess.Popen([sys.executable, "-c", "import tensorflow"], stderr=subprocess.DEVNULL)
prompt_toolkit.PromptSession(">>> ").prompt()
"""
PROGRAMS = {
    "tutor": [sys.executable, "-m", "tutor", "linear-regression", "--fresh"],
    "bare prompt_toolkit": [sys.executable, "-c", BARE],
}


class Window:
    """A program in a terminal of 80 × 24."""

    def __init__(self, command: list[str], home: str) -> None:
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "KERAS_TUTOR_HOME": home}
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def line(self) -> str:
        """What stands before the cursor on its line."""
        return str(self._screen.display[self._screen.cursor.y])[: self._screen.cursor.x]

    def wait_for(self, ending: str) -> float:
        """The time at which what stands before the cursor ended so. Raises TimeoutError."""
        return self._wait_until(lambda: self.line.endswith(ending), ending)

    def ask(self, line: str, answers: Sequence[str]) -> float:
        """Seconds from Enter until one of the answers is on the screen; before it the line is typed, which is not
        counted. Raises TimeoutError."""
        os.write(self._terminal, line.encode())
        self.wait_for(line[-20:])
        began = time.perf_counter()
        os.write(self._terminal, b"\r")
        wanted = " or ".join(answers)
        return (
            self._wait_until(lambda: any(map("\n".join(self._screen.display).__contains__, answers)), wanted)
            - began
        )

    def _wait_until(self, condition: Callable[[], bool], wanted: str) -> float:
        came, limit = time.perf_counter(), time.perf_counter() + PATIENCE
        while not condition():
            if not select.select([self._terminal], [], [], limit - time.perf_counter())[0]:
                raise TimeoutError(f"waited in vain for {wanted!r} in {self._screen.display}")
            new = read(self._terminal)
            came = time.perf_counter()
            self._stream.feed(new)
            if ASKED_WHERE in new:
                os.write(self._terminal, ANSWER)
        return came

    def press(self, key: str) -> float:
        """Seconds from the key to the screen."""
        wanted = self.line + key
        began = time.perf_counter()
        os.write(self._terminal, key.encode())
        return self.wait_for(wanted) - began

    def close(self) -> None:
        os.close(self._terminal)
        os.waitpid(self._process, 0)


def turn(command: list[str], home: str) -> list[float]:
    """Milliseconds of each key, from the first on."""
    window = Window(command, home)
    try:
        window.wait_for(">>> ")
        taken = []
        for place in range(KEYS):
            taken.append(window.press(TYPED[place % len(TYPED)]) * 1000)
            if (place + 1) % len(TYPED) == 0:
                os.write(window._terminal, b"\x15")  # an empty line again
                window.wait_for(">>> ")
            time.sleep(PAUSE)
        return taken
    finally:
        window.close()


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each program: milliseconds from a key to the screen, over all keys of so many turns."""
    taken: dict[str, list[float]] = {program: [] for program in PROGRAMS}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(repeats):
            for program, command in PROGRAMS.items():
                taken[program] += turn(command, home)
    return [{"program": program, "keys": len(keys), **shares(keys)} for program, keys in taken.items()]


def shares(milliseconds: list[float]) -> dict[str, str]:
    """The median, the 99th percentile and the longest."""
    percentiles = statistics.quantiles(milliseconds, n=100)
    found = {"median ms": percentiles[49], "99 % ms": percentiles[98], "longest ms": max(milliseconds)}
    return {name: f"{value:.1f}" for name, value in found.items()}
