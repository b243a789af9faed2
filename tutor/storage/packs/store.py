"""Progress of one course in the store of all: each lesson under the name of its course, so that no two meet."""

from __future__ import annotations

from msgspec.structs import replace

from tutor.core.progress import LessonRecord, ProgressStore


class CourseStore:
    """A `ProgressStore` for the lessons of one course, by their own ids."""

    def __init__(self, store: ProgressStore, course: str) -> None:
        self._store = store
        self._before = f"{course}/"

    @property
    def problem(self) -> str:
        return self._store.problem

    @problem.setter
    def problem(self, problem: str) -> None:
        self._store.problem = problem

    @property
    def keeps(self) -> bool:
        return self._store.keeps

    def load(self, lesson_id: str) -> LessonRecord:
        return replace(self._store.load(self._before + lesson_id), lesson_id=lesson_id)

    def save(self, record: LessonRecord) -> None:
        self._store.save(replace(record, lesson_id=self._before + record.lesson_id))

    def forget(self, lesson_id: str) -> None:
        self._store.forget(self._before + lesson_id)

    def all(self) -> tuple[LessonRecord, ...]:
        return tuple(
            replace(record, lesson_id=record.lesson_id.removeprefix(self._before))
            for record in self._store.all()
            if record.lesson_id.startswith(self._before)
        )
