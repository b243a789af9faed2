"""Holds the terminal in raw mode while the tutor owns it, and gives it back as it was found."""

from __future__ import annotations

import os
import signal
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

LOCAL, INPUT, CONTROL = 3, 0, 6
"""Places in what `tcgetattr` gives."""
SETTLING = 0.2
"""Seconds until a stop that was asked for has certainly begun."""


class Modes:
    """The modes of one terminal.

    Raw means that each key comes at once and none is echoed or turned into a signal. What is written keeps its
    line ends: the output's own processing stays on.
    """

    def __init__(self, terminal: TextIO | None) -> None:
        """`terminal`: where its keys are read; None when it is to be left alone."""
        self._terminal = terminal
        self._before: list[int | list[bytes | int]] | None = None
        """What the modes were; None while they are so."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raw until the block is left, by whatever way."""
        self.take()
        try:
            yield
        finally:
            self.give_back()

    def take(self) -> None:
        """Make it raw. Safe to call twice."""
        if self._terminal is None:
            return
        with suppress(termios.error, OSError):  # it has gone
            now = termios.tcgetattr(self._terminal)
            self._before = self._before or now
            termios.tcsetattr(self._terminal, termios.TCSANOW, raw(now))

    def give_back(self) -> None:
        """Make it what it was. Safe to call twice, and in a signal handler."""
        before, self._before = self._before, None
        if self._terminal is not None and before is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self._terminal, termios.TCSANOW, before)

    def suspend(self) -> None:
        """Stop the job, as Ctrl-Z does, with the terminal as it was found; returns when it goes on."""
        self.give_back()
        os.kill(0, signal.SIGTSTP)
        time.sleep(SETTLING)  # the stop may strike another thread first; it must not find the terminal raw
        self.take()


def raw(modes: list[int | list[bytes | int]]) -> list[int | list[bytes | int]]:
    """These modes without echo, lines, signals, flow control and translated line ends of the input."""
    changed = [*modes]
    local, read = changed[LOCAL], changed[INPUT]
    assert isinstance(local, int) and isinstance(read, int)
    changed[LOCAL] = local & ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    changed[INPUT] = read & ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    control = changed[CONTROL]
    assert isinstance(control, list)
    control = [*control]
    control[termios.VMIN], control[termios.VTIME] = 1, 0
    changed[CONTROL] = control
    return changed
