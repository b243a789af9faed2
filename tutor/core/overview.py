"""The course as a table: what each lesson lets one do, what it builds on, and where the learner is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from tutor.core.course import Course
from tutor.core.drawings import Column, Table
from tutor.core.progress import LessonRecord


def lessons_table(
    course: Course, records: Iterable[LessonRecord], note: str, sure: Mapping[str, float] | None = None
) -> Table:
    """One row a lesson. `note` says how to open one; `sure` is how likely, from 0 to 1, the learner still knows
    what they had to know in it, by lesson id."""
    known = {record.lesson_id: record for record in records}
    rows = tuple(
        (
            str(number),
            entry.id,
            entry.able_to[0] if entry.able_to else entry.goal,
            ", ".join(str(course.number(each)) for each in entry.after if course.number(each)),
            str(entry.minutes),
            _state(known.get(entry.id)),
            *([_per_cent(sure.get(entry.id))] if sure else []),
        )
        for number, entry in enumerate(course.lessons, 1)
    )
    columns = (
        Column("", number=True),
        Column("name"),
        Column("what you can do then"),
        Column("after", number=True),
        Column("min", number=True),
        Column("where you are"),
        *([Column("sure", number=True)] if sure else []),
    )
    return Table(columns, rows, title=course.title, note=note)


def _state(record: LessonRecord | None) -> str:
    """`done 2026-12-01`, `at neuron`, or nothing for a lesson not begun."""
    if record is not None and record.finished:
        return f"done {datetime.fromtimestamp(record.updated):%Y-%m-%d}"
    return where(record)


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def where(record: LessonRecord | None) -> str:
    """`finished`, `at neuron`, or nothing for a lesson not begun."""
    if record is None or not record.started:
        return ""
    return "finished" if record.finished else f"at {record.step_id}"
