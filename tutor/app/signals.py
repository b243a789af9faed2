"""When the terminal goes away, or somebody ends the tutor: nothing left behind, nothing written to the tty."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from tutor.app.arguments import Exit
from tutor.core.protocols import Session

STATUS = {signal.SIGHUP: Exit.HANGUP, signal.SIGTERM: Exit.TERMINATED}


@contextmanager
def ends_tidily(session: Session) -> Iterator[None]:
    """Until the block is left, SIGHUP and SIGTERM end the session and then the program, at once.

    Progress needs no saving here: it is kept after every step.
    """
    modes = _terminal_modes()

    def end(number: int, frame: FrameType | None) -> None:
        session.close()
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
