"""Paints a block of lines in place, sending only the cells that changed.

The cursor rests at the block's top left corner between two frames. So, after a change of the window's size,
whatever a terminal did to the lines, going to the start of the line and erasing all below removes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from rich.cells import cell_len

Cell = tuple[str, str]
"""A character and its SGR parameters, `1;38;5;31`. The second half of a wide character is `("", ...)`."""
Row = tuple[Cell, ...]

BLANK: Cell = (" ", "")
NEAR = 5
"""Unchanged cells between two changed ones that are sent again rather than jumped over: a jump costs as much."""
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_BEGIN, _END = "\x1b[?2026h\x1b[?25l", "\x1b[?2026l"
"""Synchronized output, and no cursor running about. Terminals that do not know the first ignore it."""
_SHOW_CURSOR = "\x1b[?25h"
_ERASE = "\r\x1b[J"


def cells(line: str, width: int) -> Row:
    """A line with colour codes as its first `width` cells, blank ones at the end left out."""
    row: list[Cell] = []
    style, position = "", 0
    for code in (*_SGR.finditer(line), None):
        for character in line[position : code.start() if code else len(line)]:
            room = cell_len(character)
            row += [(character, style), *[("", style)] * (room - 1)] if room else []
        if code:
            style = "" if code[1] in ("", "0") else f"{style};{code[1]}".strip(";")
            position = code.end()
    row = row[:width]
    if len(row) == width and row and cell_len(row[-1][0]) > 1:  # half of a wide character is none
        row[-1] = BLANK
    while row and row[-1] == BLANK:
        row.pop()
    return tuple(row)


def difference(old: Sequence[Row], new: Sequence[Row]) -> str:
    """What turns the block `old` into `new`, for a cursor at its top left corner, where it ends up again.

    Empty when they are equal. `old` may be empty: nothing is there yet.
    """
    out: list[str] = []
    at = 0
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ()
        after = new[number] if number < len(new) else ()
        if before != after or number >= len(old):
            out.append("\n" * (number - at))  # makes the line where there is none yet
            out.append(_row_difference(before, after))
            at = number
    if not out:
        return ""
    return "".join(out) + (f"\x1b[{at}A" if at else "") + "\r"


def _row_difference(before: Row, after: Row) -> str:
    length = min(len(before), len(after))
    changed = [n for n in range(length) if before[n] != after[n]] + list(range(length, len(after)))
    runs: list[list[int]] = []
    for n in changed:
        start = n - 1 if after[n][0] == "" else n  # a wide character is sent whole
        if runs and start - runs[-1][1] <= NEAR:
            runs[-1][1] = n
        else:
            runs.append([start, n])
    out = [_column(start) + _painted(after[start : end + 1]) for start, end in runs]
    if len(before) > len(after):
        out.append(_column(len(after)) + "\x1b[K")
    return "".join(out)


def _column(number: int) -> str:
    return f"\x1b[{number + 1}G" if number else "\r"


def _painted(row: Row) -> str:
    out: list[str] = []
    for style, run in groupby(row, key=lambda cell: cell[1]):
        text = "".join(character for character, _ in run)
        out.append(f"\x1b[0;{style}m{text}\x1b[0m" if style else text)
    return "".join(out)


class Painter:
    """Keeps one block on the screen up to date. Between `paint` and `wipe` nobody else may write."""

    def __init__(self, write: Callable[[str], object], size: Callable[[], tuple[int, int]]) -> None:
        self._write = write
        self._size = size
        """Columns and lines of the window, now."""
        self._rows: tuple[Row, ...] = ()
        self._window = (0, 0)

    @property
    def painted(self) -> bool:
        """Whether there is a block on the screen."""
        return bool(self._rows)

    def paint(self, lines: Sequence[str]) -> None:
        """Show these lines, as many and as much of each as the window holds."""
        window = columns, height = self._size()
        rows = tuple(cells(line, columns - 1) for line in lines[: height - 1])
        resized = self.painted and window != self._window
        change = _ERASE + difference((), rows) if resized else difference(self._rows, rows)
        if change:
            self._write(_BEGIN + change + _END)
        self._rows, self._window = rows, window

    def wipe(self) -> None:
        """Remove the block; the cursor is where it began."""
        if self.painted:
            self._write(_BEGIN + _ERASE + _END + _SHOW_CURSOR)
        self._rows = ()
