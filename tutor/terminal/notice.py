"""A few lines below the prompt: what was looked up, or what went wrong. They stay until the text is another."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from msgspec.structs import replace
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text

from tutor.core.sieve import harmless
from tutor.render.look import Look
from tutor.render.prose import prose
from tutor.render.theme import console_for

MOST_LINES, TO_SPARE = 12, 8
"""Lines of a notice at most, and lines of the window that it leaves to the prompt."""


class Notice:
    """Said about one text; gone when another is typed."""

    def __init__(self, look: Look, size: Callable[[], tuple[int, int]]) -> None:
        """`size`: columns and lines of the window, now."""
        self._look = look
        self._size = size
        self._markdown = self._about = ""

    def say(self, markdown: str, about: str) -> None:
        """Show this as long as `about` is what stands at the prompt."""
        self._markdown, self._about = markdown, about

    def lines(self, text: str) -> StyleAndTextTuples:
        """What to show below `text`, with a blank line above; empty when there is nothing to say about it."""
        if not self._markdown or text != self._about:
            return []
        width, height = self._size()
        look = replace(self._look, width=width, height=height)
        console = console_for(look)
        with console.capture() as captured:
            console.print(prose(self._markdown, look))
        drawn = harmless(captured.get(), colours=True)
        lines = [line.rstrip() for line in drawn.rstrip("\n").split("\n")]
        most = max(1, min(MOST_LINES, height - TO_SPARE))
        if len(lines) > most:
            lines = [*lines[: most - 1], look.text("  …")]
        return to_formatted_text(ANSI("\n" + "\n".join(lines) + "\n"))


def folded(status: str, width: int) -> str:
    """The parts of a status, which stand three blanks apart, on as many lines as they need at this width."""
    lines: list[str] = []
    for part in status.split("   "):
        if lines and len(lines[-1]) + 3 + len(part) < width:
            lines[-1] += "   " + part
        else:
            lines += wrap(part, max(1, width - 1))
    return "\n".join(lines)
