"""Draws what is said of an attempt, and the code that would put it right."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import Judged
from tutor.core.verdict import Verdict
from tutor.render.code import block
from tutor.render.look import Look
from tutor.render.prose import prose

_OPENINGS: dict[Verdict, tuple[str, str, str]] = {
    Verdict.PASSED: ("✓", "right", "Right."),
    Verdict.NOT_YET: ("✗", "not_yet", "Not yet."),
    Verdict.CHECK_FAILED: ("!", "secondary", "This could not be checked. The fault is the tutor's, not yours."),
}
"""Mark, style and first words. The other verdicts have none: nothing was right or wrong."""


def judged(event: Judged, look: Look) -> RenderableType | None:
    """The mark in the gutter and the sentences beside it; None when there is nothing to say."""
    parts: list[RenderableType] = []
    sign, style, words = _OPENINGS.get(event.verdict, ("", "", ""))
    if event.verdict is Verdict.NOT_YET and not event.message:  # an error stands above, with its words
        words = ""
    said = " ".join(part for part in (words, event.message.lstrip()) if part)
    if said and sign and not look.spoken:
        parts.append(prose(said, look, mark=Text(look.text(sign) + " ", style)))
    elif said:
        parts.append(prose(said, look))
    if event.offer:
        parts += [Text()] if parts else []
        parts += [Text("  Enter runs this:"), Text(), block(event.offer, look)]
    return Group(*parts) if parts else None
