"""Bounds how long an answer may take: what hangs in an object of the learner's, or in a lesson's expression, must
not hang the tutor."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 0.1
"""Seconds after which it is raised once more, should some code have caught it and gone on."""
LEAST = 0.001
"""Seconds; a timer of 0 would be none."""


class TooLongError(BaseException):
    """Something took longer than it may. No Exception, for much code catches those and drops them."""


class _Ours:
    """Whether the timer that runs is one of these, and so may be cut short."""

    depth = 0


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TooLongError in a block that takes longer. Of bounds within one another the nearest end counts.

    A timer of the learner's own stands still meanwhile. Code in C that never comes back is not reached; nor is
    anything in another thread than the main one, to which signals come.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    began = time.monotonic()

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"it took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
    nested = _Ours.depth > 0 and left > 0
    _Ours.depth += 1
    signal.setitimer(signal.ITIMER_REAL, max(LEAST, min(seconds, left) if nested else seconds), AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        _Ours.depth -= 1
        if left:
            passed = time.monotonic() - began if nested else 0.0
            signal.setitimer(signal.ITIMER_REAL, max(LEAST, left - passed), interval)
