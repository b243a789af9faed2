"""Looks questions up in the glossary: exact terms first, then the nearest entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.answers.retrieval import Band, Finding, Index, judged
from tutor.answers.words import one_form, plain
from tutor.core.course import GlossaryEntry

_PAIR = re.compile(
    r"(?:(?:what is |whats )?(?:the )?difference (?:between|of) (?P<a>.+) and (?P<b>.+)"
    r"|(?P<c>.+) (?:vs|versus|or) (?P<d>.+))"
)
_OPENING = re.compile(
    r"^(?:(?:please|hey|so|and|but|can you|could you|ok) )*"
    r"(?:(?:what|whats|wat|wats|who)(?: (?:is|are|was|does|do))?|explain(?: to me)?"
    r"|define|describe|tell me(?: about)?|meaning of|definition of|what about)\s+"
)
_CLOSING = re.compile(r"\s+(?:mean|means|meant|do|for|please|again|exactly|here)$")
_ARTICLE = re.compile(r"^(?:a|an|the|this|my|these)\s+")


class Glossary:
    """The entries, with their names and an index. Made in some 40 ms; plain data, so it can be kept in a file."""

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        self.entries = tuple(entries)
        self.index = Index(self.entries)
        self._by_id = {entry.id: entry for entry in entries}
        self._terms: dict[str, GlossaryEntry] = {}
        for entry in entries:
            for name in (entry.term, entry.id, entry.id.replace("_", " "), *entry.aliases):
                self._terms.setdefault(one_form(name), entry)
        questions = {one_form(ask): entry for entry in entries for ask in entry.asks}
        self._exact = questions | self._terms  # a question of one entry may be the term of another: terms win

    def knows(self, term: str) -> bool:
        """Whether there is an entry of exactly this name; singular and plural count as the same."""
        return one_form(term) in self._terms

    def entry(self, name: str) -> GlossaryEntry | None:
        """The entry of that term, alias or question."""
        return self._exact.get(one_form(name))

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
        if pair := self._pair(question):
            return Finding(Band.ANSWER, pair)
        core = _core(question)
        found = self.entry(core) or self.entry(self.index.mended(core)) or self.index.named(question)
        return Finding(Band.ANSWER, (found,)) if found else None

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
