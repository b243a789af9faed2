"""How the measuring is done, and that what is promised holds on the development lines."""

from __future__ import annotations

import pytest

from tests.answers.fitting import Read, fitted, read, worth
from tests.answers.measure import KINDS, Line, foreign, lines, rows, shares, table, understood
from tests.answers.understood import shipped
from tests.understanding.small import understanding
from tutor.core.meaning import Band, Meaning
from tutor.understanding.bands import Limits

pytestmark = pytest.mark.slow

LOSS = Line("the loss", frozenset({"loss"}))
NOBODY = Line("a ticket", frozenset())


def test_each_line_is_counted_where_it_belongs() -> None:
    found = shares(
        [
            (LOSS, Meaning("", Band.SURE, ("loss", "bias"))),
            (LOSS, Meaning("", Band.LIKELY, ("=loss", "loss"))),
            (LOSS, Meaning("", Band.OFFER, ("bias", "loss"))),
            (LOSS, Meaning("", Band.SURE, ("bias",))),
            (NOBODY, Meaning("")),
        ]
    )
    assert (found.useful, found.sure, found.likely_wrong, found.sure_wrong) == (0.2, 0.2, 0.2, 0.2)
    assert (found.in_three, found.taken, found.offered, found.refused) == (0.6, 0.2, 0.2, 0.2)


def test_a_name_goes_first_and_a_request_before_it() -> None:
    assert understood(Line("Bias?", frozenset({"bias"})), understanding()).best == "bias"
    both = understood(Line("epoch or batch", frozenset({"batch"})), understanding())
    assert (both.band, both.best) == (Band.SURE, "batch")
    assert understood(Line("what should i type here", frozenset()), understanding()).best == "@task"


def test_there_are_enough_lines_of_each_kind_in_both_sets() -> None:
    """Counts alone: nobody is to read the blind lines, not even in a report on a failure."""
    blind, known = ({kind: len(asked) for kind, asked in lines(name).items()} for name in ("blind", "development"))
    languages = {code: len(asked) for code, asked in foreign().items()}
    assert blind.keys() == set(KINDS) and min(blind.values()) >= 50
    assert min(known.values()) >= 60
    assert len(languages) == 14 and min(languages.values()) >= 10


def test_limits_are_fitted_so_that_what_is_right_is_said_and_what_is_wrong_is_not() -> None:
    asked = {
        "concept": [
            *[Read(LOSS, {"loss": 0.62, "bias": 0.3})] * 8,
            *[Read(LOSS, {"bias": 0.33, "loss": 0.3})] * 2,
        ],
        "none": [Read(NOBODY, {"none": 0.45, "bias": 0.2})] * 5,
    }
    limits = fitted(asked)
    assert 0.33 < limits.likely <= 0.62
    assert limits.refuse <= 0.45
    assert worth(asked, limits) > worth(asked, Limits(0.3, 0.1, 0.1, 0.1))


def test_every_line_that_no_name_decides_is_read_as_words_read_it() -> None:
    found = read(shipped())
    known = lines("development")
    assert found.keys() == known.keys()
    assert all(0.5 * len(known[kind]) < len(reads) <= len(known[kind]) for kind, reads in found.items())
    assert all(0 < sum(each.likelihood.values()) <= 1.001 for each in found["none"])


def test_a_table_is_markdown() -> None:
    assert table([{"a": 1, "b": "x"}]) == "| a | b |\n| --- | --- |\n| 1 | x |"


PROMISED = {
    ("concept", "useful"): 76, ("strangers", "useful"): 64, ("session", "useful"): 84, ("requests", "useful"): 79,
    ("concept", "in three"): 92, ("strangers", "in three"): 83,
}  # fmt: skip
MOST = {
    ("concept", "sure, wrong"): 2, ("strangers", "sure, wrong"): 2, ("concept", "likely, wrong"): 12,
    ("strangers", "likely, wrong"): 20,
}  # fmt: skip


@pytest.mark.parametrize("name", ["development", "blind"])
def test_by_words_alone_lines_are_understood_as_well_as_promised(name: str) -> None:
    assert shipped().classes
    found = {row["kind"]: row for row in rows(name)}
    short = {
        key: found[key[0]][key[1]]
        for key, percent in PROMISED.items()
        if float(found[key[0]][key[1]].rstrip("%")) < percent
    }
    over = {
        key: found[key[0]][key[1]]
        for key, percent in MOST.items()
        if float(found[key[0]][key[1]].rstrip("%")) > percent
    }
    assert not short and not over, (short, over)
