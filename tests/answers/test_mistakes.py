"""Mistakes made by a machine: what is offered for them brings back the right line, and never fails to run.

A few of each kind in every run; `python -m tests.bench mistakes` makes many more.
"""

from __future__ import annotations

import pytest

from tests.answers.machine import KINDS, mistakes, same
from tests.answers.tried import BACK, FAILS, RUNS, counted, play
from tests.kernel import started_session
from tests.sample import part
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.storage.lessons import lessons_directory, load_errors

QUIET = (1, 11)
"""So many of each kind in a line, and the seed."""


def test_the_machine_makes_mistakes_of_every_kind_and_the_same_ones_each_time() -> None:
    made = list(mistakes(*QUIET))
    assert {each.kind for each in made} == set(KINDS)
    assert made == list(mistakes(*QUIET))
    assert not [each for each in made if same(each.wrong, each.right) or each.wrong == each.right]


@pytest.mark.kernel
def test_what_is_offered_for_a_mistake_brings_the_right_line_back() -> None:
    explain = ErrorExplainer(load_errors(lessons_directory()))
    made = list(mistakes(*QUIET))
    with started_session() as session:
        played = list(play(session, explain, part(made, 4)))
    results = [each.result for each in played]
    wrong = [(each.mistake.wrong, each.offer) for each in played if each.result == FAILS]
    assert len(played) >= 25
    assert len(wrong) <= max(1, 0.01 * len(played)), wrong
    missed = [(each.mistake.wrong, each.result, each.offer) for each in played if each.result not in (BACK, RUNS)]
    assert results.count(BACK) + results.count(RUNS) >= 0.85 * len(played), (missed, counted(played))
