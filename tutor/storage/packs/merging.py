"""The words and errors of a course together with the tutor's own: the course's go first, in this course only."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tutor.core.entries import ErrorEntry, GlossaryEntry
from tutor.storage.lessons import Reading, load_errors, read_entries, read_errors
from tutor.storage.wordbook import glossary_complaints

Words = Reading[tuple[GlossaryEntry, ...]]


def own_words(directory: Path) -> tuple[Words, Words]:
    """The course's glossary and symptoms; empty ones where it has no such file. Never raises."""
    glossary, symptoms = directory / "glossary.yaml", directory / "symptoms.yaml"
    return (
        read_entries(glossary, "The glossary") if glossary.exists() else Reading(()),
        read_entries(symptoms, "The list of symptoms") if symptoms.exists() else Reading(()),
    )


def own_errors(directory: Path) -> Reading[tuple[ErrorEntry, ...]]:
    """The course's explained errors; none where it has no such file. Never raises."""
    return read_errors(directory) if (directory / "errors.yaml").exists() else Reading(())


def merged_words(directory: Path, base: tuple[GlossaryEntry, ...]) -> tuple[GlossaryEntry, ...]:
    """The course's entries, then those of `base` that it does not explain anew.

    Links that lead nowhere are left out, and so is an entry that is not sound: a lesson is worth more than its
    glossary, and `check` has told its author.
    """
    own = [entry for reading in own_words(directory) for entry in reading.value or ()]
    ids = {entry.id for entry in own}
    rest = [entry for entry in base if entry.id not in ids]
    known = ids | {entry.id for entry in rest}
    linked = [replace(entry, see_also=tuple(each for each in entry.see_also if each in known)) for entry in own]
    unsound = {route[0] for route, *_ in glossary_complaints([*linked, *rest])}
    return (*(entry for place, entry in enumerate(linked) if place not in unsound), *rest)


def merged_errors(directory: Path, base: Path) -> tuple[ErrorEntry, ...]:
    """The course's errors, then those of the folder `base` under other ids. Raises LessonProblems for `base`."""
    own = own_errors(directory).value or ()
    ids = {entry.id for entry in own}
    return (*own, *(entry for entry in load_errors(base) if entry.id not in ids))
