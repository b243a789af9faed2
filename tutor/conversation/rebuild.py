"""Brings a fresh session to where the learner was: random seed, setup, and every cell again, in order."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from tutor.core.course import Lesson
from tutor.core.execution import Died, Waiting
from tutor.core.progress import Cell
from tutor.core.protocols import Session

NOTICE_AFTER = 0.3
"""Seconds of waiting before the learner is told what they wait for."""
LOOK_UP_EVERY = 0.05
"""Seconds between two looks whether somebody has stopped waiting."""


class Rebuild:
    """One rebuilding, in a thread of its own so that the learner can read meanwhile.

    Nobody else may use the session until `wait` has come to its end.
    """

    def __init__(self, session: Session, lesson: Lesson, cells: Sequence[Cell], fast: bool = True) -> None:
        self._session = session
        begin = _seed(lesson.random_seed) if fast else f"{speed(False)}; {_seed(lesson.random_seed)}"
        self._codes = [begin, lesson.setup, *(cell.code for cell in cells)]
        self._done = 0
        self._left = False
        self._cancelled = False
        self.failure: Died | None = None
        """Why the session cannot be used; None when all is well."""
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for code in self._codes:
            if self._cancelled:
                return
            for event in self._session.run(code, silent=True) if code.strip() else ():
                if isinstance(event, Died):
                    self.failure = event
                    return
            self._done += 1

    @property
    def over(self) -> bool:
        """Whether the session is free, rebuilt or failed."""
        return not self._thread.is_alive()

    def wait(self) -> Iterator[Waiting]:
        """Block until the session is as it was, or until `leave`; say what is going on when it takes a while."""
        self._left = False
        self._thread.join(NOTICE_AFTER)
        if self._thread.is_alive():
            yield Waiting(self._reason())
        while self._thread.is_alive() and not self._left:
            self._thread.join(LOOK_UP_EVERY)

    def cancel(self) -> None:
        """Give it up, even in a cell that never ends; returns when the session is free."""
        self._cancelled = True
        while self._thread.is_alive():
            self._session.interrupt()  # the third one ends the process
            self._thread.join(LOOK_UP_EVERY)

    def leave(self) -> None:
        """Ctrl-C: whoever waits stops waiting. The rebuilding itself goes on, for the next line."""
        self._left = True

    def _reason(self) -> str:
        cells = len(self._codes) - 2
        if self._done < 2 or not cells:
            return "TensorFlow is still loading. Your line runs as soon as it is there."
        return f"Running your earlier lines again, {self._done - 2} of {cells} so far. Yours is next."


def _seed(number: int) -> str:
    # Through __import__, so that the learner's names stay the learner's.
    return f"__import__('keras').utils.set_random_seed({number})"


def speed(fast: bool) -> str:
    """Code that turns the fast path of `fit` on or off."""
    return f"__tutor__.speed({fast})"
