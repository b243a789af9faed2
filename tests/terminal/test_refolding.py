"""Where the cursor stands once a terminal has folded the lines above it."""

from __future__ import annotations

import pytest
from prompt_toolkit.data_structures import Point

from tutor.terminal import notice
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


@pytest.mark.parametrize("width", [12, 20, 30, 40, 80, 200])
def test_the_status_is_never_wider_than_the_window(width: int) -> None:
    status = "Hidden layers · step 12 of 18   TensorFlow is loading   → takes the grey text   /hint   /help"
    lines = notice.folded(status, width).split("\n")
    assert max(map(len, lines)) < width
    assert " ".join(" ".join(lines).split()) == " ".join(status.split())
