"""Which course is meant: the tutor's own, or one that was added; and what belongs to it alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tutor.core.course import Course, Lesson
from tutor.core.nearest import did_you_mean
from tutor.core.progress import Cell, LessonRecord, ProgressStore, StepStatus
from tutor.storage.finding import UnknownLesson, find_lesson
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.packs.store import CourseStore
from tutor.storage.problems import LessonProblems

if TYPE_CHECKING:
    from tutor.storage.packs.shelf import Pack


class CoursePlace(Struct, frozen=True):
    """A course, and where its learner's things are kept."""

    course: Course
    store: ProgressStore
    pack: Pack | None = None
    """None for the tutor's own course."""

    @property
    def runs(self) -> Path:
        """Under the folder of all runs, the one of this course."""
        return Path(self.pack.name) if self.pack is not None else Path()

    @property
    def checkpoints(self) -> Path:
        """Under the folder of all checkpoints, the one of this course."""
        return Path("courses", self.pack.name) if self.pack is not None else Path()

    @property
    def own(self) -> Path | None:
        """The folder with words and errors of this course alone; None for the tutor's own."""
        return self.pack.directory if self.pack is not None else None


def place_of(word: str, own: CoursePlace, home: Path) -> tuple[CoursePlace, str] | str:
    """The course that a word leads into, and the rest of the word; or a sentence that says why it leads nowhere.

    `rides/first` is a lesson of the course `rides`; `rides`, where no lesson of the tutor's is called so, is that
    course; nothing is wherever the learner was last. Raises LessonProblems for a course that cannot be read.
    """
    if not word:
        return _latest(own, home) or (own, "")
    if Path(word).suffix in (".yaml", ".yml") or not isinstance(find_lesson(own.course, word), UnknownLesson):
        return own, word
    name, slash, lesson = word.partition("/")
    packs = {pack.name: pack for pack in _packs(home)}
    if name in packs:
        return _inside(packs[name], own.store), lesson
    if slash:
        guess = did_you_mean(name, packs)
        return f"There is no course `{name}`.{guess} `python -m tutor courses` lists them."
    return own, word


def begin_at(step: str, lesson: Lesson, store: ProgressStore) -> None:
    """Have a lesson begin at the step of that id, with the lines of all before it run; nothing for no id.

    Raises NoCourse for a step that does not exist.
    """
    if not step:
        return
    ids = [each.id for each in lesson.steps]
    if step not in ids:
        raise NoCourse(f"There is no step `{step}` in this lesson.{did_you_mean(step, ids)}")
    before = lesson.steps[: ids.index(step)]
    cells = tuple(Cell(each.id, each.code) for each in before if each.runs_code)
    statuses = {each.id: StepStatus.PASSED for each in before}
    store.save(LessonRecord(lesson.id, step, statuses, cells, updated=time.time()))


def _inside(pack: Pack, store: ProgressStore) -> CoursePlace:
    return CoursePlace(pack.course(), CourseStore(store, pack.name), pack)


def _latest(own: CoursePlace, home: Path) -> tuple[CoursePlace, str] | None:
    """An added course in which the learner was last, in an unfinished lesson; None when that was in none."""
    begun = next((record for record in own.store.all() if record.started and not record.finished), None)
    name, slash, lesson = begun.lesson_id.partition("/") if begun is not None else ("", "", "")
    pack = next((each for each in _packs(home) if each.name == name), None) if slash else None
    if pack is None:
        return None
    try:
        place = _inside(pack, own.store)
    except LessonProblems:
        return None
    return (place, lesson) if place.course.number(lesson) else None


def _packs(home: Path) -> list[Pack]:
    from tutor.storage.packs.shelf import Shelf  # few have other courses

    return Shelf(home).all()


def added(home: Path, store: ProgressStore) -> Iterator[tuple[Pack, Course | str, tuple[LessonRecord, ...]]]:
    """Every added course, its lessons, or a sentence where they cannot be read, and how far the learner is."""
    for pack in _packs(home):
        records = CourseStore(store, pack.name).all()
        try:
            yield pack, pack.course(), records
        except LessonProblems as problem:
            yield pack, str(problem), records
