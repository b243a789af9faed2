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
            f"{entry.minutes} min",
            _state(known.get(entry.id), (sure or {}).get(entry.id)),
        )
        for number, entry in enumerate(course.lessons, 1)
    )
    columns = (
        Column("", number=True),
        Column("name"),
        Column("what you can do then"),
        Column("builds on", number=True),
        Column("time", number=True),
        Column("where you are"),
    )
    return Table(columns, rows, title=course.title, note=note)


def _state(record: LessonRecord | None, sure: float | None) -> str:
    """`finished 2026-12-01, sure 92 %`, `at neuron`, or nothing for a lesson not begun."""
    certain = "" if sure is None else f", sure {100 * sure:.0f} %"
    day = f" {datetime.fromtimestamp(record.updated):%Y-%m-%d}" if record and record.finished else ""
    return where(record) + day + (certain if record and record.started else "")


def where(record: LessonRecord | None) -> str:
    """`finished`, `at neuron`, or nothing for a lesson not begun."""
    if record is None or not record.started:
        return ""
    return "finished" if record.finished else f"at {record.step_id}"
