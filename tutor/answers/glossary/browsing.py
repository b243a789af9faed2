"""The glossary as a book to leaf through: its topics, and the terms of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.core.course import Course
from tutor.core.entries import GlossaryEntry

SOME = 4
"""Terms that stand for a topic in the list of topics."""


def by_topic(entries: Iterable[GlossaryEntry]) -> dict[str, list[GlossaryEntry]]:
    """The entries under their topics, both in the order of the file."""
    topics: dict[str, list[GlossaryEntry]] = {}
    topic = ""
    for entry in entries:
        topic = entry.topic or topic
        topics.setdefault(topic, []).append(entry)
    return topics


def topics(entries: Sequence[GlossaryEntry]) -> str:
    """A line for each topic, with some of its terms. Markdown."""
    lines = [
        f"- **{topic}** ({len(members)}): {', '.join(entry.term for entry in members[:SOME])}, ..."
        for topic, members in by_topic(entries).items()
    ]
    how = "`/glossary pictures` lists a topic, `/glossary bias` explains a term. `?bias` does, too."
    return "\n".join([f"I can explain {len(entries)} terms:\n", *lines, f"\n{how}"])


def terms_of(topic: str, entries: Sequence[GlossaryEntry]) -> str:
    """All terms of a topic as one sentence; empty when there is no such topic. Markdown."""
    members = by_topic(entries).get(topic.strip().lower(), [])
    return f"**{topic.strip().lower()}**: {', '.join(entry.term for entry in members)}." if members else ""


def taught_in(course: Course) -> dict[str, str]:
    """By the id of an entry, the first lesson that has it among its concepts: `lesson 2, Your first neuron`."""
    found: dict[str, str] = {}
    for number, lesson in enumerate(course.lessons, 1):
        for concept in lesson.concepts:
            found.setdefault(concept, f"lesson {number}, {lesson.title}")
    return found
