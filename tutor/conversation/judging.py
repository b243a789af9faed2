"""What a run of code means for the lesson: steps passed, what they show, or what is not right yet."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.conversation.journey import Journey
from tutor.conversation.live import Live
from tutor.conversation.noticing import Noticing
from tutor.conversation.pending import Pending
from tutor.conversation.showing import exhibited, guessed, place
from tutor.core.acts import acts_of
from tutor.core.course import Course, Lesson, Step
from tutor.core.events import Event, Judged, Said, Tone
from tutor.core.judge import judge, probes_of
from tutor.core.outcome import Fold, Outcome
from tutor.core.renamed import other_names
from tutor.core.verdict import Judgement, Verdict


class Judging:
    """The verdicts of one lesson, and the way on to the next step."""

    def __init__(self, course: Course, lesson: Lesson, journey: Journey, live: Live, pending: Pending) -> None:
        self._course = course
        self._lesson = lesson
        self._journey = journey
        self._live = live
        self._pending = pending
        self._noticing = Noticing(lesson, live, pending)

    def judge(self, fold: Fold) -> Iterator[Event]:
        """Judge a run against the current step, and against those after it that the same cell also did."""
        first = self._journey.position
        passed_one = False
        heard: list[str] = []
        for number in range(first, len(self._lesson.steps)):
            step = self._lesson.steps[number]
            if not step.runs_code:
                continue  # a text is passed over when the code does what comes after it
            if step.given and number > first:
                break  # nobody has mended lines that have not been shown yet
            probes = (*probes_of(step), *other_names(step, acts_of(fold.code)))
            outcome = fold.outcome(self._live.facts(tuple(dict.fromkeys(probes))))
            judgement = judge(step, outcome)
            if not judgement.passed:
                if number == first and not passed_one:
                    yield from self._not_passed(step, judgement, outcome)
                    heard.append(judgement.message)
                break
            passed_one = True
            yield Judged(step.id, Verdict.PASSED)
            yield from exhibited(step, outcome, self._live)
            yield from guessed(step, self._pending.guess, self._live)
            yield from self.pass_step(number)
        yield from self._noticing.notes(fold, heard, passed_one)
        if passed_one:
            yield from self.show_step()
        else:
            self._journey.keep()

    def _not_passed(self, step: Step, judgement: Judgement, outcome: Outcome) -> Iterator[Event]:
        error = outcome.error
        said = error is not None and error.explanation == judgement.message  # above the traceback
        message = "" if said else judgement.message
        match judgement.verdict:
            case Verdict.NOT_ATTEMPTED:
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
        self._pending.offer = judgement.offer or self._pending.offer
        yield Judged(step.id, judgement.verdict, message, self._pending.offer)
        stuck = judgement.verdict is not Verdict.CHECK_FAILED and self._pending.failed_thrice(outcome.code)
        if stuck and step.hints and not self._journey.hinted:
            yield Said("Three tries so far. `/hint` gives a nudge, if you like.", Tone.NOTE)

    def pass_step(self, number: int) -> Iterator[Event]:
        """Mark a step as passed, say what it means, and stand at the next one without showing it yet."""
        self._journey.pass_to(number)
        self._pending.forget()
        if then := self._lesson.steps[number].then.strip():
            yield Said(then)

    def show_step(self) -> Iterator[Event]:
        """Show where the learner is now."""
        yield place(self._course, self._journey)
