"""How an answer is worded: an entry of the glossary, what a line was taken for, what it may have been."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.core.entries import GlossaryEntry
from tutor.core.protocols import Queryable
from tutor.understanding.spelling import plain

CHOICE = "I am not sure what you mean. Is it one of these?"

_FACETS = {
    name: re.compile(pattern, re.VERBOSE)
    for name, pattern in {
        "example": r"\b(?:show\ me|examples?|(?:sample\ )?code|snippet|syntax|in\ keras)\b",
        "when_not": r"""\bwhen\ (?:not|shouldnt|should\ i\ not)\b | \bnot\ to\ use\b
            | \b(?:drawbacks?|downsides?|disadvantages?|avoid|hurts?|bad\ idea)\b""",
        "why": r"""^(?:(?:so|but|and)\ )*(?:why|what\ for)\b | ^what(?:\ i)?s\ (?:.*\ for$|the\ (?:point|use)\b)
            | \b(?:point|purpose|benefit|advantage)\ of\b""",
        "how": r"^(?:(?:so|but|and|ok)\ )*how\ (?:do|can|to|should|would|could)\b | \bhow\ (?:do\ i|to)\b",
    }.items()
}
"""What a question wants to know of a thing, by the field of its entry that says it. The first that fits."""


def entry_told(entry: GlossaryEntry, question: str, session: Queryable | None = None) -> str:
    """The entry, with its name in front; first what was asked of it, where the entry says that. Markdown."""
    text = _of_symptom(entry, question, session) if entry.causes else entry.text.strip()
    asked = facet(entry, question)
    said = getattr(entry, asked).strip() if asked and asked != "example" else ""
    code = f"```python\n{entry.example.strip()}\n```" if entry.example and asked in ("how", "example") else ""
    return "\n\n".join(filter(None, (f"**{entry.term}**: {said or text}", text if said else "", code)))


def facet(entry: GlossaryEntry, question: str) -> str:
    """The field of the entry that answers the question better than its text; empty when none does."""
    line = plain(question)
    found = (name for name, pattern in _FACETS.items() if getattr(entry, name) and pattern.search(line))
    return next(found, "")


def _of_symptom(entry: GlossaryEntry, question: str, session: Queryable | None) -> str:
    from tutor.answers.symptoms import told  # few questions are about one
    from tutor.answers.world import look

    return told(entry, look(question, session) if session is not None else None)


def taken_for(title: str) -> str:
    """What a line was taken for, where that is likely, but not sure."""
    return f"About {title}:"


def instead(titles: Sequence[str]) -> str:
    """What else it may have been, in one line."""
    numbered = " or ".join(f"{number} **{title}**" for number, title in enumerate(titles, 1))
    return f"Something else? {numbered}."


def choosing(number: int) -> str:
    """How to pick one of so many."""
    if number == 1:
        return "Type 1 to read it."
    return f"Type {', '.join(map(str, range(1, number)))} or {number} to read one."
