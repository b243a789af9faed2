"""Draws upright bars, an eighth of a line exact."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"
FILLED = 0.8
"""Part of the distance between two neighbours that a bar takes up."""


def bars(
    places: Sequence[tuple[float, float]], base: float, spacing: float, columns: int, rows: int, *, unicode: bool
) -> list[str]:
    """Rows of characters, the top one first.

    `places` are centre and height of each bar, `base` is the height they stand on, all from 0 to 1;
    `spacing` is the distance between the centres of two neighbours.
    """
    grid = [[" "] * columns for _ in range(rows)]
    base_row = rows - 1 - round((1 - base) * (rows - 1))  # as the number beside it is rounded
    for centre, height in places:
        top = base_row + (height - base) * (rows - 1)
        half = spacing * FILLED / 2
        first = round((centre - half) * columns)
        for column in range(max(0, first), min(columns, max(first + 1, round((centre + half) * columns)))):
            for row in range(rows):
                grid[rows - 1 - row][column] = _cell(row, top, base_row, unicode)
    return ["".join(row) for row in grid]


def _cell(row: int, top: float, base_row: int, unicode: bool) -> str:
    """The cell of a bar in `row`, from below. A bar stands on the lower edge of `base_row`, or hangs from it."""
    if row < base_row:  # whole cells, for there are no eighths from above
        return ("█" if unicode else "#") if row + 0.5 > top else " "
    eighths = round(8 * min(1.0, max(0.0, top - row)))
    if not unicode:
        return "#" if eighths >= 4 else " "
    return _EIGHTHS[eighths]
