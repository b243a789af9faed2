"""What a run of code means for the lesson: steps passed, what they show, or what is not right yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tutor.conversation.journey import Journey
from tutor.conversation.live import Live, finished_part
from tutor.conversation.pending import Pending
from tutor.conversation.showing import exhibited, guessed, place
from tutor.core.acts import acts_of, is_command
from tutor.core.course import Course, Lesson, Part, Step
from tutor.core.events import Event, Judged, Said, Tone
from tutor.core.execution import Status
from tutor.core.judge import judge, probes_of
from tutor.core.outcome import Fold, Outcome
from tutor.core.renamed import other_names
from tutor.core.syntax import alike
from tutor.core.verdict import Judgement, Verdict
from tutor.steps.reading import EVERYDAY

if TYPE_CHECKING:
    from tutor.conversation.noticing import Noticing

CHANGED = "This is not the line that was given. What stands below it has to run again, to go by the change."
"""Said of a line by which others are to be mended."""
GO_ON = "Enter runs this cell again, and `/skip` goes on to the next one."
"""Said of a cell that failed, where nothing is offered for it."""
OWN_LINES = (
    "These are the lesson's own lines, so something they build on is not as it was. `/reset` goes back to where "
    "this step began, `/undo` one step further."
)


class Judging:
    """The verdicts of one lesson, and the way on to the next step."""

    def __init__(self, course: Course, lesson: Lesson, journey: Journey, live: Live, pending: Pending) -> None:
        self._course = course
        self._lesson = lesson
        self._journey = journey
        self._live = live
        self._pending = pending
        self._commands: list[tuple[str, str]] = []
        """Steps, and the commands by which they were tried there."""

    @cached_property
    def _noticing(self) -> Noticing:
        from tutor.conversation.noticing import Noticing  # with all pitfalls: no cell has run yet

        return Noticing(self._lesson, self._live, self._pending)

    def judge(self, fold: Fold) -> Iterator[Event]:
        """Judge a run against the current step, and against those after it that the same cell also did."""
        first = self._journey.position
        if is_command(fold.code):
            self._commands.append((self._journey.step_id, fold.code))
        passed_one = False
        heard: list[str] = []
        on_the_way = False
        for number in range(first, len(self._lesson.steps)):
            step = self._lesson.steps[number]
            if not step.runs_code:
                continue  # a text is passed over when the code does what comes after it
            if number > first and (step.given or not step.judged):
                break  # nobody has mended lines that have not been shown yet, and each cell is for itself
            judgement, outcome = self._judged(step, fold, self._old(step) if number == first else frozenset())
            if judgement.passed and step.judged and (held := self._noticing.holding(fold, step)):
                judgement = held
            if not judgement.passed:
                if number == first and not passed_one:
                    yield from self._not_passed(step, judgement, outcome)
                    heard.append(judgement.message)
                    on_the_way = _on_the_way(step, judgement, outcome) or _goes_on(self._lesson, number)
                    explored = judgement.verdict is Verdict.NOT_ATTEMPTED and not judgement.message
                    self._pending.playing = explored and not on_the_way and not step.given
                break
            passed_one = True
            if step.judged:
                yield Judged(step.id, Verdict.PASSED)
            yield from exhibited(step, outcome, self._live)
            yield from guessed(step, self._pending.guess, self._live, self._journey)
            yield from self.pass_step(number)
        yield from self._noticing.notes(fold, heard, passed_one, on_the_way)
        if passed_one:
            yield from self.show_step()
        else:
            self._journey.keep()

    def _judged(self, step: Step, fold: Fold, old: frozenset[str]) -> tuple[Judgement, Outcome]:
        """A judgement, and what it is about: of code that raised, the statements before that count, too."""
        probes = (*probes_of(step), *other_names(step, acts_of(fold.code)))
        here = tuple(cell.code for cell in self._journey.record.cells if cell.step_id == step.id)
        here += tuple(code for step_id, code in self._commands if step_id == step.id)
        seen = fold.outcome(self._live.facts(tuple(dict.fromkeys(probes))))
        outcome = replace(seen, old=old, here=(*here, fold.code))
        error = outcome.error
        if outcome.status is Status.ERROR and error is not None and error.frames and not step.gives(fold.code):
            before = finished_part(fold.code, error.frames[0].line)
            done = replace(outcome, code=before, acts=acts_of(before), status=Status.OK, error=None)
            if before and (judgement := judge(step, done)).passed:
                return judgement, done
        return judge(step, outcome), outcome

    def _old(self, step: Step) -> frozenset[str]:
        """The names that no line has made since the learner came to this step."""
        here = [acts_of(cell.code) for cell in self._journey.record.cells if cell.step_id == step.id]
        return frozenset(self._live.names).difference(*(acts.binds | acts.changes for acts in here))

    def _not_passed(self, step: Step, judgement: Judgement, outcome: Outcome) -> Iterator[Event]:
        part = step.part(outcome.code, self._live.names) if outcome.status is Status.OK else None
        if part is not None:
            yield from self._mended(part)
            return
        error = outcome.error
        said = error is not None and error.explanation == judgement.message  # above the traceback
        message = "" if said else judgement.message
        match judgement.verdict:
            case Verdict.NOT_ATTEMPTED:
                kept = "" if step.gives(outcome.code) else self._pending.rest
                self._pending.rest = judgement.offer or kept
                self._pending.offer = self._pending.offer or self._pending.rest
                if error is None and step.gives(outcome.code):
                    yield from exhibited(step, outcome, self._live)  # that is how they mislead
                if message:
                    yield Said(message, Tone.NOTE)
                if judgement.offer:
                    yield self._pending.offered(judgement.offer)
                return
            case Verdict.CHECK_FAILED:
                message = f"A check of this step broke: our mistake, not yours. `/skip` goes on. ({message})"
            case _:
                pass
        self._pending.rest = ""
        self._pending.offer = step.may_be_offered(judgement.offer) or self._pending.offer
        yield Judged(step.id, judgement.verdict, message, self._pending.offer)
        missed = error is not None and error.name == "NameError"
        own = step.judged and alike(outcome.code, step.code)
        if judgement.verdict is not Verdict.CHECK_FAILED and own and not missed:
            yield Said(OWN_LINES, Tone.NOTE)
        if not step.judged and not self._pending.offer:
            yield Said(GO_ON, Tone.NOTE)
        stuck = judgement.verdict is not Verdict.CHECK_FAILED and self._pending.failed_thrice(outcome.code)
        if stuck and step.hints and not self._journey.hinted:
            yield Said("Three tries so far. `/hint` gives a nudge, if you like.", Tone.NOTE)

    def _mended(self, part: Part) -> Iterator[Event]:
        """One line of those to be mended has run: no more is said of it than what has to follow."""
        self._pending.rest = part.rest if part.changed or self._pending.rest else ""
        if part.changed:
            yield Said(CHANGED, Tone.NOTE)
            yield self._pending.offered(part.rest)
        else:
            self._pending.offer = self._pending.rest

    def pass_step(self, number: int) -> Iterator[Event]:
        """Mark a step as passed, say what it means, and stand at the next one without showing it yet."""
        self._journey.pass_to(number)
        self._pending.forget()
        if then := self._lesson.steps[number].then.strip():
            yield Said(then)

    def show_step(self) -> Iterator[Event]:
        """Show where the learner is now; nothing where there are no steps at all."""
        if self._lesson.steps:
            yield place(self._course, self._journey)


def _on_the_way(step: Step, judgement: Judgement, outcome: Outcome) -> bool:
    """Whether a line that is no whole attempt calls what the solution calls: it does its first part."""
    calls = {call.rpartition(".")[2] for call in acts_of(step.code).calls & outcome.acts.calls} - EVERYDAY
    return judgement.verdict is Verdict.NOT_ATTEMPTED and bool(calls)


def _goes_on(lesson: Lesson, number: int) -> bool:
    """Whether the step trains a model that an earlier one has trained, and means to."""
    fits = {call for call in acts_of(lesson.steps[number].code).calls if call.endswith(".fit")}
    return any(fits & acts_of(step.code).calls for step in lesson.steps[:number])
