"""What makes a glossary a sound one: every name leads to one entry, and something leads to every entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tutor.answers.symptoms import FILLINGS, JUDGEMENTS, unfilled
from tutor.core.entries import GlossaryEntry
from tutor.core.requests import REQUESTS
from tutor.storage.problems import nearest_or_all
from tutor.storage.typed import Route
from tutor.understanding.spelling import one_form

Complaint = tuple[Route, str, str]
"""Where, what, and what to do."""


def glossary_complaints(entries: Sequence[GlossaryEntry]) -> Iterator[Complaint]:
    """Ids and names that are there twice, texts that are empty, links that lead nowhere or to themselves."""
    known = {entry.id for entry in entries}
    ids = Counter[str]()
    for place, entry in enumerate(entries):
        if ids[entry.id]:
            first = next(number for number, other in enumerate(entries, 1) if other.id == entry.id)
            yield (place, "id"), f"`{entry.id}` is already the id of entry {first}.", "Every id is there once."
        ids[entry.id] += 1
        if not entry.text.strip():
            yield (place, "text"), f"`{entry.id}` has no text.", ""
        for number, other in enumerate(entry.see_also):
            if other not in known:
                yield (place, "see_also", number), f"There is no glossary entry `{other}`.", ""
            elif other == entry.id:
                yield (place, "see_also", number), f"`{entry.id}` leads to itself.", "Name another entry."
        yield from _symptom_complaints(place, entry)
    yield from _names_twice(entries)


def _symptom_complaints(place: int, entry: GlossaryEntry) -> Iterator[Complaint]:
    """Judgements that nobody has written, and names that no text can have."""
    used: list[tuple[Route, str]] = [((place, "sign"), entry.sign)] if entry.sign else []
    for number, cause in enumerate(entry.causes):
        used += [((place, "causes", number, "when"), cause.when)] if cause.when else []
        for field, text in (("say", cause.say), ("offer", cause.offer)):
            if unknown := unfilled(text):
                advice = nearest_or_all(unknown, FILLINGS, "There are")
                yield (place, "causes", number, field), f"`{{{unknown}}}` stands for nothing.", advice
    for route, name in used:
        if name not in JUDGEMENTS:
            yield route, f"There is no judgement `{name}`.", nearest_or_all(name, JUDGEMENTS, "There are")


def _names_twice(entries: Sequence[GlossaryEntry]) -> Iterator[Complaint]:
    """Terms, aliases and questions that another entry has, too. Singular and plural are one name."""
    owners: dict[str, GlossaryEntry] = {}
    for place, entry in enumerate(entries):
        names: list[tuple[Route, str]] = [((place, "term"), entry.term)]
        names += [((place, "aliases", number), alias) for number, alias in enumerate(entry.aliases)]
        names += [((place, "asks", number), ask) for number, ask in enumerate(entry.asks)]
        for route, name in names:
            owner = owners.setdefault(one_form(name), entry)
            if owner.id != entry.id:
                yield route, f"`{name}` leads to `{owner.id}` already.", "A name leads to one entry."


def unused(entries: Sequence[GlossaryEntry], concepts: Collection[str]) -> Iterator[Complaint]:
    """Entries that no lesson, no link and no question of theirs leads to."""
    linked = {other for entry in entries for other in entry.see_also if other != entry.id}
    linked |= {request.entry for request in REQUESTS.values()}
    for place, entry in enumerate(entries):
        if not entry.asks and entry.id not in linked and entry.id not in concepts:
            advice = "Give it `asks`, or name it under a lesson's `concepts` or another entry's `see_also`."
            yield (place, "id"), f"Nothing leads to `{entry.id}`.", advice
