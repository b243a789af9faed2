"""Lines that cross most dots of a drawing: painted without counting them, and as they would be one by one."""

from __future__ import annotations

import math
import random

import pytest

from tutor.render import dots
from tutor.render.dots import FIRST_BRAILLE, Cells, Grid, Place, dotted, marked
from tutor.render.tangle import crossed

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
        ([(0, 0), (3, 3)], [0b1, 0b11, 0b110, 0b1100]),
        ([(-9, 1), (9, 1)], [0b10] * 4),
        ([(0, -9), (0, 9)], [0b1111, 0, 0, 0]),
    ],
)
def test_a_line_crosses_the_dots_from_one_end_to_the_other(
    line: list[tuple[int, int]], columns: list[int]
) -> None:
    assert crossed([line], 4, 4) == columns


def wave(turns: float, places: int) -> list[Place]:
    return [
        (n / (places - 1), 0.5 + 0.5 * math.sin(turns * 2 * math.pi * n / (places - 1))) for n in range(places)
    ]


def test_a_tangle_is_painted_nearly_as_plotext_would(monkeypatch: pytest.MonkeyPatch) -> None:
    line = wave(20, 400)
    tangle = dotted([line], GRID, joined=True)
    monkeypatch.setattr(dots, "MOST_INK", 1_000_000)
    drawn = dotted([line], GRID, joined=True)
    assert len(tangle.keys() ^ drawn.keys()) < len(drawn) / 6
    assert abs(painted(tangle) - painted(drawn)) < painted(drawn) / 4


def test_a_smooth_line_of_any_number_of_points_is_left_to_plotext(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dots, "_tangle", lambda *_: pytest.fail("no tangle"))
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
