"""Says what Keras accepted in silence, as a note, wherever the learner is in the lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.conversation.doctoring import has_lines
from tutor.conversation.live import Live
from tutor.conversation.pending import Pending
from tutor.core.acts import acts_of, is_command
from tutor.core.course import Lesson, Step
from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Status
from tutor.core.facts import Happened, HappenedFacts
from tutor.core.outcome import Fold
from tutor.core.verdict import Judgement, not_yet
from tutor.pitfalls.choosing import Told, holding, noticed, probes_for
from tutor.pitfalls.finding import Scene


class Noticing:
    """Remembers what it has said, and says nothing twice."""

    def __init__(self, lesson: Lesson, live: Live, pending: Pending) -> None:
        self._lesson = lesson
        self._live = live
        self._pending = pending
        self._told: set[Told] = set()
        self._seen: tuple[Fold, Scene] | None = None
        """The latest cell that was looked at."""

    def holding(self, fold: Fold, step: Step) -> Judgement | None:
        """What is wrong in silence with what the step asks for, though all it expects has come out; else None.

        Never of the lesson's own lines.
        """
        scene = self._scene(fold)
        if scene is None or self._own(fold.code):
            return None
        names = acts_of(step.code).reads | step.subjects
        found = holding(scene, names, fold.warned)
        if found is None:
            return None
        told, finding = found
        self._told.add(told)
        return not_yet(finding.text, finding.offer)

    def _scene(self, fold: Fold) -> Scene | None:
        """The cell as the pitfalls see it; None when it did not run to its end."""
        outcome = fold.outcome({})
        if outcome.status is not Status.OK or is_command(fold.code):
            return None
        if self._seen is None or self._seen[0] is not fold:
            facts = self._live.facts(probes_for(outcome.code, outcome.acts))
            happened = facts.get(Happened())
            known = happened if isinstance(happened, HappenedFacts) else HappenedFacts()
            self._seen = fold, Scene(outcome.code, outcome.acts, known, facts)
        return self._seen[1]

    def notes(self, fold: Fold, heard: Sequence[str], passed: bool, on_the_way: bool = False) -> Iterator[Event]:
        """What there is to say of a cell, after `heard` was said of it; nothing of the lesson's own lines.

        `on_the_way`: the cell did a first part of its step.
        """
        scene = self._scene(fold)
        if scene is None:
            return
        found = noticed(scene, self._told, [*heard, *fold.warned], passed or on_the_way)
        if not found or self._own(fold.code):
            return
        for told, finding in found:
            self._told.add(told)
            yield Said(finding.text, Tone.NOTE, notice=True, ailment=finding.ailment)
            if finding.offer and not passed and not self._pending.offer:  # else Enter goes on with the next step
                yield self._pending.offered(finding.offer)

    def _own(self, code: str) -> bool:
        """Whether the lesson has these lines: its author knows what they do."""
        return has_lines(self._lesson, code)
