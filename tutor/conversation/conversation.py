"""Conversation.respond(text): what the tutor answers to one line, as a stream of events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from tutor.conversation.asking import Asking
from tutor.conversation.catching_up import CatchingUp
from tutor.conversation.doctoring import diagnosed
from tutor.conversation.efforts import Efforts
from tutor.conversation.journey import Journey
from tutor.conversation.judging import Judging
from tutor.conversation.ledger import Ledger
from tutor.conversation.live import Live, preflight, searches
from tutor.conversation.overwritten import at_risk, overwritten
from tutor.conversation.pending import HABIT, Pending, farewell
from tutor.core.acts import is_command
from tutor.core.bounds import LONGEST, too_long
from tutor.core.course import Course, Lesson, Step
from tutor.core.events import CodeRun, Event, Judged, Left, LessonStarted, Said, Tone
from tutor.core.execution import Error, Status
from tutor.core.facts import Facts, Probe
from tutor.core.outcome import Fold
from tutor.core.parsing import Code, CommandLine, Empty, Question, parse
from tutor.core.progress import LessonRecord, ProgressStore, StepStatus
from tutor.core.protocols import Answerer, Command, Explainer, Session
from tutor.core.syntax import ends_in_one_line_block
from tutor.core.verdict import Judgement


class Conversation:
    """One learner, one lesson, one live session. It is the `core.protocols.Context` of the commands."""

    def __init__(
        self,
        course: Course,
        lesson: Lesson,
        session: Session,
        store: ProgressStore,
        explain: Explainer,
        answer: Answerer,
        clock: Callable[[], float] = time.time,
        fast: bool = True,
    ) -> None:
        self.course, self.lesson, self.session, self.store = course, lesson, session, store
        self.how_sure: Callable[[], Mapping[str, float]] = dict
        self._answer = answer
        self._journey = Journey(lesson, store, clock)
        self._efforts = Efforts(self._journey, clock)
        self.ledger = Ledger(lesson.id, clock)
        self._live = Live(session, lesson, explain, fast)
        self._pending = Pending()
        self._unkept = store.problem
        """Why progress is not kept, as the learner has been told; empty when all is well."""
        self._judging = Judging(course, lesson, self._journey, self._live, self._pending)
        self._after_block = False
        """Whether the code just typed is of the kind that Python's own prompt wants an empty line after."""
        self._catching_up = CatchingUp(lesson, self._journey, self._live, self._pending)
        self._asking = Asking(answer, self._live, self._journey, self._pending)

    @property
    def position(self) -> int:
        return self._journey.position

    @property
    def step(self) -> Step | None:
        return self._journey.step

    @property
    def record(self) -> LessonRecord:
        return self._journey.record

    @property
    def last_error(self) -> Error | None:
        return self._live.last_error

    @property
    def suggestion(self) -> str:
        """The code that a bare Enter would run now; empty when it would run none."""
        several = self._catching_up.steps  # Enter runs their cells then
        own = self.step.lines if self.step and not several and not self._pending.playing else ""
        return self._pending.offer or own

    @cached_property
    def commands(self) -> Mapping[str, Command]:
        from tutor.commands import COMMANDS  # the first screen needs none

        return COMMANDS

    def open(self) -> Iterator[Event]:
        """Greet and show where we are; then start and rebuild the session, behind the learner's reading."""
        lesson = self.lesson
        number = self.course.number(lesson.id)
        yield LessonStarted(lesson.id, lesson.title, lesson.goal, lesson.minutes, number, self._journey.resumed)
        if number == 1 and not self._journey.resumed and self.course.welcome:
            yield Said(self.course.welcome.strip())
        if self._unkept:
            yield Said(self._unkept, Tone.PROBLEM)
        if self.step is not None:
            yield from self._judging.show_step()
        elif lesson.steps:
            yield Said("You finished this lesson. `/goto 1` goes through it again.", Tone.NOTE)
        self._live.start(self.record.cells)
        yield from self._catching_up.lacking()
        self._journey.keep()

    def respond(self, text: str) -> Iterator[Event]:
        """Everything that one line, one block or a bare Enter leads to."""
        if len(text) > LONGEST:
            return (yield Said(too_long(len(text)), Tone.PROBLEM))
        searches("begin")
        yield from self._efforts.listening(self._asking.listening(self._turn(text)))
        if self.store.problem != self._unkept:
            self._unkept = self.store.problem
            if self._unkept:
                yield Said(self._unkept, Tone.PROBLEM)

    def _turn(self, text: str) -> Iterator[Event]:
        step, after_block, self._after_block = self.step, self._after_block, False
        if picked := self._asking.picked(text):
            return (yield from self._asking.answer(picked, self))
        if self._asking.is_asked(text, self):
            return (yield from self._asking.answer(text.strip(), self))
        if step is not None and (judgement := step.answer(text)) is not None:
            yield Judged(step.id, judgement.verdict, judgement.message)
            if judgement.passed:
                yield from self._judging.pass_step(self.position)
                yield from self.show_step()
            self._journey.keep()
            return
        if step is not None and step.guess is not None and self._pending.guessed(text):
            return (yield Said(f"Your guess is {text.strip()}. Now run it and see.", Tone.NOTE))
        match parse(text, self._live.names, frozenset(self.commands), self._answer.knows):
            case Empty() if after_block:
                yield Said(HABIT, Tone.NOTE)
            case Empty():
                self._pending.playing = False
                yield from self._enter()
            case CommandLine(name=name, argument=argument):
                yield from self._command(name, argument)
            case Question(text=question, to_model=to_model):
                yield from self._asking.answer(question, self, to_model=to_model)
            case Code(text=code):
                yield from self.run_code(code)
                self._after_block = ends_in_one_line_block(code)

    def interrupt(self) -> None:
        """Ctrl-C, from a signal handler while `respond` runs."""
        searches("stop")
        if not self._answer.stop():
            self._live.interrupt()

    def leave(self) -> Iterator[Event]:
        """The learner has gone, by Ctrl-D or the end of a pipe."""
        yield Left(kept=self.store.keeps)

    def close(self) -> None:
        """Keep everything and end the session."""
        self._journey.keep()
        self._live.close()

    def facts(self, *probes: Probe) -> tuple[Facts, ...]:
        return self._live.query(probes) if probes else ()

    def _command(self, name: str, argument: str) -> Iterator[Event]:
        command = self.commands.get(name)
        if command is None:
            return (yield from self.commands["help"].run(self, name))
        if command.asks_session:
            yield from self._live.wait()
        before, step = self.ledger.tried, self.step
        if self._live.ready or not command.asks_session:
            yield from command.run(self, argument)
        if self.ledger.tried is not before and self.step is step:
            yield from self._judging.judge(Fold(f"/{name} {argument}"))

    def _enter(self) -> Iterator[Event]:
        step = self.step
        if self._pending.offer:
            yield from self.run_code(self._pending.offer, by_enter=True)
        elif self._catching_up.steps:
            yield from self._catching_up.run(self.run_code)
            yield from self.show_step()
        elif step is None:
            following = self.course.following(self.lesson.id)
            yield Left(next_lesson=following) if following else farewell(self.lesson)
        elif step.holds_back and not self._pending.waited:
            self._pending.waited = True
            yield Said(step.holds_back, Tone.NOTE)
        elif step.lines:
            yield from self.run_code(step.lines, by_enter=True)
        elif step.runs_code:
            yield Said("Type your own lines. `/hint` helps, `/solution` shows some, `/skip` goes on.", Tone.NOTE)
        elif step.own_answer:
            yield from self.skip()
        else:
            yield from self._judging.pass_step(self.position)
            yield from self.show_step()

    @property
    def fast(self) -> bool:
        return self._live.fast

    def be_fast(self, wanted: bool) -> None:
        self._live.be_fast(wanted)

    def run_code(self, code: str, *, by_enter: bool = False, judged: bool = True) -> Iterator[Event]:
        """Run code in the live session, or a command that is on offer; judge it unless told not to."""
        self._pending.offer = ""
        self._journey.about_to_run(code)
        yield CodeRun(code, by_enter)
        if is_command(code):
            return (yield from self._turn(code))
        match preflight(code, self.step, self._live):
            case Judgement() as judgement:
                self._pending.offer = judgement.offer
                return (yield Judged(self._journey.step_id, judgement.verdict, judgement.message, judgement.offer))
            case Error() as error:
                yield self._live.explained(error, code, self.step)
                self._pending.offer = self._live.offer
                return
        yield from self._catching_up.prepare()
        fold, step = Fold(code), self.step
        before = self._live.facts(risk := at_risk(self.lesson, self.position, code))
        yield from diagnosed(self.ledger.listening(self._live.run(fold, step), code), self.lesson, code)
        self._pending.offer = self._live.offer
        if fold.status is Status.DIED:
            if (culprit := self._live.culprit) is not None:
                self._journey.drop_cell(culprit)
            yield from self._live.died(self.record.cells)
        elif fold.status is Status.INTERRUPTED and fold.line:
            for kept in self._live.stopped(code, fold.line, len(self.record.cells)):
                self._journey.add_cell(kept)
            self._journey.keep()
        elif fold.status in (Status.OK, Status.ERROR):
            self._journey.add_cell(code, fold.changes)
            if fold.status is Status.ERROR:
                yield from self._catching_up.after_error()
            if judged:
                yield from self._judging.judge(fold)
                if self.step is step and (loss := overwritten(before, self._live.facts(risk))):
                    yield Said(loss, Tone.NOTE)

    def show_step(self) -> Iterator[Event]:
        self._pending.playing = False
        yield from self._judging.show_step()
        yield from self._catching_up.lacking()

    @property
    def came_from(self) -> int | None:
        return self._journey.came_from

    def go_to(self, position: int, *, coming_back: bool = False) -> Iterator[Event]:
        self._journey.go(position, coming_back)
        self._pending.forget()
        yield from self.show_step()

    def skip(self) -> Iterator[Event]:
        step = self.step
        if step is not None and self.record.statuses.get(step.id) is not StepStatus.PASSED:
            yield from self._catching_up.skip(step, self.run_code)
            if self._catching_up.stopped:
                return (yield from self.show_step())
            self._journey.mark(step, StepStatus.SKIPPED)
        yield from self.go_to(self.position + 1)

    def browse(self, term: str) -> Iterator[Event]:
        return self._answer.browse(term)

    def language_model(self, question: str) -> Iterator[Event]:
        return self._asking.language_model(question, self)

    def offer(self, code: str) -> None:
        self._pending.offer = code

    def solution(self) -> str:
        return self._journey.solution()

    def next_hint(self) -> tuple[int, int, str] | None:
        return self._journey.next_hint()

    def reset(self) -> Iterator[Event]:
        self._journey.drop_cells_of_step()
        self._pending.offer = self._pending.rest = ""
        self._journey.keep()
        self._live.restart(self.record.cells)
        yield Said("The session goes back to where this step began. What you made since then is gone.")
        yield from self.show_step()

    def undo(self) -> Iterator[Event]:
        if first := self._journey.before_undo():
            return (yield Said(first, Tone.NOTE))
        yield Said(self._journey.take_back())
        self._pending.forget()
        self._live.restart(self.record.cells)
        yield from self.show_step()
