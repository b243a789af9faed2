"""Paints places of a chart, 0 to 1 either way, as dots: 2 × 4 of them in a cell of braille, or one in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Place = tuple[float, float]
"""From the left and from below, 0 to 1; a line that leaves the chart may go a little beyond."""
Cells = Mapping[tuple[int, int], str]
"""What stands in some cells: row from above and column, and the character."""

FIRST_BRAILLE = 0x2800
_LEFT = [0x40 * (n & 1) + 0x04 * (n >> 1 & 1) + 0x02 * (n >> 2 & 1) + 0x01 * (n >> 3) for n in range(16)]
_RIGHT = [0x80 * (n & 1) + 0x20 * (n >> 1 & 1) + 0x10 * (n >> 2 & 1) + 0x08 * (n >> 3) for n in range(16)]
"""What the four dots of half a cell, from below, are in braille (Unicode, Braille Patterns)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a drawing."""

    columns: int
    rows: int

    def column(self, across: float) -> int:
        """The cell from the left that holds a place; it may lie outside."""
        return round(across * (2 * self.columns - 1)) // 2

    def row(self, up: float) -> int:
        """The cell from above that holds a place; it may lie outside."""
        return self.rows - 1 - round(up * (4 * self.rows - 1)) // 4

    def holds(self, row: int, column: int) -> bool:
        return 0 <= row < self.rows and 0 <= column < self.columns


def dotted(stretches: Iterable[Sequence[Place]], grid: Grid, *, joined: bool) -> Cells:
    """Places in braille; `joined` by straight lines within a stretch."""
    masks = _masks(stretches, 2 * grid.columns, 4 * grid.rows, joined)
    cells: dict[tuple[int, int], str] = {}
    for column in range(grid.columns):
        left, right = masks[2 * column], masks[2 * column + 1]
        for row in range(grid.rows - 1, -1, -1) if left or right else ():
            if bits := _LEFT[left & 15] | _RIGHT[right & 15]:
                cells[row, column] = chr(FIRST_BRAILLE + bits)
            left, right = left >> 4, right >> 4
    return cells


def marked(stretches: Iterable[Sequence[Place]], grid: Grid, mark: str, *, joined: bool) -> Cells:
    """Places as one character each; `joined` by straight lines within a stretch."""
    if not joined:
        found = ((grid.row(y), grid.column(x)) for places in stretches for x, y in places)
        return {cell: mark for cell in found if grid.holds(*cell)}
    masks = _masks(stretches, grid.columns, grid.rows, joined)
    below = grid.rows - 1
    return {(below - y, x): mark for x, mask in enumerate(masks) for y in range(grid.rows) if mask >> y & 1}


def _masks(stretches: Iterable[Sequence[Place]], width: int, height: int, joined: bool) -> list[int]:
    """A number for each column of dots, a bit in it for each dot that is set, the lowest for the one below."""
    masks = [0] * width
    across, up = width - 1, height - 1
    for places in stretches:
        dots = [(x * across, y * up) for x, y in places]
        for begin, end in pairwise(dots) if joined else ():
            _connect(masks, begin, end, up)
        for x, y in dots[-1:] if joined else dots:
            column, row = round(x), round(y)
            if 0 <= column < width and 0 <= row < height:
                masks[column] |= 1 << row
    return masks


def _connect(masks: list[int], begin: tuple[float, float], end: tuple[float, float], up: int) -> None:
    """Set the dots from one place to another: one in each column, or in each row where the line is steep.

    On the way to the right the last dot is left to what follows, so that no line is thicker where it bends.
    """
    to_the_right = begin[0] <= end[0]
    (x, y), (end_x, end_y) = (begin, end) if to_the_right else (end, begin)
    first, last = round(x), round(end_x)
    slope = (end_y - y) / (end_x - x) if last > first else 0.0
    for column in range(max(0, first), min(len(masks) - 1, last) + 1):
        if abs(slope) <= 1 and last > first:
            low = high = round(y + slope * (column - x))
            if column == last and to_the_right:
                break
        else:  # from where the line enters the column to where it leaves, which is the next one's
            enter = round(y if column == first else y + slope * (column - 0.5 - x))
            leave = round(end_y if column == last else y + slope * (column + 0.5 - x))
            open_end = enter != leave and (column != last or to_the_right)
            shared = 0 if not open_end else 1 if leave > enter else -1
            low, high = sorted((enter, leave - shared))
        low, high = max(0, low), min(up, high)
        if low <= high:
            masks[column] |= (1 << high + 1) - (1 << low)


def merged(under: str, over: str) -> str:
    """Two braille characters share their dots; anything else hides what is under it."""
    if not (_is_braille(under) and _is_braille(over)):
        return over
    return chr(ord(under) | ord(over))


def _is_braille(cell: str) -> bool:
    return "\u2800" <= cell <= "\u28ff"
