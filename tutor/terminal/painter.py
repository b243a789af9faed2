"""Paints a block of lines in place, sending only the cells that changed.

The cursor rests at the block's top left corner between two frames. So, after a change of the window's size,
whatever a terminal did to the lines, going to the start of the line and erasing all below removes them.

One frame is on its way at a time: behind each the terminal is asked where its cursor is, and the next one waits
for the reply. So a slow line shows the newest frame it can, and never works off a queue of old ones.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Sequence

from rich.cells import cell_len

Cell = tuple[str, str]
"""A character and its SGR parameters, `1;38;5;31`. The second half of a wide character is `("", ...)`."""
Row = tuple[Cell, ...]

BLANK: Cell = (" ", "")
NEAR = 5
"""Unchanged cells between two changed ones that are sent again rather than jumped over: a jump costs as much."""
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronized output. Terminals that do not know it ignore it."""
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_WHERE = "\x1b[6n"
"""Asks for the cursor's place. All terminals answer but the poorest, when they have come so far."""
PATIENCE = 1.0
"""Seconds to wait for a reply."""
TRUST = 2
"""Replies in a row that may fail to come before the painter goes on without."""
FRAME, BLIND_FRAME = 0.1, 0.5
"""Seconds from one frame to the next, at least; more where nobody tells how fast the line is."""
POLL, POLLS = 0.005, 200
"""Seconds between two looks whether a reply has come, and how many of them."""
_ERASE = "\r \x1b[J\r"
"""Not from the first cell on: where that is the first of the whole screen, tmux would keep what is erased in its
history."""


def cells(line: str, width: int) -> Row:
    """A line with colour codes as its first `width` cells, blank ones at the end left out.

    A blank has no style: there is no background and no underline in the palette.
    """
    row: list[Cell] = []
    style, position = "", 0
    for code in (*_SGR.finditer(line), None):
        for character in line[position : code.start() if code else len(line)]:
            if character == " ":
                row.append(BLANK)
                continue
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
    pen = _Pen()
    at = 0
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ()
        after = new[number] if number < len(new) else ()
        if before != after or number >= len(old):
            out.append("\n" * (number - at))  # makes the line where there is none yet
            out.append(_row_difference(before, after, pen))
            at = number
    if not out:
        return ""
    return "".join(out) + pen.lifted() + (f"\x1b[{at}A" if at else "") + "\r"


def _row_difference(before: Row, after: Row, pen: _Pen) -> str:
    length = min(len(before), len(after))
    changed = [n for n in range(length) if before[n] != after[n]] + list(range(length, len(after)))
    runs: list[list[int]] = []
    for n in changed:
        start = n - 1 if after[n][0] == "" else n  # a wide character is sent whole
        if runs and start - runs[-1][1] <= NEAR:
            runs[-1][1] = n
        else:
            runs.append([start, n])
    out = [_column(start) + pen.drawn(after[start : end + 1]) for start, end in runs]
    if len(before) > len(after):
        out.append(_column(len(after)) + "\x1b[K")
    return "".join(out)


def _column(number: int) -> str:
    return f"\x1b[{number + 1}G" if number else "\r"


class _Pen:
    """Draws cells, and changes its colour only where it has to."""

    def __init__(self) -> None:
        self._style = ""

    def drawn(self, row: Row) -> str:
        """What draws these cells. A blank looks the same in every colour."""
        out: list[str] = []
        for character, style in row:
            if character != " " and style != self._style:
                out.append(self._change(style))
            out.append(character)
        return "".join(out)

    def lifted(self) -> str:
        """What leaves no colour behind."""
        return self._change("") if self._style else ""

    def _change(self, style: str) -> str:
        before, self._style = self._style, style
        if not style:
            return "\x1b[m"
        return f"\x1b[0;{style}m" if before else f"\x1b[{style}m"


class Painter:
    """Keeps one block on the screen up to date. Between `paint` and `wipe` nobody else may write."""

    def __init__(
        self,
        write: Callable[[str], object],
        size: Callable[[], tuple[int, int]],
        clock: Callable[[], float] = time.monotonic,
        asks: bool = False,
    ) -> None:
        self._write = write
        self._size = size
        """Columns and lines of the window, now."""
        self._clock = clock
        self._asks = asks
        """Whether somebody reads the terminal's replies and calls `replied`."""
        self._rows: tuple[Row, ...] = ()
        self._window = (0, 0)
        self._unanswered = self._missed = 0
        self._sent = -math.inf
        """When the last frame was sent."""

    @property
    def painted(self) -> bool:
        """Whether there is a block on the screen."""
        return bool(self._rows)

    @property
    def awaits_reply(self) -> bool:
        """Whether a frame is on its way, and its reply not overdue."""
        return self._unanswered > 0 and self._clock() - self._sent < PATIENCE

    @property
    def is_followed(self) -> bool:
        """Whether the terminal says when it has drawn a frame, and has said so of all so far."""
        return self._asks and not self._unanswered and not self._missed

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame."""
        pause = FRAME if self._missed < TRUST else BLIND_FRAME
        return not self.awaits_reply and self._clock() - self._sent >= pause

    def replied(self) -> None:
        """The terminal has drawn what it was sent."""
        self._unanswered = max(0, self._unanswered - 1)
        self._missed = 0

    def paint(self, lines: Sequence[str]) -> None:
        """Show these lines, as many and as much of each as the window holds."""
        window = columns, height = self._size()
        rows = tuple(cells(line, columns - 1) for line in lines[: height - 1])
        resized = self.painted and window != self._window
        change = _ERASE + difference((), rows) if resized else difference(self._rows, rows)
        if change:
            cursor = "" if self.painted else _HIDE_CURSOR
            self._write(cursor + _BEGIN + change + _END + self.question())
        self._rows, self._window = rows, window

    def question(self) -> str:
        """What is sent behind something, so that a reply comes when it is drawn; empty where none would come."""
        if self._unanswered and not self.awaits_reply:
            self._unanswered, self._missed = 0, self._missed + 1
        self._sent = self._clock()
        if not self._asks or self._missed >= TRUST:
            return ""
        self._unanswered += 1
        return _WHERE

    def await_drawn(self) -> None:
        """Wait until the terminal has drawn all it was sent, unless it does not say so in time."""
        self._write(self.question())
        for _ in range(POLLS):
            if not self.awaits_reply:
                break
            time.sleep(POLL)

    def wipe(self) -> None:
        """Remove the block; the cursor is where it began."""
        if self.painted:
            self._write(_BEGIN + _ERASE + _END + _SHOW_CURSOR)
        self._rows = ()

    def abandon(self) -> str:
        """What has to be sent when the program ends in the middle of anything: no block, a cursor, and no brackets
        around what is pasted, as an editor wants them."""
        return (_ERASE if self.painted else "") + _SHOW_CURSOR + "\x1b[?2004l"
