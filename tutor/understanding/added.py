"""Classes that the weights were not trained on: their voices' own features speak for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tutor.understanding.features import features

STRENGTH = 14.0
"""What a line that is word for word like all voices of a class scores above what speaks for no class. A trained
class gets about as much on a voice of its own."""


class AddedClass(Struct, frozen=True):
    """The mean of its voices' features, brought to length 1."""

    weights: Mapping[int, float]

    def score(self, line: str, ceiling: float) -> float:
        """Its score beside those of the trained classes, of which the best has `ceiling`."""
        alike = sum(amount * self.weights.get(place, 0.0) for place, amount in features(line).items())
        return STRENGTH * alike


def added(voices: Mapping[str, Sequence[str]]) -> dict[str, AddedClass]:
    """By class, from its voices. A class without any is never meant."""
    return {name: AddedClass(_mean(texts)) for name, texts in voices.items() if any(map(str.strip, texts))}


def _mean(texts: Sequence[str]) -> dict[int, float]:
    total = Counter[int]()
    for text in texts:
        for place, amount in features(text).items():
            total[place] += amount  # type: ignore[assignment]
    length = sum(value**2 for value in total.values()) ** 0.5
    return {place: value / length for place, value in total.items()} if length else {}
