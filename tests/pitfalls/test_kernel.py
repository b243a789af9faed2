"""Every pitfall is met by code that makes the mistake in a real session, and silent for its right twin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel import ran, started_session
from tests.pitfalls.cases import CASES, SETUP, Case
from tests.pitfalls.looking import found
from tests.pitfalls.right import RIGHT
from tutor.pitfalls import PITFALLS
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as started:
        ran(started, SETUP)
        yield started


@pytest.mark.parametrize("each", CASES, ids=lambda each: f"{CASES.index(each)}-{each.pitfall}")
def test_a_mistake_is_noticed_and_its_right_twin_is_not(session: KernelSession, each: Case) -> None:
    wrong = found(session, *each.wrong)
    assert each.pitfall in wrong
    assert not found(session, *each.right)


@pytest.mark.parametrize("name", RIGHT)
def test_right_code_is_met_with_silence(session: KernelSession, name: str) -> None:
    for cell in RIGHT[name]:
        assert not found(session, cell)


def test_every_pitfall_is_tried() -> None:
    assert {each.pitfall for each in CASES} == set(PITFALLS)
