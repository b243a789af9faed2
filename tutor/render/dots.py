"""Paints places of a chart, 0 to 1 either way, as dots: 2 × 4 of them in a cell of braille, or one in a cell.

Lines are drawn by plotext; this is the only place that knows it. What would take it long is more texture than line
and left to `crossing_lines`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, pairwise, repeat

from msgspec import Struct

from tutor.render.crossing_lines import Dot, crossed

Place = tuple[float, float]
"""From the left and from below, 0 to 1; a line that leaves the chart may go a little beyond."""
Cells = Mapping[tuple[int, int], str]
"""What stands in some cells: row from above and column, and the character."""

FIRST_BRAILLE = 0x2800
DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The four dots of each half of a cell, from below (Unicode, Braille Patterns)."""
_HALVES = tuple(
    tuple(sum(dot for n, dot in enumerate(half) if dots >> n & 1) for dots in range(16)) for half in DOTS
)
"""The same for any four bits, the lowest for the lowest dot."""
BLANKS = " " + chr(FIRST_BRAILLE)
PER_LINE, PER_PLACE, PER_DOT = 100, 10, 1
"""Microseconds that plotext takes for each line, each of its places and each dot on its way."""
MOST_TIME = 3500
"""Microseconds that it may take for one series; ten of them are drawn in less than 50 ms."""

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

    def dot(self, place: Place) -> Dot:
        """The dot of braille that is nearest to a place; it may lie outside."""
        return round(place[0] * (2 * self.columns - 1)), round(place[1] * (4 * self.rows - 1))

    def holds(self, row: int, column: int) -> bool:
        return 0 <= row < self.rows and 0 <= column < self.columns


def dotted(stretches: Iterable[Sequence[Place]], grid: Grid, *, joined: bool) -> Cells:
    """Places in braille; `joined` by straight lines within a stretch."""
    if joined:
        return _lines(stretches, grid, "braille")
    masks: dict[tuple[int, int], int] = {}
    for x, y in chain.from_iterable(stretches):
        across, up = grid.dot((x, y))
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
    lines = [each for each in stretches if each]
    dots = [list(map(grid.dot, each)) for each in lines]
    time = sum(map(_time, dots))
    reduced = list(map(_reduced, lines, dots, repeat(grid))) if time < MOST_TIME else []
    if time + PER_PLACE * sum(map(len, reduced)) > MOST_TIME:
        return _crossing_lines(dots, grid, marker)

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
        for places in reduced:
            signal = canvas.signal([x for x, _ in places], [y for _, y in places], marker=marker)
            canvas.draw(signal.lines() if len(places) > 1 else signal)
        drawn: str = canvas.build().string(colorless=True)
    rows = enumerate(drawn.split("\n")[: grid.rows])
    cells = ((row, column, cell) for row, line in rows for column, cell in enumerate(line[: grid.columns]))
    return {(row, column): cell for row, column, cell in cells if cell not in BLANKS}


def _time(dots: Sequence[Dot]) -> int:
    """Microseconds that plotext takes for a line, without those for its places."""
    way = (max(abs(right - left), abs(high - low)) for (left, low), (right, high) in pairwise(dots))
    return PER_LINE + PER_DOT * sum(way)


def _reduced(places: Sequence[Place], dots: Sequence[Dot], grid: Grid) -> Sequence[Place]:
    """Where there are many: places on one dot count once, and a slope cuts its corners."""
    if len(places) <= 2 * grid.columns:
        return places
    wide, high = max(1, 2 * grid.columns - 1), max(1, 4 * grid.rows - 1)
    return [(across / wide, up / high) for across, up in _smooth(dot for dot, _ in groupby(dots))]


def _smooth(dots: Iterable[Dot]) -> list[Dot]:
    """Without the corners of stairs one dot high."""
    kept: list[Dot] = []
    for dot in dots:
        if len(kept) > 1 and {abs(dot[0] - kept[-2][0]), abs(dot[1] - kept[-2][1])} == {1}:
            kept.pop()
        kept.append(dot)
    return kept


def _crossing_lines(lines: Sequence[Sequence[Dot]], grid: Grid, marker: str) -> Cells:
    """What lines cross, in braille or with one character."""
    columns = crossed(lines, 2 * grid.columns, 4 * grid.rows)
    cells: dict[tuple[int, int], str] = {}
    for column in range(grid.columns):
        left, right = columns[2 * column], columns[2 * column + 1]
        for row in range(grid.rows):
            below = 4 * (grid.rows - 1 - row)
            mask = _HALVES[0][left >> below & 15] | _HALVES[1][right >> below & 15]
            if mask:
                cells[row, column] = chr(FIRST_BRAILLE + mask) if marker == "braille" else marker
    return cells


def merged(under: str, over: str) -> str:
    """Two braille characters share their dots; anything else hides what is under it."""
    if not (_is_braille(under) and _is_braille(over)):
        return over
    return chr(ord(under) | ord(over))


def _is_braille(cell: str) -> bool:
    return "\u2800" <= cell <= "\u28ff"
