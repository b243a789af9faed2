"""An answer that looks right and came from the wrong rows, model or step does not pass; other words for it do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from tests.kernel import ran, started_session
from tests.sample import part
from tutor.authoring.rewind import Rewinder
from tutor.authoring.trying import as_asked, without_numbers
from tutor.core.course import Step
from tutor.core.facts import Variables, VariablesFacts
from tutor.core.judge import assess, probes_of
from tutor.core.outcome import Fold
from tutor.core.varying import in_session
from tutor.core.verdict import Judgement
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_lesson

pytestmark = pytest.mark.kernel

WRONG, RIGHT = (
    yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    for name in ("wrong", "right")
)


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as started:
        yield started


def judged(session: KernelSession, step: Step, code: str) -> Judgement:
    """The judgement of code that runs now, the numbers of its trainings left out of account."""
    (before,) = session.query([Variables()], 30)
    old = frozenset(before.variables) if isinstance(before, VariablesFacts) else frozenset()
    fold = Fold(code)
    for event in session.run(in_session(code)):
        fold.add(event)
    probes = probes_of(step)
    facts = dict(zip(probes, session.query(probes, 30), strict=True))
    outcome = replace(fold.outcome(as_asked(facts)), old=old)
    assert outcome.error is None, (step.id, code, outcome.error)
    return assess(without_numbers(step), outcome)


@pytest.mark.parametrize("name", part(sorted({*WRONG, *RIGHT}), 6))
def test_what_went_in_decides(session: KernelSession, name: str) -> None:
    lesson = load_lesson(lessons_directory() / f"{name}.yaml")
    wrong: Mapping[str, Sequence[str]] = WRONG.get(name, {})
    right: Mapping[str, Sequence[str]] = RIGHT.get(name, {})
    assert {*wrong, *right} <= {step.id for step in lesson.steps}
    rewinder = Rewinder(lesson, session)
    rewinder.begin()
    ran(session, "import builtins; builtins.__tutor__.shorten(1)")
    found: list[Any] = []
    last = max(lesson.index(each) for each in {*wrong, *right})
    for step in lesson.steps[: last + 1]:
        for codes, passes in ((wrong.get(step.id, ()), False), (right.get(step.id, ()), True)):
            for code in codes:
                judgement = judged(session, step, code)
                if judgement.passed is not passes:
                    found.append((step.id, "refused" if passes else "passed", code, judgement.message))
                rewinder.undo(code)
        if step.runs_code:
            ran(session, in_session(step.code))
            rewinder.accept(step.code)
    ran(session, "import builtins; builtins.__tutor__.shorten(0)")
    assert not found
