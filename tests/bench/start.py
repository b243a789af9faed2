"""How long the tutor takes to its first screen and to its prompt, beside what it loads and beside other prompts.

All are started in turn in a terminal of their own, and timed from the outside. Each has its compiled modules, as
from the second start on.
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
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

PATIENCE = 60.0
"""Seconds until a mark counts as never coming."""
END = ""
"""The mark of a program that shows nothing: its end."""
ASKED_WHERE, ANSWER = b"\x1b[6n", b"\x1b[1;1R"
"""What an editor asks a terminal when it begins, and what a terminal answers: where the cursor is."""


def programs() -> dict[str, tuple[list[str], Mapping[str, str]]]:
    """What is started, by its name, and the texts to wait for, each with the name of what it marks."""
    python = sys.executable
    tutor = [python, "-m", "tutor", "linear-regression", "--fresh"]
    known: dict[str, tuple[list[str], Mapping[str, str]]] = {
        "tutor": (tutor, {"first screen": "step 1 of", "prompt": ">>>"}),
        "import prompt_toolkit, rich": ([python, "-c", "import prompt_toolkit, rich"], {"end": END}),
        "import tensorflow": ([python, "-c", "import tensorflow"], {"end": END}),
    }
    if find_spec("IPython"):
        known["ipython"] = ([python, "-m", "IPython"], {"prompt": "In ["})
    if find_spec("jupyter_console"):
        known["jupyter console"] = ([python, "-m", "jupyter_console"], {"prompt": "In ["})
    return known


def seconds_until(command: list[str], marks: Mapping[str, str], home: str) -> dict[str, float]:
    """Start a program in a terminal of 80 × 24 and say when it shows each text. Raises TimeoutError."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "KERAS_TUTOR_HOME": home, "IPYTHONDIR": home}
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    found: dict[str, float] = {}
    shown = b""
    try:
        while len(found) < len(marks):
            if not select.select([terminal], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{command} does not show {marks}, but {shown!r}")
            new = read(terminal)
            shown += new
            if ASKED_WHERE in new:
                os.write(terminal, ANSWER)
            for name, text in marks.items():
                if name not in found and (text.encode() in shown if text else not new):
                    found[name] = time.perf_counter() - began
            if not new and len(found) < len(marks):
                raise TimeoutError(f"{command} ended without showing {marks}, but {shown!r}")
    finally:
        os.close(terminal)  # it hears that its terminal is gone
        os.waitpid(process, 0)
    return found


def read(terminal: int) -> bytes:
    """What a terminal shows next; empty when its program has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each mark: the median in milliseconds, and how often the tutor's own imports fit into it."""
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(repeats + 1):
            for program, (command, marks) in programs().items():
                for mark, seconds in seconds_until(command, marks, home).items():
                    times.setdefault((program, mark), []).append(seconds * 1000)
    medians = {key: statistics.median(values[1:]) for key, values in times.items()}  # the first fills the caches
    imports = medians["import prompt_toolkit, rich", "end"]
    return [
        {"program": program, "until": mark, "ms": round(median), "÷ its imports": round(median / imports, 1)}
        for (program, mark), median in medians.items()
    ]
