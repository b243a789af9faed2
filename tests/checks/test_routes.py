"""Any route to the right object passes, and the tutor has nothing to say against it. In a real session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.kernel import started_session
from tests.pitfalls.looking import findings
from tests.sample import part
from tutor.authoring.rewind import Rewinder
from tutor.core.judge import assess, probes_of
from tutor.core.outcome import Fold
from tutor.core.varying import in_session
from tutor.pitfalls import PITFALLS
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_lesson

pytestmark = pytest.mark.kernel

ROUTES = yaml.safe_load(Path(__file__).with_name("routes.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as started:
        yield started


@pytest.mark.parametrize("name", part(ROUTES, 4))
def test_odd_routes_pass_in_silence(session: KernelSession, name: str) -> None:
    lesson, routes = load_lesson(lessons_directory() / f"{name}.yaml"), ROUTES[name]
    assert set(routes) <= {step.id for step in lesson.steps}
    rewinder = Rewinder(lesson, session)
    rewinder.begin()
    refused = []
    for step in lesson.steps[: lesson.index(list(routes)[-1]) + 1]:
        for code in (*routes.get(step.id, ()), step.code) if step.runs_code else ():
            fold = Fold(code)
            for event in session.run(in_session(code)):
                fold.add(event)
            probes = probes_of(step)
            judgement = assess(step, fold.outcome(dict(zip(probes, session.query(probes, 30), strict=True))))
            said = [each for each in findings(session, code) if not PITFALLS[each].on_purpose]
            if said or not judgement.passed:
                refused.append((step.id, code, judgement.message, said))
            if code != step.code:
                rewinder.undo(code)
        rewinder.accept(step.code)
    assert not refused
