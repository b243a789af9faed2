"""Tells an author how a new entry does: its own questions, each left out in turn, should still lead to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tutor.core.entries import GlossaryEntry
from tutor.storage.wordbook import Complaint
from tutor.understanding.model import Understanding
from tutor.understanding.weights import Weights

FEWEST = 3
"""Questions of an entry. With fewer there is nothing to leave out."""


def mistaken(entries: Sequence[GlossaryEntry], weights: Weights) -> Iterator[Complaint]:
    """Entries that the weights do not know yet, and whose own questions are mostly taken for other classes."""
    for place, entry in enumerate(entries):
        if entry.id in weights.head.classes or len(entry.asks) < FEWEST:
            continue
        rivals = Counter(_rival(entry, left_out, weights) for left_out in range(len(entry.asks)))
        del rivals[entry.id]
        if sum(rivals.values()) > len(entry.asks) / 2:
            rival, _ = rivals.most_common(1)[0]
            message = (
                f"Of its {len(entry.asks)} questions, each left out in turn, {sum(rivals.values())} are taken for "
                f"others, mostly for `{rival}`."
            )
            advice = f"Ask in words that `{rival}` is not asked in, and in more of them; ten questions are few."
            yield (place, "asks"), message, advice


def _rival(entry: GlossaryEntry, left_out: int, weights: Weights) -> str:
    """What a question of the entry is taken for, when the entry has only its others."""
    rest = (*entry.asks[:left_out], *entry.asks[left_out + 1 :])
    understand = Understanding(weights, {entry.id: (entry.term, *entry.aliases, *rest, entry.text)})
    likelihood = understand.by_words(entry.asks[left_out])
    likelihood.pop("general", None)
    return max(likelihood, key=lambda name: likelihood[name])
