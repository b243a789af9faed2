"""Draws a hint, with how many there are."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import Hinted
from tutor.render.look import Look
from tutor.render.prose import prose


def hinted(event: Hinted, look: Look) -> RenderableType:
    """The hint under its number."""
    return Group(Text(f"  Hint {event.level} of {event.of}", "accent"), prose(event.text, look))
