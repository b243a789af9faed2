"""The course as a table: every lesson, and where the learner is in it."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.core.course import Course
from tutor.core.drawings import Column, Table
from tutor.core.progress import LessonRecord


def lessons_table(course: Course, records: Iterable[LessonRecord], note: str) -> Table:
    """One row a lesson. `note` says how to open one."""
    known = {record.lesson_id: record for record in records}
    rows = tuple(
        (str(number), entry.id, entry.title, f"{entry.minutes} min", where(known.get(entry.id)))
        for number, entry in enumerate(course.lessons, 1)
    )
    number, minutes = Column("", number=True), Column("time", number=True)
    columns = (number, Column("name"), Column("title"), minutes, Column("where you are"))
    return Table(columns, rows, title=course.title, note=note)


def where(record: LessonRecord | None) -> str:
    """`finished`, `at neuron`, or nothing for a lesson not begun."""
    if record is None or not record.started:
        return ""
    return "finished" if record.finished else f"at {record.step_id}"
