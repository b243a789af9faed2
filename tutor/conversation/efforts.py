"""What each step takes of the learner: tries, hints, time, and what was asked; kept with the progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from tutor.conversation.journey import Journey
from tutor.core.events import Answered, Event, Judged
from tutor.core.verdict import Verdict

LONGEST = 300.0
"""Seconds. Whoever does nothing for longer has gone to fetch a coffee, and is not counted as learning."""
_WRONG = (Verdict.NOT_YET, Verdict.ERRORED)


class Efforts:
    """Listens to a conversation, and notes what belongs to the step at which it happens."""

    def __init__(self, journey: Journey, clock: Callable[[], float] = time.time) -> None:
        self._journey = journey
        self._clock = clock
        self._since = clock()

    def listening(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events; the time that they take goes to the step at which the learner was before."""
        here = self._journey.step_id
        self._spend(here)
        for event in events:
            match event:
                case Judged(step_id=step, verdict=verdict) if step and verdict in _WRONG:
                    self._journey.note(step, wrong=self._journey.effort(step).wrong + 1)
                case Judged(step_id=step, verdict=Verdict.PASSED) if not self._journey.effort(step).passed:
                    self._journey.note(step, passed=self._clock())
                case Answered(known=True, classes=(best, *_)) if best[0] not in "=@":
                    self._journey.note_asked(best)
                case _:
                    pass
            yield event
        self._spend(here)

    def _spend(self, step_id: str) -> None:
        now, before = self._clock(), self._since
        self._since = now
        if step_id and now > before:
            spent = self._journey.effort(step_id).seconds + min(now - before, LONGEST)
            self._journey.note(step_id, seconds=round(spent, 1))
