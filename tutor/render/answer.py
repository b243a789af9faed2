"""Draws the answer to a question, and what is worth asking next."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import Answered, ModelSaid
from tutor.render.look import Look
from tutor.render.prose import prose


def answered(event: Answered, look: Look) -> RenderableType:
    """The answer alone: the question stands above it, as it was typed."""
    parts: list[RenderableType] = [prose(event.text, look)]
    asides = ["See also: " + ", ".join(event.see_also)] if event.see_also else []
    asides += [f"The course teaches it in {event.taught}."] if event.taught else []
    if asides:
        parts += [Text(), *(prose(aside, look, style="secondary") for aside in asides)]
    return Group(*parts)


def model_said(event: ModelSaid, look: Look) -> RenderableType:
    """A block of a language model's answer, with a mark that the tutor's own words never have."""
    return prose(event.text, look, mark=Text("~ ", "secondary"))
