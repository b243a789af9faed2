"""Questions in 25 voices, asked in the middle of a real lesson: what becomes of them is as good as promised."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.answers.strangers import SITUATIONS, Mark, mark, marks, strangers
from tests.sample import part

pytestmark = pytest.mark.slow

UNANSWERABLE = frozenset({"nothing"})


def test_there_are_enough_of_them_and_some_have_no_answer() -> None:
    wanted = [each for asked in strangers().values() for each in asked.values()]
    assert len(strangers()) == 25
    assert len(wanted) == 560
    assert sum("nothing" in each["fresh"] for each in wanted) >= 90


@pytest.mark.parametrize("situation", part(SITUATIONS, 3))
def test_strangers_are_answered_as_well_as_promised(situation: str) -> None:
    found = marks(situation)
    wanted = {question: each[situation] for asked in strangers().values() for question, each in asked.items()}
    unanswerable = [question for question, words in wanted.items() if words <= UNANSWERABLE]
    answerable = [question for question in wanted if question not in unanswerable]
    answered = Counter(found[question][0] for question in answerable)
    refused = Counter(found[question][0] for question in unanswerable)
    assert answered[Mark.RIGHT] >= 0.74 * len(answerable)
    assert answered[Mark.RIGHT] + answered[Mark.OFFERED] >= 0.84 * len(answerable)
    assert answered[Mark.WRONG] <= 0.05 * len(answerable), {q: found[q] for q in answerable}
    assert refused[Mark.RIGHT] >= 0.7 * len(unanswerable)
    assert refused[Mark.WRONG] <= 0.1 * len(unanswerable), {q: found[q] for q in unanswerable}


@pytest.mark.parametrize(
    ("heard", "wanted", "found"),
    [
        ({"=loss"}, {"loss", "=loss"}, Mark.RIGHT),
        ({"loss?", "bias?"}, {"loss"}, Mark.OFFERED),
        ({"loss?"}, {"nothing"}, Mark.OFFERED),
        ({"bias?"}, {"loss"}, Mark.UNKNOWN),
        ({"nothing"}, {"loss"}, Mark.UNKNOWN),
        ({"bias"}, {"loss"}, Mark.WRONG),
        ({"loss~", "bias?"}, {"loss"}, Mark.RIGHT),
        ({"bias~", "loss?"}, {"loss"}, Mark.OFFERED),
        ({"bias~", "epoch?"}, {"loss"}, Mark.ASTRAY),
        ({"bias~", "epoch?"}, {"nothing"}, Mark.ASTRAY),
        ({"bias"}, {"nothing"}, Mark.WRONG),
        ({"nothing"}, {"nothing"}, Mark.RIGHT),
    ],
)
def test_an_answer_is_marked_by_what_was_wanted(heard: set[str], wanted: set[str], found: Mark) -> None:
    assert mark(frozenset(heard), frozenset(wanted)) is found
