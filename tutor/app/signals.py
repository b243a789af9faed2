"""When the terminal goes away, or somebody ends the tutor: nothing left behind, nothing written to the tty."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from tutor.app.arguments import Exit
from tutor.core.protocols import Session

STATUS = {signal.SIGHUP: Exit.HANGUP, signal.SIGTERM: Exit.TERMINATED}
CLOSING_SECONDS = 1.0
"""What the session gets to close in after a signal; ten times what it needs."""


@contextmanager
def ends_tidily(session: Session) -> Iterator[None]:
    """Until the block is left, SIGHUP and SIGTERM end the session and then the program, at once.

    Progress needs no saving here: it is kept after every step.
    """
    modes = _terminal_modes()

    def end(number: int, frame: FrameType | None) -> None:
        # In a thread, and not for long: the signal may have struck in the middle of this very closing, whose locks
        # would never open again. What is left of the session dies with this process.
        closing = threading.Thread(target=session.close, daemon=True)
        closing.start()
        closing.join(CLOSING_SECONDS)
        _restore(modes)
        # Not sys.exit: this may interrupt any line of any library, and none may catch it or print on the way.
        os._exit(STATUS[signal.Signals(number)])

    before = {number: signal.signal(number, end) for number in STATUS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminal_modes() -> list[object] | None:
    import termios

    with suppress(termios.error, ValueError, OSError, AttributeError):
        return termios.tcgetattr(sys.stdin.fileno())
    return None


def _restore(modes: list[object] | None) -> None:
    import termios

    if modes is not None:
        with suppress(termios.error, ValueError, OSError, AttributeError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)  # type: ignore[arg-type]
