"""Lines that cross most dots of a drawing: painted without counting them, and as they would be one by one."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.render import dots
from tutor.render.crossing_lines import Dot, crossed
from tutor.render.dots import FIRST_BRAILLE, Cells, Grid, Place, dotted, marked

GRID = Grid(60, 12)


def painted(cells: Cells) -> int:
    """How many dots."""
    return sum((ord(cell) - FIRST_BRAILLE).bit_count() for cell in cells.values())


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ([(1, 1)], [0, 0b10, 0, 0]),
        ([(1, 0), (1, 2)], [0, 0b111, 0, 0]),
        ([(3, 2), (0, 2)], [0b100] * 4),
        ([(0, 0), (3, 3)], [0b1, 0b10, 0b100, 0b1000]),
        ([(0, 3), (3, 0)], [0b1000, 0b100, 0b10, 0b1]),
        ([(-3, 0), (9, 12)], [0b1000, 0, 0, 0]),
        ([(-9, 0), (0, 9)], [0, 0, 0, 0]),
        ([(-9, 1), (9, 1)], [0b10] * 4),
        ([(0, -9), (0, 9)], [0b1111, 0, 0, 0]),
    ],
)
def test_a_line_crosses_the_dots_from_one_end_to_the_other(
    line: list[tuple[int, int]], columns: list[int]
) -> None:
    assert crossed([line], 4, 4) == columns


WIDE, HIGH = 30, 20
INSIDE = st.tuples(st.integers(0, WIDE - 1), st.integers(0, HIGH - 1))


@given(INSIDE, INSIDE)
def test_a_line_holds_both_its_ends_and_is_straight_and_unbroken(begin: Dot, end: Dot) -> None:
    columns = crossed([[begin, end]], WIDE, HIGH)
    found = {(x, y) for x, column in enumerate(columns) for y in range(HIGH) if column >> y & 1}
    (left, low), (right, high) = begin, end
    length = max(abs(right - left), abs(high - low))
    assert {begin, end} <= found and len(found) == length + 1
    assert all(any(max(abs(x - a), abs(y - b)) == 1 for a, b in found) for x, y in found if length)
    beside = (abs((high - low) * (x - left) - (right - left) * (y - low)) for x, y in found)
    assert max(beside) <= 1.5 * length


@given(INSIDE, st.tuples(st.integers(-90, 120), st.integers(-80, 100)))
def test_what_lies_outside_changes_a_line_by_a_dot_at_most(begin: Dot, end: Dot) -> None:
    columns = crossed([[begin, end]], WIDE, HIGH)
    whole = crossed([[(begin[0] + 90, begin[1] + 80), (end[0] + 90, end[1] + 80)]], 211, 181)[90:][:WIDE]
    for x, column in enumerate(columns):
        near = 0
        for other in whole[max(0, x - 3) : x + 4]:
            near |= other << 3 | other << 2 | other << 1 | other | other >> 1 | other >> 2 | other >> 3
        assert column & ~(near >> 80) == 0


def wave(turns: float, places: int) -> list[Place]:
    return [
        (n / (places - 1), 0.5 + 0.5 * math.sin(turns * 2 * math.pi * n / (places - 1))) for n in range(places)
    ]


def test_a_tangle_is_painted_nearly_as_plotext_would(monkeypatch: pytest.MonkeyPatch) -> None:
    line = wave(20, 400)
    tangle = dotted([line], GRID, joined=True)
    monkeypatch.setattr(dots, "MOST_TIME", 1_000_000)
    drawn = dotted([line], GRID, joined=True)
    assert len(tangle.keys() ^ drawn.keys()) < len(drawn) / 6
    assert abs(painted(tangle) - painted(drawn)) < painted(drawn) / 4


def test_a_smooth_line_of_any_number_of_points_is_left_to_plotext(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dots, "_crossing_lines", lambda *_: pytest.fail("no tangle"))
    few, many = (dotted([wave(2, number)], GRID, joined=True) for number in (2_000, 20_000))
    assert abs(painted(few) - painted(many)) < 20


def test_points_in_any_order_fill_the_drawing_and_stay_in_it() -> None:
    number = random.Random(0).random
    line = [(3 * number() - 1, 3 * number() - 1) for _ in range(1000)]
    cells = marked([line], GRID, "*", joined=True)
    assert len(cells) == 60 * 12 and all(GRID.holds(*cell) for cell in cells)


def test_a_gap_stays_a_gap_in_a_tangle() -> None:
    bars = [[(n / 200, 0.0), (n / 200, 0.4)] for n in range(201)]
    assert {row for row, _ in dotted(bars, GRID, joined=True)} == set(range(7, 12))
