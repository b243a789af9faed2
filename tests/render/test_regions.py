"""Regions are shaded under the points, wherever the chart begins and ends."""

from __future__ import annotations

import pytest

from tests.render.drawing import drawn
from tutor.core.drawings import Axes, Figure, Series
from tutor.render.figure import figure
from tutor.render.look import Look

EAST = Series("regions", (0.0, 10.0), (0.0, 10.0), "east", ((0.0, 1.0), (0.0, 1.0)))
NORTH_WEST = Series("regions", (0.0, 10.0), (0.0, 10.0), "north west", ((1.0, 0.0), (0.0, 0.0)))
POINT = Series("points", (2.5,), (7.5,), "one")


def page(*series: Series, look: Look, **axes: object) -> list[str]:
    axes = {"x_limits": (0.0, 10.0), "y_limits": (0.0, 10.0), **axes}
    return drawn(figure(Figure((Axes(series, **axes),)), look), look).split("\n")  # type: ignore[arg-type]


@pytest.mark.parametrize(("unicode", "first", "second"), [(True, "░", "▒"), (False, ".", ":")])
def test_each_region_has_its_shade_and_its_line_in_the_legend(unicode: bool, first: str, second: str) -> None:
    lines = page(POINT, EAST, NORTH_WEST, look=Look(40, colours=0, unicode=unicode))
    top, bottom = lines[0], lines[11]
    assert top.count(first) == bottom.count(first) > 10
    assert top.count(second) > 10 and second not in bottom
    assert top.index(second) < top.index(first)
    assert f"{2 * first} east" in lines[-1] and f"{2 * second} north west" in lines[-1]


def test_a_point_lies_over_its_region() -> None:
    lines = page(POINT, NORTH_WEST, look=Look(40, colours=0))
    (line,) = (line for line in lines[:12] if "•" in line)
    before, after = line.split("•")
    assert before.endswith("░") and after.startswith("░")


def test_a_chart_that_is_wider_than_its_region_is_shaded_only_there() -> None:
    lines = page(POINT, EAST, look=Look(40, colours=0), x_limits=(-10.0, 20.0), y_limits=(-10.0, 10.0))
    assert lines[0].count("░") < 10 and lines[0].rindex("░") < 30
    assert "░" not in lines[11]


def test_read_aloud_the_points_are_told_and_how_much_is_shaded() -> None:
    assert page(POINT, EAST, look=Look(40, colours=0, spoken=True)) == [
        "  one: 1 point: (2.5, 7.5).",
        "  east: 50 % of the chart.",
    ]
