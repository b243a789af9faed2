"""Finds the prompt again after a change of the window's width, though the terminal has folded its lines anew.

prompt_toolkit goes up as many lines as it has drawn, and erases from there. Most terminals fold what has become
too long for a narrower window, so that more lines stand there than were drawn.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point


def follow(app: Application[Any], environment: Mapping[str, str] = os.environ) -> None:
    """From now on, erase the folded lines, too, when the window changes its size."""
    if "XTERM_VERSION" in environment or environment.get("TERM") == "linux":
        return  # these cut lines, and fold none
    redraw = app._on_resize  # prompt_toolkit has no public way to hear of it before it erases

    def resized() -> None:
        renderer, screen = app.renderer, app.renderer.last_rendered_screen
        if screen is not None:
            lengths = [max(screen.data_buffer[row], default=-1) + 1 for row in range(renderer._cursor_pos.y)]
            renderer._cursor_pos = folded(lengths, renderer._cursor_pos, app.output.get_size().columns)
        redraw()

    app._on_resize = resized  # type: ignore[method-assign]


def folded(lengths: Sequence[int], cursor: Point, width: int) -> Point:
    """Where the cursor stands, from the prompt's first cell, once lines of these lengths above it are folded."""
    above = sum(max(1, -(-length // width)) for length in lengths)
    return Point(cursor.x % width, above + cursor.x // width)
