"""Brings a fresh session to where the learner was: random seed, setup, and every cell again, in order."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence

from tutor.core.course import Lesson
from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.execution import (
    Died,
    Epochs,
    Error,
    SessionEvent,
    Status,
    TrainingEnded,
    TrainingStarted,
    Waiting,
)
from tutor.core.progress import Cell
from tutor.core.protocols import Session

NOTICE_AFTER = 0.3
"""Seconds of waiting before the learner is told what they wait for."""
LOOK_UP_EVERY = 0.05
"""Seconds between two looks whether somebody has stopped waiting."""
SAY_EVERY = 5.0
"""Seconds until a learner who waits is told how far it is."""
_ASKS = re.compile(r"\b(?:from|import)\s+lesson\b")
BECAUSE = {
    "missing": "what they had led to is not kept any more, or something that goes into them has changed.",
    "damaged": "the file with what they had led to is damaged. A new one is made.",
    "misfit": "what is kept of them does not fit these models.",
    "unkept": "trainings with callbacks, data sets or functions of your own are not kept.",
}
"""What `TrainingStarted.again` says, for the learner."""


class Rebuild:
    """One rebuilding, in a thread of its own so that the learner can read meanwhile.

    Nobody else may use the session until `wait` has come to its end.
    """

    def __init__(self, session: Session, lesson: Lesson, cells: Sequence[Cell], fast: bool = True) -> None:
        self._session = session
        begin = "; ".join([*beside(lesson), *([] if fast else [speed(False)]), random_seed(lesson.random_seed)])
        self._codes = [begin, lesson.setup, *(cell.code for cell in cells)]
        self._done = 0
        self._left = False
        self._cancelled = False
        self.failure: Died | None = None
        """Why the session cannot be used; None when all is well."""
        self.culprit: int | None = None
        """The place, from 0, of the cell in which the session ended; None when none did that."""
        self.setup_error: Error | None = None
        """What the lesson's own setup raised; None when it ran."""
        self._told = False
        """Whether that has been said."""
        self._training = ""
        """How far the training is that runs now; empty when none does."""
        self._reason_now = ""
        """Why the training that runs now has to."""
        self._again: list[str] = []
        """Why trainings ran again, one by one."""
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for place, code in enumerate(self._codes):
            for event in self._session.run(code, silent=True) if code.strip() else ():
                self._hear(event)
                if isinstance(event, Error) and place == 1:
                    self.setup_error = event
                if isinstance(event, Died):
                    self.failure = event
                    self.culprit = place - 2 if place >= 2 and event.status is Status.DIED else None
                    return
            if self._cancelled:
                return
            self._done += 1

    def _hear(self, event: SessionEvent) -> None:
        match event:
            case TrainingStarted(again=reason, total=total):
                self._training = f" A training of {total:,} epochs runs again."
                self._reason_now = reason
            case Epochs(rows=rows) if rows:
                self._training = f" A training runs again, {rows[-1].number:,} epochs so far."
            case TrainingEnded(epochs=epochs):
                self._training = ""
                # One without an epoch raised before it trained, and did so the first time, too.
                self._again += [self._reason_now] if self._reason_now and epochs else []
            case _:
                pass

    @property
    def over(self) -> bool:
        """Whether the session is free, rebuilt or failed."""
        return not self._thread.is_alive()

    def wait(self) -> Iterator[Event]:
        """Block until the session is as it was, or until `leave`; say what is going on when it takes a while."""
        self._left = False
        self._thread.join(NOTICE_AFTER)
        due, said = time.monotonic(), ""
        while self._thread.is_alive() and not self._left:
            if time.monotonic() >= due:
                due = time.monotonic() + SAY_EVERY
                if self._reason() != said:
                    said = self._reason()
                    yield Waiting(said)
            self._thread.join(LOOK_UP_EVERY)
        if self.over and self.setup_error is not None and not self._told:
            self._told = True
            yield from setup_failed(self.setup_error)
        if self.over and self._again:
            yield Said(self._trained_again(), Tone.NOTE)
            self._again = []

    def _trained_again(self) -> str:
        number = len(self._again)
        what = "A training of yours ran again" if number == 1 else f"{number} of your trainings ran again"
        return f"{what}: {BECAUSE[self._again[0]]}"

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
        return (
            f"Running your earlier lines again, {self._done - 2} of {cells} so far.{self._training} Yours is next."
        )


def setup_failed(error: Error) -> Iterator[Event]:
    """What the learner hears of a lesson that cannot get ready: it is no fault of theirs."""
    where = error.frames[-1].source.strip() if error.frames else ""
    at = f" It happened at `{where}`." if where else ""
    yield Said(
        "The lines with which this lesson gets ready have failed, so names that its steps need may be missing. "
        f"That is a fault of the lesson, or something it needs is not here; it is none of yours.{at}",
        Tone.PROBLEM,
    )
    yield Listing(f"{error.name}: {error.message}", "", "What Python said:")


def beside(lesson: Lesson) -> list[str]:
    """Code that says where the lesson's own files lie; none for a lesson that does not ask for them."""
    asks = any(_ASKS.search(code) for code in (lesson.setup, *(step.code for step in lesson.steps)))
    return [f"__tutor__.stand_in({str(lesson.path.absolute().parent)!r})"] if asks else []


def random_seed(number: int) -> str:
    """Code that begins all random numbers anew."""
    # Through __import__, so that the learner's names stay the learner's.
    return f"__import__('keras').utils.set_random_seed({number})"


def speed(fast: bool) -> str:
    """Code that turns the fast path of `fit` on or off."""
    return f"__tutor__.speed({fast})"
