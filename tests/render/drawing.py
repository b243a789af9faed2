"""Drawings as plain text, for the tests to look at."""

from __future__ import annotations

import io

from rich.cells import cell_len
from rich.console import RenderableType

from tutor.render.look import Look
from tutor.render.theme import console_for


def drawn(drawing: RenderableType | None, look: Look) -> str:
    """What `drawing` puts on the screen, blanks at the ends of lines left out."""
    assert drawing is not None
    console = console_for(look, io.StringIO())
    with console.capture() as captured:
        console.print(drawing)
    return "\n".join(line.rstrip() for line in captured.get().split("\n")).rstrip("\n")


def widest(text: str) -> int:
    """Cells of the longest line."""
    return max(map(cell_len, text.split("\n")))
