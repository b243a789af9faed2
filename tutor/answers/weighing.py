"""Weighs the words of all entries, by BM25. Slow enough to be done once and kept, as plain data."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tutor.answers.wordings import WORDINGS
from tutor.answers.words import FILLER, canonical, content, simplified
from tutor.core.course import GlossaryEntry

_WEIGHTS = {"term": 5, "aliases": 3, "asks": 2, "text": 1}
"""How often a word counts, by where it stands."""
_SATURATION = 1.2
_LENGTH = 0.5
"""k1 and b of BM25 (Robertson and Zaragoza, 2009); b is low, for all entries are short."""
_DIGITS = 4
"""Behind the point. Enough, and the same on every machine."""
_SHORTEST = 3
"""Letters of a word that another one may be mended to."""


class Weighed(Struct, frozen=True):
    """What is known of the words of the entries. Places count the entries from 0, words are stems."""

    named: tuple[tuple[tuple[str, ...], ...], ...]
    """By place: each name and each question of the entry, in content words."""
    terms: Mapping[str, tuple[int, ...]]
    """By the content words of a term or an alias, with blanks between them: the places that have it."""
    rarity: Mapping[str, float]
    weights: Mapping[str, Mapping[int, float]]
    """By word and place."""
    spelled: Mapping[str, tuple[str, ...]]
    """By first letter: every word of the entries, every filler, and what the session is asked by, as spelled."""


def weighed(entries: Sequence[GlossaryEntry]) -> Weighed:
    """Some 25 ms for 200 entries."""
    fields = [[(field, content(text)) for field, text in _fields(entry)] for entry in entries]
    terms: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(fields):
        for field, words in each:
            if field in ("term", "aliases") and place not in terms[" ".join(words)]:
                terms[" ".join(words)].append(place)
    counts = [_counted(each) for each in fields]
    in_entries = Counter(word for count in counts for word in count)
    size = len(counts)
    rarity = {word: round(math.log(1 + (size - n + 0.5) / (n + 0.5)), _DIGITS) for word, n in in_entries.items()}
    return Weighed(
        named=tuple(tuple(tuple(words) for field, words in each if field != "text") for each in fields),
        terms={words: tuple(places) for words, places in terms.items()},
        rarity=rarity,
        weights=_weights(counts, rarity),
        spelled=_spellings(entries, rarity),
    )


def _weights(counts: Sequence[Counter[str]], rarity: Mapping[str, float]) -> dict[str, dict[int, float]]:
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    average = sum(sum(count.values()) for count in counts) / (len(counts) or 1)
    for place, count in enumerate(counts):
        length = 1 - _LENGTH + _LENGTH * sum(count.values()) / average
        for word, times in count.items():
            weight = times * (_SATURATION + 1) / (times + _SATURATION * length)
            weights[word][place] = round(rarity[word] * weight, _DIGITS)
    return dict(weights)


def _spellings(entries: Sequence[GlossaryEntry], rarity: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    texts = " ".join(text for entry in entries for _, text in _fields(entry))
    known = {word for word in re.findall(r"[a-z]+", simplified(texts)) if canonical(word) in rarity}
    spelled: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known | FILLER | _asked_with()):
        if len(word) >= _SHORTEST:
            spelled[word[0]].append(word)
    return {letter: tuple(words) for letter, words in spelled.items()}


def _asked_with() -> set[str]:
    """Words in the wordings of questions about the session, `seconds` for one."""
    patterns = (f"{pattern} {wording.noun}" for wording in WORDINGS.values() for pattern in wording.says)
    return {word for pattern in patterns for word in re.findall(r"(?<![\\a-z])[a-z]+(?![a-z]*[\\\[?])", pattern)}


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
