"""Finds the entries that a question is about, and says how sure that is."""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct

from tutor.answers.passages import passage
from tutor.answers.words import FILLER, canonical, content, simplified
from tutor.core.course import GlossaryEntry

ANSWER_FROM = 9.5
"""Confidence from which the best entry is the answer. Fitted: `python -m tests.answers.fitting`."""
CLEAR_BY = 1.4
"""How many times the confidence of the second entry the best one must have to be the answer. Fitted likewise."""
OFFER_FROM = 2.5
"""Confidence from which the best entries are worth offering. Fitted likewise."""
OFFERS = 3

_WEIGHTS = {"term": 5, "aliases": 3, "asks": 2, "text": 1}
"""How often a word counts, by where it stands."""
_SATURATION = 1.2
_LENGTH = 0.5
"""k1 and b of BM25 (Robertson and Zaragoza, 2009); b is low, for all entries are short."""
_PHRASE = 1.1
"""What a whole term, alias or question inside the question adds, times the rarity of its words."""
_UNKNOWN = 2.0
"""How much a word that stands in no entry counts against it, times the rarest known word."""
_IN_TEXT = 0.2
"""How much a word that stands only in the text of an entry counts as asked for."""
_SPELLING = 0.8
"""Likeness (difflib) from which an unknown word is taken for a known one."""
_SHORTEST_MENDED = 5
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

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        self._entries = tuple(entries)
        fields = [[(field, content(text)) for field, text in _fields(entry)] for entry in self._entries]
        self._named = [[words for field, words in each if field != "text"] for each in fields]
        """By place of the entry: each of its names and questions in content words."""
        self._names = [frozenset(word for words in named for word in words) for named in self._named]
        self._terms: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for place, each in enumerate(fields):
            for field, words in each:
                if field in ("term", "aliases"):
                    self._terms[tuple(words)].add(place)
        counts = [_counted(each) for each in fields]
        in_entries = Counter(word for count in counts for word in count)
        size = len(counts)
        self._rarity = {word: math.log(1 + (size - n + 0.5) / (n + 0.5)) for word, n in in_entries.items()}
        self._spelled = self._spellings()
        self._unknown = _UNKNOWN * max(self._rarity.values(), default=1.0)
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        average = sum(sum(count.values()) for count in counts) / (size or 1)
        for place, count in enumerate(counts):
            length = 1 - _LENGTH + _LENGTH * sum(count.values()) / average
            for word, times in count.items():
                weight = times * (_SATURATION + 1) / (times + _SATURATION * length)
                self._weights[word][place] = self._rarity[word] * weight

    def named(self, question: str) -> GlossaryEntry | None:
        """The entry that the question names and says nothing else but filler; None when it is none or several."""
        words = tuple(content(self.mended(question)))
        places = self._terms.get(words, ()) if words else ()
        return self._entries[next(iter(places))] if len(places) == 1 else None

    def ranked(self, question: str) -> list[Match]:
        """Every entry with a word in common, the likeliest first."""
        words = content(self.mended(question))
        scores: dict[int, float] = defaultdict(float)
        for word in set(words):
            for place, weight in self._weights.get(word, {}).items():
                scores[place] += weight
        total = sum(self._rarity.get(word, self._unknown) for word in set(words)) or 1.0
        matches = []
        for place, score in scores.items():
            held = self._names[place]
            covered = (
                sum(
                    self._rarity[word] * (1.0 if word in held else _IN_TEXT)
                    for word in set(words)
                    if place in self._weights.get(word, {})
                )
                / total
            )
            score += self._phrase(place, words)
            matches.append(Match(self._entries[place], score * (0.1 + 0.9 * covered)))
        return sorted(matches, key=lambda match: -match.confidence)

    def passage(self, question: str, texts: Sequence[str]) -> str:
        """The paragraph of these texts that answers the question; empty when none does."""
        return passage(self.mended(question), texts, self._rarity, self._unknown)

    def _phrase(self, place: int, words: Sequence[str]) -> float:
        """The bonus for the longest name of the entry that stands in the question as a whole."""
        inside = f" {' '.join(words)} "
        best = 0.0
        for name in self._named[place]:
            if name and f" {' '.join(name)} " in inside:
                best = max(best, sum(self._rarity[word] for word in name))
        return _PHRASE * best

    def mended(self, text: str) -> str:
        """The text with words that nobody knows replaced by the ones they resemble."""
        return re.sub(r"[a-z]+", lambda found: self._mended_word(found[0]), simplified(text))

    def _spellings(self) -> dict[str, list[str]]:
        """Every word of the entries and every filler as it is spelled, by first letter."""
        texts = " ".join(text for entry in self._entries for _, text in _fields(entry))
        known = {word for word in re.findall(r"[a-z]+", simplified(texts)) if canonical(word) in self._rarity}
        spelled: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known | FILLER):
            if len(word) >= _SHORTEST_MENDED:
                spelled[word[0]].append(word)
        return spelled

    def _mended_word(self, word: str) -> str:
        if len(word) < _SHORTEST_MENDED or word in FILLER or canonical(word) in self._rarity:
            return word
        known = self._spelled.get(word[0], [])
        alike = [each for each in known if abs(len(each) - len(word)) <= 1]
        near = difflib.get_close_matches(word, alike, n=1, cutoff=_SPELLING)
        return near[0] if near else self._begun(word) or self._parted(word) or word

    def _begun(self, word: str) -> str:
        """The shortest word that begins with this one: `hyperparam` is short for `hyperparameter`."""
        longer = [each for each in self._spelled.get(word[0], []) if each.startswith(word)]
        return min(longer, key=len, default="")

    def _parted(self, word: str) -> str:
        """Two words written as one: `maxpooling`, `batchnorm`."""
        for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            first, second = word[:place], word[place:]
            if canonical(first) in self._rarity:
                rest = second if canonical(second) in self._rarity else self._begun(second)
                if rest:
                    return f"{first} {rest}"
        return ""


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


def _fields(entry: GlossaryEntry) -> Iterable[tuple[str, str]]:
    yield "term", entry.term
    yield from (("aliases", alias) for alias in entry.aliases)
    yield from (("asks", ask) for ask in entry.asks)
    yield "text", entry.text


def _counted(fields: Iterable[tuple[str, list[str]]]) -> Counter[str]:
    count: Counter[str] = Counter()
    for field, words in fields:
        for word in words:
            count[word] += _WEIGHTS[field]
    return count
