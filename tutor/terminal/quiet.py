"""Keeps keys that are pressed during a live drawing off the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO


def quiet(stream: TextIO) -> Callable[[], None]:
    """Switch the terminal's echo off, and return what switches it on again.

    What is typed meanwhile is kept for the prompt, and Ctrl-C interrupts as ever. Where `stream` is no terminal,
    or the system has no such switch, nothing happens.
    """
    try:
        import termios
    except ImportError:
        return lambda: None
    try:
        terminal = stream.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):  # a file, or a stream without a descriptor
        return lambda: None
    silent = [*before]
    silent[3] = before[3] & ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, silent)
    return lambda: termios.tcsetattr(terminal, termios.TCSANOW, before)
