"""How sure one may be."""

from __future__ import annotations

import pytest

from tutor.core.meaning import OFFERS, Band
from tutor.understanding.bands import Limits, banded

LIMITS = Limits(sure=0.8, likely=0.4, offer=0.2, refuse=0.5)


@pytest.mark.parametrize(
    ("likelihood", "band", "classes"),
    [
        ({"a": 0.8, "b": 0.2}, Band.SURE, ("a", "b")),
        ({"b": 0.21, "a": 0.79}, Band.LIKELY, ("a", "b")),
        ({"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}, Band.LIKELY, ("a", "b", "c")),
        ({"a": 0.39, "b": 0.31, "none": 0.3}, Band.OFFER, ("a", "b")),
        ({"a": 0.3, "none": 0.4, "b": 0.2, "c": 0.1}, Band.OFFER, ("a", "b", "c")),
        ({"a": 0.2, "none": 0.49}, Band.OFFER, ("a",)),
        ({"a": 0.2, "none": 0.5}, Band.UNKNOWN, ()),
        ({"a": 0.55, "none": 0.45}, Band.LIKELY, ("a",)),
        ({"a": 0.19, "b": 0.18}, Band.UNKNOWN, ()),
        ({"none": 1.0}, Band.UNKNOWN, ()),
        ({}, Band.UNKNOWN, ()),
    ],
)
def test_the_likelihoods_choose_the_band(
    likelihood: dict[str, float], band: Band, classes: tuple[str, ...]
) -> None:
    meaning = banded("line", likelihood, LIMITS)
    assert (meaning.band, meaning.classes) == (band, classes)
    assert meaning.best == (classes[0] if band in (Band.SURE, Band.LIKELY) else "")


def test_no_more_is_told_than_can_be_read_at_a_glance() -> None:
    many = banded("line", {str(number): 0.1 + number / 1000 for number in range(9)}, Limits(0.9, 0.8, 0.1))
    assert many.classes == ("8", "7", "6") and len(many.classes) == OFFERS


def test_none_is_never_among_what_is_offered() -> None:
    for share in (0.1, 0.3, 0.49):
        assert "none" not in banded("line", {"a": 1 - share, "none": share}, LIMITS).classes
