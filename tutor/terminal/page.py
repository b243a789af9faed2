"""The stream that is written to: where its cursor is, and what stands above."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from msgspec.structs import replace
from rich.console import RenderableType

from tutor.core.sieve import harmless
from tutor.render.folding import appended
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.terminal.caps import Caps


class Page:
    """The stream and its window. Nobody else writes to the stream."""

    def __init__(self, caps: Caps, stream: TextIO, size: Callable[[], tuple[int, int]] | None) -> None:
        """`size`: columns and lines of the window, now. Zeros mean that nobody knows."""
        self._caps = caps
        self._stream = stream
        self._size = size or (lambda: (caps.width, caps.height))
        self.column_free = True
        """Whether the cursor is at the start of a line."""
        self.apart = True
        """Whether the line above is blank, or there is none."""

    @property
    def lead(self) -> str:
        """What stands before a thing that is to have a blank line above it."""
        return ("" if self.column_free else "\n") + ("" if self.apart else "\n")

    def write(self, text: str) -> None:
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()

    def append(self, text: str) -> None:
        """Add one sentence, on a line of its own."""
        self.write(("" if self.column_free else "\n") + harmless(appended(text, self.look())) + "\n")
        self.column_free, self.apart = True, False

    def fileno(self) -> int:
        """The number under which the system knows the stream. Raises OSError for one that it does not know."""
        return self._stream.fileno()

    def text_of(self, drawing: RenderableType) -> str:
        """The drawing as it is written. Whatever it was made of: beside the painter's and the prompt's own, no
        command reaches the terminal."""
        console = console_for(self.look(), self._stream)
        with console.capture() as captured:
            console.print(drawing)
        lines = (line.rstrip() for line in harmless(captured.get(), colours=True).split("\n"))
        return "\n".join(lines)

    def look(self) -> Look:
        width, height = self.window()
        return replace(self._caps.look, width=width, height=height)

    def window(self) -> tuple[int, int]:
        width, height = self._size()
        return width or self._caps.width, height or self._caps.height
