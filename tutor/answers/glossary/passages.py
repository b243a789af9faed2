"""Finds the paragraph of the lesson's own text that answers a question, if one does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.understanding.features import words_of

ENOUGH = 0.85
"""Share of the question's words that a paragraph must hold to be the answer."""
FEWEST = 2
"""Different words of the question that it must hold; a number is enough by itself: `why 0.1`."""
SHORTEST = 6
"""Words of a paragraph. Shorter ones are headings and labels."""
STEM = 5
"""Letters by which two words are the same: `square`, `squares`, `squared`."""

_CODE = re.compile(r"(?s)```.*?```")
_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+\.) )")


def passage(question: str, texts: Sequence[str], common: Collection[str]) -> str:
    """The paragraph that holds most of what the question is about; empty when none holds enough.

    `texts` are Markdown, the nearest first: of equally good paragraphs the first one wins. `common` are words that
    say how somebody asks, and not what about.
    """
    wanted = _content(question, common)
    best, found = 0.0, ""
    for paragraph in _paragraphs(texts):
        held = wanted & _content(paragraph, common)
        share = len(held) / max(1, len(wanted))
        enough = len(held) >= FEWEST or any(word[0].isdigit() for word in held)
        if enough and share >= ENOUGH and share > best:
            best, found = share, paragraph
    return found


def _content(text: str, common: Collection[str]) -> set[str]:
    numbers = set(re.findall(r"\d+(?:\.\d+)?", text))
    return numbers | {word[:STEM] for word in words_of(text) if word.isalpha() and word not in common}


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """Paragraphs and the items of lists, without code."""
    split = [part.strip() for text in texts for part in _BETWEEN.split(_CODE.sub("", text))]
    return [part for part in split if len(part.split()) >= SHORTEST]
