"""Steps that were passed over: says what is missing without them, and runs their lines when it is wanted."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from typing import Protocol

from tutor.conversation.journey import Journey
from tutor.conversation.live import Live
from tutor.conversation.pending import Pending
from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Died, Done, Status
from tutor.core.progress import Cell, StepStatus
from tutor.core.syntax import parsed

_CODE = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"name '(\w+)' is not defined")


class Run(Protocol):
    """How code runs in the conversation."""

    def __call__(self, code: str, *, by_enter: bool = False, judged: bool = True) -> Iterator[Event]: ...


class CatchingUp:
    """Knows which earlier steps have to run before the one where the learner is."""

    def __init__(self, lesson: Lesson, journey: Journey, live: Live, pending: Pending) -> None:
        self._lesson = lesson
        self._journey = journey
        self._live = live
        self._pending = pending
        self.stopped = ""
        """The step whose lines were stopped or failed when they ran last; empty when all is well."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps before this one that were not done, and make what is needed and not there."""
        record, names = self._journey.record, self._live.names
        return passed_over(self._lesson, self._journey.position, record.statuses, names, self._pending.needed)

    def prepare(self) -> Iterator[Event]:
        """Rebuild a session that has ended; run what is to be there before the first line at this step."""
        yield from self._live.revive(self._journey.record.cells)
        step = self._journey.step
        if step is not None and step.before and Cell(step.id, step.before) not in self._journey.record.cells:
            yield from self._live.wait()
            if self._live.ready:
                self._live.run_unseen(step.before, step)
                self._journey.add_cell(step.before)

    def lacking(self) -> Iterator[Event]:
        """Say what the lines of this step need and do not find; a bare Enter runs the steps that make it."""
        step = self._journey.step
        self._pending.needed = needed_by(step) if step is not None and step.runs_code else frozenset()
        yield from self._said()

    def after_error(self) -> Iterator[Event]:
        """The same for the name that the latest error misses."""
        error = self._live.last_error
        missed = _NAME.search(error.message) if error is not None and error.name == "NameError" else None
        before, self._pending.needed = self._pending.needed, frozenset(missed.groups() if missed else ())
        if self.steps:
            self._pending.offer = ""
            yield from self._said()
        else:
            self._pending.needed = before

    def _said(self) -> Iterator[Event]:
        steps = self.steps
        if not steps:
            return
        absent = self._pending.needed - self._live.names
        made = [name for each in steps for name in _in_order(each.code, _made(each.code) & absent)]
        missing = [f"`{name}`" for name in dict.fromkeys(made)]
        verb = "are" if missing[1:] else "is"
        which_names = ", ".join(missing[:2]) + " and more" if missing[2:] else " and ".join(missing)
        effect = f"so {which_names} {verb} missing" if missing else "and this one goes on from there"
        numbers = [str(self._lesson.index(each.id) + 1) for each in steps]
        one = len(numbers) == 1
        which = f"Step {numbers[0]} has" if one else f"Steps {', '.join(numbers[:-1])} and {numbers[-1]} have"
        whose = "its" if one else "their"
        yield Said(f"{which} not been done, {effect}. Enter runs {whose} lines first.", Tone.NOTE)

    def skip(self, step: Step, run: Run) -> Iterator[Event]:
        """Do for later steps what this one would have done, or tell its answer. As `run`, it may be stopped."""
        self.stopped = ""
        if reason := self._journey.may_be_left:
            return (yield Said(reason, Tone.NOTE))
        if step.runs_code:
            yield from self.run(run)
        if self.stopped:
            return
        if step.leaves_names:
            yield Said("Skipped. Its own lines run, so that later steps find what they need.", Tone.NOTE)
            yield from run(step.code.strip(), by_enter=True, judged=False)
        elif step.own_answer:
            yield Said(f"The answer is `{step.own_answer}`.", Tone.NOTE)

    def run(self, run: Run) -> Iterator[Event]:
        """Run the lines of these steps, each as its own, and stand where the learner was."""
        here, self.stopped = self._journey.position, ""
        for step in self.steps:
            self._journey.move(self._lesson.index(step.id))
            for event in run(step.code.strip(), by_enter=True, judged=False):
                if isinstance(event, Died) or (isinstance(event, Done) and event.status is not Status.OK):
                    self.stopped = step.id
                yield event
            if self.stopped:
                self._live.names -= _made(step.code)  # whatever is there of it, it is not what the step makes
                break
            self._journey.mark(step, StepStatus.SKIPPED)
        self._journey.move(here)
        self._pending.forget()


def passed_over(
    lesson: Lesson, position: int, done: Collection[str], names: Collection[str], needed: frozenset[str]
) -> tuple[Step, ...]:
    """The steps before `position`, in order, that make or change what is needed.

    `done` are the ids of those that were done or skipped, `names` the variables of the session.
    """
    found: list[Step] = []
    for step in reversed(lesson.steps[:position]):
        if step.id not in done and (_made(step.code) & needed - set(names) or _owners(step.code) & needed):
            found.insert(0, step)
            needed |= acts_of(step.code).reads
    return tuple(found)


def needed_by(step: Step) -> frozenset[str]:
    """The names that a step reads, in its lines or in code that its text shows."""
    shown = _CODE.findall(f"{step.say} {step.task}")
    return frozenset().union(*(acts_of(code).reads for code in (step.code, step.given, *shown)))


def _in_order(code: str, names: Collection[str]) -> list[str]:
    """The names as they come in the code."""
    return sorted(names, key=code.find)


def _made(code: str) -> frozenset[str]:
    """The names that the code makes outside of its functions and classes."""
    tree = parsed(code)
    found: set[str] = set()
    for node in tree.body if tree is not None else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        else:
            found |= acts_of(ast.unparse(node)).binds
    return frozenset(found)


def _owners(code: str) -> frozenset[str]:
    """What the code calls methods of: a model that is compiled or trained is another one afterwards."""
    changing = (".compile", ".fit", ".adapt")
    return frozenset(call.split(".")[0] for call in acts_of(code).calls if call.endswith(changing))
