"""Output that is written over: progress bars of the learner's own, on a page where nothing can be taken back.

As long as a stream only goes on, everything passes at once. When it goes back, what it writes is kept until the
line, or the whole of it, is done: its last state is what is shown.
"""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"\r\n|[\r\n\b]|\x1b\[(?P<counts>[\d;]*)(?P<move>[A-HJKSTfnsu])|\x1b\[[ -?]*[@-~]|[^\r\n\b\x1b]+|\x1b"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[ -?]{0,64})?\Z")
_BACK = frozenset("AF")
"""Movements to a line above; the others alone change nothing that stands there."""
MOST = 200
"""Lines that are kept; of more, the first ones have settled."""


class Settling:
    """For one stream, piece by piece."""

    def __init__(self, plain: bool) -> None:
        """`plain`: nothing may go back, not even to the start of its line, which a terminal does by itself."""
        self._plain = plain
        self._lines: list[list[str]] | None = None
        """What may still be written over; None while everything passes."""
        self._row = self._column = 0
        self._climbs = False
        """Whether it has gone up to an earlier line."""
        self._held = ""
        """The beginning of a command whose end has not come."""
        self._at_start = True
        """Whether what has passed ends with a line's end."""

    def __call__(self, text: str) -> str:
        """What of the piece has settled."""
        text = self._held + text
        cut = _UNFINISHED.search(text)
        text, self._held = (text[: cut.start()], cut[0]) if cut else (text, "")
        return "".join(map(self._take, _PARTS.finditer(text)))

    def end(self) -> str:
        """The last state of what was kept."""
        lines, self._lines = self._lines, None
        self._climbs, self._held = False, ""
        kept = "\n".join("".join(line).rstrip() for line in lines) if lines else ""
        self._at_start = self._at_start if not kept else kept.endswith("\n")
        return kept

    def _take(self, part: re.Match[str]) -> str:
        text, move = part[0], part["move"]
        if self._lines is None:
            goes_back = move in _BACK if move else text in ("\r", "\b") and self._plain
            if not goes_back:
                if not text.startswith("\x1b"):
                    self._at_start = text.endswith("\n")
                return text
            self._lines, self._row, self._column = [[]], 0, 0
            return self._go(part) or ("" if self._at_start else "\n")
        return self._go(part)

    def _go(self, part: re.Match[str]) -> str:
        assert self._lines is not None
        text, move = part[0], part["move"]
        if move:
            self._move(move, int(part["counts"].split(";")[0] or 1) if part["counts"] != "0" else 0)
        elif text == "\r":
            self._column = 0
        elif text == "\b":
            self._column = max(0, self._column - 1)
        elif text in ("\n", "\r\n"):
            self._row, self._column = self._row + 1, 0
            self._reach()
            return self._settled()
        elif not text.startswith("\x1b"):
            line = self._lines[self._row]
            line += " " * (self._column - len(line))
            line[self._column : self._column + len(text)] = text
            self._column += len(text)
        return ""

    def _move(self, move: str, count: int) -> None:
        assert self._lines is not None
        if move in "AF":
            self._climbs, self._row = True, max(0, self._row - count)
        elif move in "BE":
            self._row += count
        elif move in "CD":
            self._column = max(0, self._column + (count if move == "C" else -count))
        elif move == "G":
            self._column = max(0, count - 1)
        elif move in "Hf":
            self._climbs, self._row, self._column = True, 0, 0
        elif move == "J":
            del self._lines[self._row + 1 :]
        if move in "EF":
            self._column = 0
        self._reach()
        if move in "KJ":
            del self._lines[self._row][0 if count == 2 else self._column :]

    def _reach(self) -> None:
        """Have a line where the cursor is."""
        assert self._lines is not None
        self._row = min(self._row, len(self._lines) + MOST)
        while len(self._lines) <= self._row:
            self._lines.append([])

    def _settled(self) -> str:
        """The lines that nothing will come back to: all that are done, when it has never gone up."""
        assert self._lines is not None
        count = self._row if not self._climbs else max(0, len(self._lines) - MOST)
        count = min(count, self._row)
        done, self._lines = self._lines[:count], self._lines[count:]
        self._row -= count
        if not self._climbs and self._lines == [[]]:
            self._lines = None
        self._at_start = True
        return "".join(f"{''.join(line).rstrip()}\n" for line in done)


_RULE = re.compile(r"^[\s\u2500-\u257f\u2581-\u2595]*[\u2500-\u257f][\s\u2500-\u257f]*\n", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*[\u2502\u2503\u2551](?P<cells>.*)[\u2502\u2503\u2551][ \t]*$", re.MULTILINE)
_BAR = re.compile(r"[\u2500-\u259f]{2,} ?")


def without_boxes(text: str) -> str:
    """Tables that a library draws as plain rows, bars left out: `dense (Dense), (None, 3), 6`."""
    if not re.search(r"[\u2500-\u259f]", text):
        return text
    rows = _ROW.sub(
        lambda row: ", ".join(cell.strip() for cell in re.split("[\u2502\u2503\u2551]", row["cells"])), text
    )
    return _BAR.sub("", _RULE.sub("", rows))
