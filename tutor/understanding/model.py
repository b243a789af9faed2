"""Understanding: from a line and its situation to what it is about."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from tutor.core.meaning import Band, Meaning, Situation
from tutor.understanding.added import added
from tutor.understanding.bands import GENERAL, LIMITS, NONE, banded
from tutor.understanding.features import words_of
from tutor.understanding.language import LANGUAGES, language
from tutor.understanding.priors import factors
from tutor.understanding.weights import Weights, likelihoods

MULTILINGUAL = "multilingual"
PREFERRED = ("minilm", MULTILINGUAL)
"""The encoders that help in English, the best first."""
NOWHERE = Situation()


class Encoder(Protocol):
    """A larger model that reads a line."""

    @property
    def awake(self) -> bool:
        """Whether it answers at once."""

    def __call__(self, line: str) -> Sequence[float] | None:
        """The likelihood of each class of the weights, in their order; None when it cannot be had."""


class Understanding:
    """What a line is about, by its words; where these are unsure, by an encoder, too, if there is one."""

    def __init__(
        self,
        weights: Weights,
        more: Mapping[str, Sequence[str]] | None = None,
        encoders: Mapping[str, Encoder] | None = None,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """`more` are classes that the weights do not know, each with its voices: what came after the training.
        `titles` are those of the subjects and requests among them. `encoders` are those that are installed, by
        name; `multilingual` reads other languages, too."""
        self._weights = weights
        self._known = weights.head.classes
        self._more = added(more or {})
        self._encoders = dict(encoders or {})
        self.classes = (*self._known, *self._more)
        self.common = frozenset(weights.head.common)
        self._titles = {**weights.head.titles, **(titles or {})}

    def __call__(self, line: str, situation: Situation = NOWHERE, *, quick: bool = False) -> Meaning:
        """Takes 1 to 3 ms by words alone. `quick`: no encoder is woken for it."""
        if not any(map(str.isalnum, line)):
            return Meaning(line)
        if (foreign := language(line)) != "en":
            return self._foreign(line, foreign, situation, quick)
        meaning = banded(line, self.likelihood(line, situation), LIMITS["words"])
        name = next((name for name in PREFERRED if name in self._encoders), "")
        if meaning.band is Band.SURE or not name or (quick and not self._encoders[name].awake):
            return meaning
        both = self.likelihood(line, situation, name)
        return banded(line, both, LIMITS[name]) if both else meaning

    def likelihood(self, line: str, situation: Situation = NOWHERE, encoder: str = "") -> dict[str, float]:
        """The likelihood of each class in a situation, by words, or with an encoder, too; empty when it cannot be
        had."""
        by_words = self.by_words(line)
        if not encoder:
            return self._situated(by_words, situation)
        said = self._said(encoder, line)
        return self._situated(together(by_words, said), situation) if said else {}

    def waking(self, line: str) -> str:
        """The name of the line's language, when reading it takes a moment: its encoder has to be loaded first."""
        foreign = language(line)
        encoder = self._encoders.get(MULTILINGUAL)
        return LANGUAGES[foreign] if foreign != "en" and encoder is not None and not encoder.awake else ""

    def _foreign(self, line: str, foreign: str, situation: Situation, quick: bool) -> Meaning:
        encoder = self._encoders.get(MULTILINGUAL)
        said = self._said(MULTILINGUAL, line) if encoder is not None and (encoder.awake or not quick) else {}
        if not said:
            return Meaning(line, language=foreign)
        return banded(line, self._situated(said, situation), LIMITS["languages"])

    def _said(self, name: str, line: str) -> dict[str, float]:
        """What an encoder makes of a line; empty when it has no answer."""
        said = self._encoders[name](line)
        return {} if said is None else dict(zip(self._known, said, strict=True))

    def says_nothing(self, line: str) -> bool:
        """Whether the line consists of words that everybody says: it leaves out what it is about."""
        return all(word in self.common or not word.isalpha() for word in words_of(line))

    def title(self, name: str) -> str:
        """How a subject or a request is offered; empty for an entry, which has its term."""
        return self._titles.get(name, "")

    def titled(self, line: str) -> str:
        """The class that is offered under exactly these words; empty when none is."""
        return next((name for name, title in self._titles.items() if title == line.strip()), "")

    def by_words(self, line: str) -> dict[str, float]:
        """The likelihood of each class, whatever the situation. `general` is still among them."""
        scores = self._weights.scores(line)
        ceiling = max(scores)
        more = {name: each.score(line, ceiling) for name, each in self._more.items()}
        return dict(zip(self.classes, likelihoods([*scores, *more.values()]), strict=True))

    def _situated(self, likelihood: Mapping[str, float], situation: Situation) -> dict[str, float]:
        """In this situation, with what speaks for the glossary in general handed to its entries."""
        times = dict(zip(self.classes, factors(situation, self.classes), strict=True))
        shifted = {name: each * times[name] for name, each in likelihood.items()}
        general = shifted.pop(GENERAL, 0.0)
        entries = sum(shifted[name] for name in shifted if _is_entry(name))
        whole = sum(shifted.values()) + general
        more = 1 + general / entries if entries else 1.0
        return {name: each * (more if _is_entry(name) else 1.0) / whole for name, each in shifted.items()}


def together(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """The geometric mean of two likelihoods, of length 1 again; what the other does not know keeps its own."""
    product = {name: math.sqrt(value * other.get(name, value)) for name, value in one.items()}
    total = sum(product.values())
    return {name: value / total for name, value in product.items()}


def _is_entry(name: str) -> bool:
    return name[0] not in "=@" and name != NONE
