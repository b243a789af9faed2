"""Proves the step that was just saved, in a session that stays warm."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tutor.authoring.check import read_all
from tutor.authoring.proof import Knows, Proof, StepProver
from tutor.authoring.rewind import Rewinder
from tutor.core.course import Lesson
from tutor.core.protocols import Session, State
from tutor.storage.lessons import Reading
from tutor.storage.problems import Problem, Severity


class StepFound(Struct, frozen=True):
    """What came of one step, or of reading the file."""

    problems: tuple[Problem, ...]
    """What is not so; empty when all holds."""
    step: str = ""
    """Its id; empty when the file cannot be used."""
    number: int = 0
    proofs: int = 0
    seconds: float = 0.0


class Watched:
    """One lesson file, and a session that is kept where the step begins that is written now."""

    def __init__(
        self, path: Path, directory: Path, session: Session, knows: Knows,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._path, self._directory = path, directory
        self._session, self._knows, self._clock = session, knows, clock
        self._before: Lesson | None = None
        self._rewinder: Rewinder | None = None
        self._ready: tuple[object, ...] = ()
        """What the session has run: setup, random seed, and the lines of the steps before."""

    def saved(self, *, everything: bool = False) -> Iterator[StepFound]:
        """Read the file, and prove each step that differs from what was there; all of them at first."""
        (reading, *_), problems = read_all([self._path], self._directory)
        found = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
        if reading.value is None or found:
            yield StepFound(found)
            return
        lesson, before = reading.value, self._before
        self._before = lesson
        for place in range(len(lesson.steps)):
            if everything or before is None or _differs(lesson, before, place):
                result = self._proved(reading, lesson, place)
                yield result
                if result.problems:
                    return

    def _proved(self, reading: Reading[Lesson], lesson: Lesson, place: int) -> StepFound:
        began, step = self._clock(), lesson.steps[place]
        proofs = list(self._proofs(lesson, place))
        problems = tuple(
            reading.problem(each.route, each.failure, line=each.line) for each in proofs if each.failure
        )
        return StepFound(problems, step.id, place + 1, len(proofs), self._clock() - began)

    def _proofs(self, lesson: Lesson, place: int) -> Iterator[Proof]:
        step = lesson.steps[place]
        if step.runs_code:
            proof = self._come_to(lesson, place)
            yield proof
            if proof.failure:
                return
        rewinder = self._rewinder or Rewinder(lesson, self._session)
        for each in StepProver(step, self._session, rewinder, self._knows).quick():
            yield replace(each, route=("steps", place, *each.route))
        if step.leaves_names:
            self._ready = (*self._ready, step.code)

    def _come_to(self, lesson: Lesson, place: int) -> Proof:
        """Bring the session to where a step begins: from the end of this very step, or from the beginning."""
        wanted = (
            lesson.setup,
            lesson.random_seed,
            *(step.code for step in lesson.steps[:place] if step.leaves_names),
        )
        if self._session.state() is State.DEAD:
            self._session.restart()
            self._ready = ()
        if self._rewinder is not None and self._ready[:-1] == wanted:
            self._rewinder.give_back()
        elif self._rewinder is None or self._ready != wanted:
            self._rewinder = Rewinder(lesson, self._session, [str(code) for code in wanted[2:]])
            problem, error, self._ready = self._rewinder.begin(), self._rewinder.error, ()
            if error is not None or problem:
                said = f" It raises {error.name}: {error.message}" if error is not None else f" {problem}"
                line = error.frames[-1].line if error is not None and error.frames else 0
                return Proof(("setup",), f"The setup fails, so nothing is tried.{said}", line)
        self._ready = wanted
        return Proof(("setup",))


def _differs(lesson: Lesson, before: Lesson, place: int) -> bool:
    """Whether a step is not what it was, or begins where another session is."""
    if (lesson.setup, lesson.random_seed) != (before.setup, before.random_seed):
        return True
    # By their texts: a number that is none does not even equal itself.
    return repr(lesson.steps[place]) not in map(repr, before.steps)
