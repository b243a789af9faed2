"""The glossary by its names: terms, aliases, ids, and two of them side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from tutor.core.entries import GlossaryEntry
from tutor.understanding.spelling import mended, one_form, plain

_PAIR = re.compile(
    r".*\bdiff(?:erence)?s? (?:between |of |from )?(?P<a>.+?) (?:and|n|to|from|vs|&) (?P<b>[^,;:.!?]+).*"
    r"|(?P<c>.+) (?:vs|versus|or) (?P<d>.+)"
)
_OPENING = re.compile(
    r"^(?:(?:please|hey|so|and|but|hi|hello|ok|can you|could you(?: please)?) )*"
    r"(?:i (?:dont|do not) (?:know|get|understand) )?"
    r"(?:(?:what|whats|wat|wats|who)(?: (?:exactly|really|actually))?(?: (?:is|are|was|does|do))?"
    r"|explain(?: to me)?|tell me what(?: is| a)?|define|describe|tell me(?: about)?"
    r"|meaning of|definition of|what about)\s+"
)
_CLOSING = re.compile(
    r"(?:\s+(?:mean|means|meant|do|for|please|pls|again|exactly|here|actually|in plain words|good for"
    r"|like (?:i am|im) (?:five|5)|in simple (?:words|terms)))+$"
)
_ARTICLE = re.compile(r"^(?:a|an|the|this|these)\s+")
_MOST_WORDS = 5
"""Words of a name that is mended; a longer text is a sentence."""


def names_of(entries: Sequence[GlossaryEntry]) -> dict[str, int]:
    """By every term, id and alias, in one form: the place of its entry, from 0."""
    names: dict[str, int] = {}
    for place, entry in enumerate(entries):
        for name in (entry.term, entry.id, entry.id.replace("_", " "), *entry.aliases):
            names.setdefault(one_form(name), place)
    return names


class Glossary:
    """The entries, with their names."""

    def __init__(self, entries: Sequence[GlossaryEntry], names: Mapping[str, int] | None = None) -> None:
        """`names` is what `names_of(entries)` gives, where it has been kept."""
        self.entries = tuple(entries)
        self._names = names if names is not None else names_of(entries)
        self._by_id = {entry.id: entry for entry in entries}

    def knows(self, term: str) -> bool:
        """Whether there is an entry of exactly this name; singular and plural count as the same."""
        return one_form(term) in self._names

    def by_id(self, name: str) -> GlossaryEntry | None:
        return self._by_id.get(name)

    def entry(self, name: str) -> GlossaryEntry | None:
        """The entry of that term, alias or id."""
        place = self._names.get(one_form(name))
        return None if place is None else self.entries[place]

    def related(self, entry: GlossaryEntry) -> tuple[str, ...]:
        """The terms that the entry names under `see_also`."""
        return tuple(self._by_id[other].term for other in entry.see_also if other in self._by_id)

    def exact(self, question: str) -> tuple[GlossaryEntry, ...]:
        """The entry that is named and nothing else, spelling mended, or the two that are compared; else none."""
        if found := self.entry(question):
            return (found,)
        if pair := self._pair(question):
            return pair
        core = named_in(question)
        found = self.entry(core) or (self.entry(self._mended(core)) if core.count(" ") < _MOST_WORDS else None)
        return (found,) if found else ()

    def _pair(self, question: str) -> tuple[GlossaryEntry, ...]:
        """Both entries of `epoch or batch`, when there are both."""
        found = _PAIR.fullmatch(plain(question)) or _PAIR.fullmatch(self._mended(question))
        if found is None:
            return ()
        cores = [named_in(name) for name in found.groups() if name]
        entries = [self.entry(core) or self.entry(self._mended(core)) for core in cores]
        known = tuple(dict.fromkeys(entry for entry in entries if entry is not None))
        return known if len(known) == 2 else ()

    def _mended(self, text: str) -> str:
        return mended(text, self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for name in self._names for word in re.findall(r"[a-z]+", name))


def named_in(question: str) -> str:
    """What is asked about: `weight` in "What does a weight mean?"."""
    text = _CLOSING.sub("", _OPENING.sub("", plain(question)))
    return _ARTICLE.sub("", text)
