"""Finds the paragraph of the lesson's own text that answers a question, if one does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.answers.words import content

ENOUGH = 0.85
"""Share of the question's words, weighed by rarity, that a paragraph must hold to be the answer."""
FEWEST = 2
"""Different words of the question that it must hold; a number is enough by itself: `why 0.1`."""
SHORTEST = 6
"""Words of a paragraph. Shorter ones are headings and labels."""

_CODE = re.compile(r"(?s)```.*?```")
_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+\.) )")


def passage(question: str, texts: Sequence[str], rarity: Mapping[str, float], unknown: float) -> str:
    """The paragraph that holds most of what the question is about; empty when none holds enough.

    `texts` are Markdown, the nearest first: of equally good paragraphs the first one wins. `rarity` weighs the
    words of `tutor.answers.words.content`, `unknown` those that are not in it.
    """
    wanted = set(content(question))
    total = sum(rarity.get(word, unknown) for word in wanted)
    best, found = 0.0, ""
    for paragraph in _paragraphs(texts):
        held = wanted & set(content(paragraph))
        share = sum(rarity.get(word, unknown) for word in held) / (total or 1.0)
        enough = len(held) >= FEWEST or any(word[0].isdigit() for word in held)
        if enough and share >= ENOUGH and share > best:
            best, found = share, paragraph
    return found


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """Paragraphs and the items of lists, without code."""
    split = [part.strip() for text in texts for part in _BETWEEN.split(_CODE.sub("", text))]
    return [part for part in split if len(part.split()) >= SHORTEST]
