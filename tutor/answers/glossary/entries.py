"""Looks questions up in the glossary: exact terms first, then the nearest entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tutor.answers.readings import readings
from tutor.answers.retrieval import Band, Finding, Index, judged
from tutor.answers.weighing import Weighed, weighed
from tutor.answers.words import one_form, plain
from tutor.core.course import GlossaryEntry

_PAIR = re.compile(
    r".*\bdiff(?:erence)?s? (?:between |of |from )?(?P<a>.+?) (?:and|n|to|from|vs|&) (?P<b>[^,;:.!?]+).*"
    r"|(?P<c>.+) (?:vs|versus|or) (?P<d>.+)"
)
_OPENING = re.compile(
    r"^(?:(?:please|hey|so|and|but|can you|could you|ok) )*"
    r"(?:(?:what|whats|wat|wats|who)(?: (?:is|are|was|does|do))?|explain(?: to me)?"
    r"|define|describe|tell me(?: about)?|meaning of|definition of|what about)\s+"
)
_CLOSING = re.compile(
    r"(?:\s+(?:mean|means|meant|do|for|please|again|exactly|here|actually|in plain words|good for))+$"
)
_ARTICLE = re.compile(r"^(?:a|an|the|this|my|these)\s+")


class Prepared(Struct, frozen=True):
    """What a glossary needs beside its entries. Plain data, so it can be kept in a file."""

    terms: Mapping[str, int]
    """By every term, id and alias, in one form: the place of its entry, from 0."""
    asked: Mapping[str, int]
    """By every question, likewise."""
    weighed: Weighed


def prepare(entries: Sequence[GlossaryEntry]) -> Prepared:
    """Takes some 30 ms for 200 entries."""
    terms: dict[str, int] = {}
    for place, entry in enumerate(entries):
        for name in (entry.term, entry.id, entry.id.replace("_", " "), *entry.aliases):
            terms.setdefault(one_form(name), place)
    asked = {one_form(ask): place for place, entry in enumerate(entries) for ask in entry.asks}
    return Prepared(terms, asked, weighed(entries))


class Glossary:
    """The entries, with their names and an index."""

    def __init__(self, entries: Sequence[GlossaryEntry], prepared: Prepared | None = None) -> None:
        """`prepared` is what `prepare(entries)` gives, where it has been kept."""
        prepared = prepared or prepare(entries)
        self.entries = tuple(entries)
        self.index = Index(self.entries, prepared.weighed)
        self._by_id = {entry.id: entry for entry in entries}
        self._terms = prepared.terms
        self._asked = prepared.asked

    def knows(self, term: str) -> bool:
        """Whether there is an entry of exactly this name; singular and plural count as the same."""
        return one_form(term) in self._terms

    def entry(self, name: str) -> GlossaryEntry | None:
        """The entry of that term, alias or question."""
        form = one_form(name)  # a question of one entry may be the term of another: terms win
        place = self._terms.get(form, self._asked.get(form))
        return None if place is None else self.entries[place]

    def related(self, entry: GlossaryEntry) -> tuple[str, ...]:
        """The terms that the entry names under `see_also`."""
        return tuple(self._by_id[other].term for other in entry.see_also if other in self._by_id)

    def look_up(self, question: str) -> Finding:
        """What the glossary has on a question."""
        return self.exact(question) or self.nearest(question)

    def nearest(self, question: str) -> Finding:
        """What is alike in its words."""
        return judged(self.index.ranked(question))

    def exact(self, question: str) -> Finding | None:
        """The entries that are named, or asked for in their own words, spelling mended; else None."""
        if found := self.entry(question):
            return Finding(Band.ANSWER, (found,))
        for reading in readings(question):
            if pair := self._pair(reading):
                return Finding(Band.ANSWER, pair)
            core = _core(reading)
            if found := self.entry(reading) or self.entry(core) or self.entry(self.index.mended(core)):
                return Finding(Band.ANSWER, (found,))
        named = self.index.named(question)
        return Finding(Band.ANSWER, (named,)) if named else None

    def _pair(self, question: str) -> tuple[GlossaryEntry, ...]:
        """Both entries of `epoch or batch`, when there are both."""
        found = _PAIR.fullmatch(self.index.mended(plain(question)))
        if found is None:
            return ()
        entries = [self.entry(_core(name)) for name in found.groups() if name]
        known = tuple(dict.fromkeys(entry for entry in entries if entry is not None))
        return known if len(known) == 2 else ()


def _core(question: str) -> str:
    """What is asked about: `weight` in "What does a weight mean?"."""
    text = _CLOSING.sub("", _OPENING.sub("", plain(question)))
    return _ARTICLE.sub("", text)
