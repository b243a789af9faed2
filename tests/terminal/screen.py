"""A terminal to look at: what was written, as a screen."""

from __future__ import annotations

import io

import pyte


class Screen:
    """A pyte screen behind a text stream."""

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        self.pyte = pyte.HistoryScreen(columns, lines, history=1000)
        self._feed = pyte.Stream(self.pyte)
        self.stream = _Stream(self)
        self.sent = ""
        """Everything that was written."""

    def write(self, text: str) -> None:
        self.sent += text
        # A terminal in its usual mode returns the carriage at every line end.
        self._feed.feed(text.replace("\x1b[?2026h", "").replace("\x1b[?2026l", "").replace("\n", "\r\n"))

    @property
    def lines(self) -> list[str]:
        """What is on the screen and above it, blanks at the ends left out."""
        above = ["".join(row[column].data for column in range(self.pyte.columns)) for row in self.pyte.history.top]
        return [line.rstrip() for line in (*above, *self.pyte.display)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        """Line and column, from 0."""
        return self.pyte.cursor.y, self.pyte.cursor.x


class _Stream(io.StringIO):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._screen.write(text)
        return len(text)
