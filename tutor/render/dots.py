"""Paints places of a chart, 0 to 1 either way, as dots: 2 × 4 of them in a cell of braille, or one in a cell.

Lines are drawn by plotext; this is the only place that knows it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from msgspec import Struct

Place = tuple[float, float]
"""From the left and from below, 0 to 1; a line that leaves the chart may go a little beyond."""
Cells = Mapping[tuple[int, int], str]
"""What stands in some cells: row from above and column, and the character."""

FIRST_BRAILLE = 0x2800
DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The four dots of each half of a cell, from below (Unicode, Braille Patterns)."""
BLANKS = " " + chr(FIRST_BRAILLE)

_ONE_AT_A_TIME = threading.Lock()


class Grid(Struct, frozen=True):
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
    if joined:
        return _lines(stretches, grid, "braille")
    masks: dict[tuple[int, int], int] = {}
    for x, y in chain.from_iterable(stretches):
        across, up = round(x * (2 * grid.columns - 1)), round(y * (4 * grid.rows - 1))
        cell = grid.rows - 1 - up // 4, across // 2
        if grid.holds(*cell):
            masks[cell] = masks.get(cell, 0) | DOTS[across % 2][up % 4]
    return {cell: chr(FIRST_BRAILLE + mask) for cell, mask in masks.items()}


def marked(stretches: Iterable[Sequence[Place]], grid: Grid, mark: str, *, joined: bool) -> Cells:
    """Places as one character each; `joined` by straight lines within a stretch."""
    if joined:
        return _lines(stretches, grid, mark)
    found = ((grid.row(y), grid.column(x)) for x, y in chain.from_iterable(stretches))
    return {cell: mark for cell in found if grid.holds(*cell)}


def _lines(stretches: Iterable[Sequence[Place]], grid: Grid, marker: str) -> Cells:
    """plotext's drawing of lines, without axes and colours; `marker` is a character, or `braille`.

    It is given finite numbers only: a nan would end the process. And one thread at a time: two end it, too.
    """
    import plotext

    with _ONE_AT_A_TIME:
        plotext.terminal.limit(False, False)  # else it cuts the drawing to the size of its own terminal
        canvas = plotext.figure
        canvas.clear()
        canvas.plot_size(grid.columns, grid.rows)
        canvas.axes(False)
        for axis, side in (("x", "lower"), ("y", "left")):
            ruler = canvas.ruler(axis, side)
            ruler.lim(0, 1)
            ruler.frequency(0)
        for places in filter(None, (_reduced(each, 2 * grid.columns) for each in stretches)):
            signal = canvas.signal([x for x, _ in places], [y for _, y in places], marker=marker)
            canvas.draw(signal.lines() if len(places) > 1 else signal)
        drawn: str = canvas.build().string(colorless=True)
    rows = enumerate(drawn.split("\n")[: grid.rows])
    cells = ((row, column, cell) for row, line in rows for column, cell in enumerate(line[: grid.columns]))
    return {(row, column): cell for row, column, cell in cells if cell not in BLANKS}


def _reduced(places: Sequence[Place], stops: int) -> Sequence[Place]:
    """At most four places for each stop on the way to the right: first, lowest, highest and last."""
    if len(places) <= 4 * stops or any(here[0] > there[0] for here, there in pairwise(places)):
        return places
    size = -(-len(places) // stops)
    chosen: set[int] = set()
    for start in range(0, len(places), size):
        heights = [height for _, height in places[start : start + size]]
        extremes = heights.index(min(heights)), heights.index(max(heights))
        chosen |= {start + n for n in (0, *extremes, len(heights) - 1)}
    return [places[n] for n in sorted(chosen)]


def merged(under: str, over: str) -> str:
    """Two braille characters share their dots; anything else hides what is under it."""
    if not (_is_braille(under) and _is_braille(over)):
        return over
    return chr(ord(under) | ord(over))


def _is_braille(cell: str) -> bool:
    return "\u2800" <= cell <= "\u28ff"
