"""A session in which nothing runs for ever: what takes too long is interrupted, and told as its error."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from tutor.core.execution import Died, Done, Error, Frame, SessionEvent, Status
from tutor.core.facts import Facts, Probe
from tutor.core.protocols import Session, State

LIMIT = 60.0
"""Seconds that each run of a lesson's lines may take."""
TOO_LONG = "TookTooLong"
"""The name of the error."""
AGAIN = 2.0
"""Seconds between interrupts: the first asks a `fit` to end, the second raises, the third ends the process."""
LOOK_EVERY = 0.05


class LimitedSession:
    """The same session; each `run` ends after so many seconds, in an Error of the name TOO_LONG."""

    def __init__(self, session: Session, limit: float = LIMIT) -> None:
        self._session = session
        self._limit = limit
        self.start, self.state = session.start, session.state
        self.reply_input, self.complete, self.inspect = session.reply_input, session.complete, session.inspect
        self.interrupt, self.restart, self.close = session.interrupt, session.restart, session.close
        self.steer = session.steer
        self.connection_file = session.connection_file

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        return self._session.query(probes, timeout)

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        """As `Session.run`. The seconds count from when the code begins, not while the session gets ready."""
        over, struck = threading.Event(), threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over, struck), daemon=True)
        watcher.start()
        try:
            for event in self._session.run(code, silent=silent):
                if isinstance(event, Done | Died) and struck.is_set():
                    yield self._error(code, event)
                    event = event if isinstance(event, Died) else Done(Status.ERROR, event.seconds)
                yield event
        finally:
            over.set()
            watcher.join()

    def _watch(self, over: threading.Event, struck: threading.Event) -> None:
        due: float | None = None
        while not over.wait(LOOK_EVERY):
            if due is None and self._session.state() is State.BUSY:
                due = time.monotonic() + self._limit
            if due is not None and time.monotonic() >= due:
                due = time.monotonic() + AGAIN
                struck.set()
                self._session.interrupt()

    def _error(self, code: str, end: Done | Died) -> Error:
        line = end.line if isinstance(end, Done) else 0
        lines = code.split("\n")
        frames = (Frame(line, lines[line - 1].strip()),) if 0 < line <= len(lines) else ()
        return Error(TOO_LONG, f"it had not ended after {self._limit:g} s", frames)
