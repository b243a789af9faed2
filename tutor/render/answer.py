"""Draws the answer to a question, and what is worth asking next."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import Answered
from tutor.render.look import Look
from tutor.render.prose import prose


def answered(event: Answered, look: Look) -> RenderableType:
    """The answer alone: the question stands above it, as it was typed."""
    parts: list[RenderableType] = [prose(event.text, look)]
    if event.see_also:
        parts += [Text(), prose("See also: " + ", ".join(event.see_also), look, style="secondary")]
    return Group(*parts)
