"""When the terminal goes away, or somebody ends the tutor: nothing left behind, the terminal as it was found."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tutor.app.arguments import Exit
from tutor.core.protocols import Session

STATUS = {signal.SIGHUP: Exit.HANGUP, signal.SIGTERM: Exit.TERMINATED}
CLOSING_SECONDS = 1.0
"""What each part gets to close in after a signal; ten times what it needs."""


@contextmanager
def ends_tidily(session: Session, give_back: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Until the block is left, SIGHUP and SIGTERM end the session and then the program, at once.

    `give_back` leaves the terminal as it was found. Progress needs no saving here: it is kept after every step.
    """

    def end(number: int, frame: FrameType | None) -> None:
        # In a thread, and not for long: the signal may have struck in the middle of this very closing, whose locks
        # would never open again. What is left of the session dies with this process.
        for part in (session.close, give_back):
            closing = threading.Thread(target=part, daemon=True)
            closing.start()
            closing.join(CLOSING_SECONDS)
        # Not sys.exit: this may interrupt any line of any library, and none may catch it or print on the way.
        os._exit(STATUS[signal.Signals(number)])

    before = {number: signal.signal(number, end) for number in STATUS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
