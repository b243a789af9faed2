"""Draws what the learner's code printed: as it is, but for what a terminal would take for a command."""

from __future__ import annotations

from rich.text import Text

from tutor.core.execution import Display, Stream
from tutor.core.sieve import harmless
from tutor.render.look import Look


def output(event: Stream | Display, look: Look) -> Text:
    """A piece of a stream, or the repr of a value. Never wrapped: the terminal folds it where it must."""
    text = harmless(event.text, colours=bool(look.colours)).removesuffix("\n")
    return Text.from_ansi(text, overflow="ignore", no_wrap=True)
