"""A curve in bounded memory: what may be left out of it, and what never is."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.render.thinned import STRETCHES, TAIL, Point, Thinned, telling

VALUES = st.one_of(st.sampled_from([0.0, 1.0, -1.0, math.nan, math.inf]), st.floats())
"""A few values often, so that equals and gaps are met."""


@st.composite
def runs(draw: st.DrawFn) -> list[Point]:
    """A run of a few drawn values, over and over, of a length that is thinned several times."""
    pattern = draw(st.lists(VALUES, min_size=1, max_size=40))
    length = draw(st.integers(1, 20 * STRETCHES))
    shift = draw(st.integers(0, 1000))
    return [(number + shift, pattern[number * 7 % len(pattern)]) for number in range(1, length + 1)]


def finite(points: list[Point]) -> list[Point]:
    return [point for point in points if math.isfinite(point[1])]


@settings(deadline=None)
@given(runs())
def test_ends_extremes_and_the_first_gap_survive_with_their_epochs(points: list[Point]) -> None:
    thinned = Thinned(points)
    assert (thinned.first, thinned.last) == (points[0], points[-1])
    assert thinned.lowest == min(finite(points), key=lambda point: point[1], default=None)
    assert thinned.highest == max(finite(points), key=lambda point: point[1], default=None)
    assert thinned.broken == next((point for point in points if not math.isfinite(point[1])), None)


@settings(deadline=None)
@given(runs())
def test_it_stays_small_in_order_and_invents_nothing(points: list[Point]) -> None:
    kept = list(Thinned(points))
    assert len(kept) <= 5 * STRETCHES + TAIL
    assert [number for number, _ in kept] == sorted({number for number, _ in kept})
    assert {id(value) for _, value in kept} <= {id(value) for _, value in points}


@settings(deadline=None)
@given(runs())
def test_no_long_stretch_goes_without_a_point(points: list[Point]) -> None:
    numbers = [number for number, _ in Thinned(points)]
    widest = max((right - left for left, right in pairwise(numbers)), default=0)
    assert widest <= max(1, 2 * len(points) / STRETCHES)


def test_a_short_curve_is_kept_whole() -> None:
    points = [(number, math.sin(number)) for number in range(1, 2 * STRETCHES + 1)]
    assert list(Thinned(points)) == points


@settings(deadline=None)
@given(runs(), st.data())
def test_thinning_parts_first_loses_nothing_that_thinning_the_whole_keeps(
    points: list[Point], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(points)))
    assert telling((*telling(points[:cut]), *telling(points[cut:]))) == tuple(telling(points))


def test_a_level_curve_is_told_from_one_that_moves() -> None:
    assert Thinned([(1, 0.5), (2, 0.5)]).level
    assert not Thinned([(1, 0.5), (2, 0.4), (3, 0.5)]).level
    assert not Thinned([(1, math.nan), (2, math.nan)]).level
