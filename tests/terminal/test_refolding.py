"""Where the cursor stands once a terminal has folded the lines above it."""

from __future__ import annotations

import pytest
from prompt_toolkit.data_structures import Point

from tutor.terminal.refolding import folded


@pytest.mark.parametrize(
    ("lengths", "cursor", "width", "place"),
    [
        ([], Point(12, 0), 80, Point(12, 0)),
        ([], Point(89, 0), 50, Point(39, 1)),  # one long line, folded once
        ([50], Point(44, 1), 24, Point(20, 4)),  # three lines, and one more of the cursor's own
        ([100, 30], Point(3, 2), 50, Point(3, 3)),
        ([0, 10], Point(0, 2), 40, Point(0, 2)),  # an empty line is a line
        ([50, 50], Point(10, 2), 120, Point(10, 2)),  # wider: nothing is joined
    ],
)
def test_lines_that_became_too_long_take_more_room(
    lengths: list[int], cursor: Point, width: int, place: Point
) -> None:
    assert folded(lengths, cursor, width) == place
