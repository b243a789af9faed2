"""Finds the entries that a question is about, and says how sure that is."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from tutor.answers.glossary.passages import passage
from tutor.answers.weighing import Weighed, weighed
from tutor.answers.words import FILLER, canonical, content, simplified
from tutor.core.course import GlossaryEntry

ANSWER_FROM = 11.0
"""Confidence from which the best entry is the answer. Fitted: `python -m tests.answers.fitting`."""
CLEAR_BY = 1.1
"""How many times the confidence of the second entry the best one must have to be the answer. Fitted likewise."""
OFFER_FROM = 4.0
"""Confidence from which the best entries are worth offering. Fitted likewise."""
OFFERS = 3

_PHRASE = 1.1
"""What a whole term, alias or question inside the question adds, times the rarity of its words."""
_UNKNOWN = 2.0
"""How much a word that stands in no entry counts against it, times the rarest known word."""
_IN_TEXT = 0.2
"""How much a word that stands only in the text of an entry counts as asked for."""
_SPELLING = 0.8
"""Likeness (difflib) from which an unknown word is taken for a known one."""
_SHORTEST_MENDED = 5
"""Letters from which a word is taken for a similar one; a shorter one has to be a slip of the fingers."""
_SHORTEST_SLIP = 3
_SHORTEST_PART = 3
"""Letters of each half of a word that was two."""


class Band(Enum):
    """What may be said with what was found."""

    ANSWER = "answer"
    OFFER = "offer"
    """Did you mean one of these?"""
    UNKNOWN = "unknown"


class Finding(Struct, frozen=True):
    """What was found for a question."""

    band: Band
    entries: tuple[GlossaryEntry, ...] = ()
    """The answer (two when two terms are compared), or at most `OFFERS` to choose from."""


class Match(Struct, frozen=True):
    """One entry with some word of the question in it."""

    entry: GlossaryEntry
    confidence: float
    """From 0. Two questions can be compared by it, for the words that nobody knows count against it."""


class Index:
    """The words of all entries, weighed by BM25."""

    def __init__(self, entries: Sequence[GlossaryEntry], known: Weighed | None = None) -> None:
        """`known` is what `weighed(entries)` gives, where it has been kept."""
        self._entries = tuple(entries)
        self._known = known = known or weighed(entries)
        self._names = [frozenset(word for words in named for word in words) for named in known.named]
        self._unknown = _UNKNOWN * max(known.rarity.values(), default=1.0)

    def named(self, question: str) -> GlossaryEntry | None:
        """The entry that the question names and says nothing else but filler; None when it is none or several."""
        words = " ".join(content(self.mended(question)))
        places = self._known.terms.get(words, ()) if words else ()
        return self._entries[places[0]] if len(places) == 1 else None

    def ranked(self, question: str) -> list[Match]:
        """Every entry with a word in common, the likeliest first."""
        known, words = self._known, content(self.mended(question))
        scores: dict[int, float] = defaultdict(float)
        for word in set(words):
            for place, weight in known.weights.get(word, {}).items():
                scores[place] += weight
        total = sum(self._rarity(word) for word in set(words)) or 1.0
        matches = []
        for place, score in scores.items():
            held = self._names[place]
            covered = (
                sum(
                    known.rarity[word] * (1.0 if word in held else _IN_TEXT)
                    for word in set(words)
                    if place in known.weights.get(word, {})
                )
                / total
            )
            score += self._phrase(place, words)
            matches.append(Match(self._entries[place], score * (0.1 + 0.9 * covered)))
        return sorted(matches, key=lambda match: -match.confidence)

    def _rarity(self, word: str) -> float:
        """How much a word counts. A number that no entry has says nothing: `why is it 30`."""
        return self._known.rarity.get(word, 0.0 if word[0].isdigit() else self._unknown)

    def passage(self, question: str, texts: Sequence[str]) -> str:
        """The paragraph of these texts that answers the question, as it is or mended; empty when none does."""
        weighing = self._known.rarity, self._unknown  # a word that looks misspelt may stand in the text just so
        return passage(question, texts, *weighing) or passage(self.mended(question), texts, *weighing)

    def _phrase(self, place: int, words: Sequence[str]) -> float:
        """The bonus for the longest name of the entry that stands in the question as a whole."""
        inside = f" {' '.join(words)} "
        best = 0.0
        for name in self._known.named[place]:
            if name and f" {' '.join(name)} " in inside:
                best = max(best, sum(self._known.rarity[word] for word in name))
        return _PHRASE * best

    def mended(self, text: str) -> str:
        """The text with words that nobody knows replaced by the ones they resemble."""
        return re.sub(r"[a-z]+", lambda found: self._mended_word(found[0]), simplified(text))

    def _mended_word(self, word: str) -> str:
        known = self._known.spelled.get(word[0], ())
        if len(word) < _SHORTEST_SLIP or word in FILLER or word in known:
            return word
        if len(word) < _SHORTEST_MENDED:
            slips = [each for each in known if is_slip(word, each)]
            return min(slips, key=lambda each: len(set(each)), default=word)  # `los` is `loss` rather than `lost`
        if canonical(word) in self._known.rarity:
            return word
        alike = [each for each in known if abs(len(each) - len(word)) <= 1 and len(each) >= _SHORTEST_MENDED]
        near = difflib.get_close_matches(word, alike, n=1, cutoff=_SPELLING)
        return near[0] if near else self._begun(word) or self._parted(word) or word

    def _begun(self, word: str) -> str:
        """The shortest word that begins with this one: `hyperparam` is short for `hyperparameter`."""
        longer = [each for each in self._known.spelled.get(word[0], ()) if each.startswith(word)]
        return min(longer, key=len, default="")

    def _parted(self, word: str) -> str:
        """Two words written as one: `maxpooling`, `batchnorm`."""
        for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            first, second = word[:place], word[place:]
            if canonical(first) in self._known.rarity:
                rest = second if canonical(second) in self._known.rarity else self._begun(second)
                if rest:
                    return f"{first} {rest}"
        return ""


def is_slip(typed: str, meant: str) -> bool:
    """Whether two neighbours have changed places (`hwo`), or one is missing, inside (`mny`), or of two (`los`)."""
    if len(typed) == len(meant):
        return (
            any(
                typed[: at - 1] + typed[at] + typed[at - 1] + typed[at + 1 :] == meant
                for at in range(1, len(typed))
            )
            and typed != meant
        )
    return len(typed) + 1 == len(meant) and any(
        meant[:at] + meant[at + 1 :] == typed and (at < len(typed) or meant[at] == meant[at - 1])
        for at in range(1, len(meant))
    )


class Limits(Struct, frozen=True):
    """Where the bands begin."""

    answer_from: float = ANSWER_FROM
    clear_by: float = CLEAR_BY
    offer_from: float = OFFER_FROM


LIMITS = Limits()


def judged(matches: Sequence[Match], limits: Limits = LIMITS) -> Finding:
    """What may be said with these matches, the likeliest first."""
    best, second = ([match.confidence for match in matches] + [0.0, 0.0])[:2]
    if best >= limits.answer_from and best >= limits.clear_by * second:
        return Finding(Band.ANSWER, (matches[0].entry,))
    if best >= limits.offer_from:
        return Finding(Band.OFFER, tuple(match.entry for match in matches[:OFFERS]))
    return Finding(Band.UNKNOWN)
