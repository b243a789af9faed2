"""Draws what the learner's code printed: as it is."""

from __future__ import annotations

import re

from rich.text import Text

from tutor.core.execution import Display, Stream
from tutor.render.look import Look

_ESCAPE = re.compile(
    r"\x1b(\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(\x07|\x1b\\)?|[PX^_][^\x1b]*(\x1b\\)?|.?)", re.DOTALL
)
"""Colours and cursor movements, titles and links, and what a terminal takes for one string."""


def without_escapes(text: str) -> str:
    """`text` without its colour codes and other escape sequences."""
    return _ESCAPE.sub("", text)


def as_printed(text: str, look: Look) -> str:
    """The text as it came; without its escapes where there are no colours."""
    return text if look.colours else without_escapes(text)


def output(event: Stream | Display, look: Look) -> Text:
    """A piece of a stream, or the repr of a value. Never wrapped: the terminal folds it where it must."""
    return Text.from_ansi(as_printed(event.text, look).removesuffix("\n"), overflow="ignore", no_wrap=True)
