"""Did you mean ...? The nearest of the names that exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], before: str = "") -> str:
    """` Did you mean \\`model\\`?`, to be put behind a sentence; empty when nothing is near.

    `before` stands in front of the name inside the code marks: `/` for a command.
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean `{before}{near[0]}`?" if near else ""
