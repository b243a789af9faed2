"""Where the learner is in a lesson, what is done, and the cells that led here; kept after every change."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from tutor.core.course import Lesson, Step
from tutor.core.progress import Cell, LessonRecord, ProgressStore, StepStatus


class Journey:
    """One learner's way through one lesson."""

    def __init__(self, lesson: Lesson, store: ProgressStore, clock: Callable[[], float] = time.time) -> None:
        self.lesson = lesson
        self.record: LessonRecord = store.load(lesson.id)
        self.resumed = self.record.started
        self._store = store
        self._clock = clock
        self.position = self._first_position()
        self._hints_given: dict[str, int] = {}

    def _first_position(self) -> int:
        if self.record.finished:
            return len(self.lesson.steps)
        try:
            return self.lesson.index(self.record.step_id)
        except KeyError:  # a fresh start, or the lesson has changed since
            return 0

    @property
    def step(self) -> Step | None:
        """None when the lesson is finished."""
        steps = self.lesson.steps
        return steps[self.position] if self.position < len(steps) else None

    @property
    def step_id(self) -> str:
        """Empty when the lesson is finished."""
        return self.step.id if self.step else ""

    def next_hint(self) -> tuple[int, int, str] | None:
        """The next hint's level (from 1), how many there are, its text. The last stays. None without hints."""
        if self.step is None or not self.step.hints:
            return None
        hints = self.step.hints
        level = min(self._hints_given.get(self.step_id, 0) + 1, len(hints))
        self._hints_given[self.step_id] = level
        return level, len(hints), hints[level - 1].strip()

    @property
    def hinted(self) -> bool:
        """Whether a hint of this step was given."""
        return self.step_id in self._hints_given

    def move(self, position: int) -> None:
        """Go to a step, by its place from 0; a place outside the lesson means its nearer end."""
        self.position = max(0, min(position, len(self.lesson.steps)))
        self.keep()

    def mark(self, step: Step, status: StepStatus) -> None:
        self.record = self.record.marked(step.id, status)

    def pass_to(self, place: int) -> None:
        """Mark the step at `place` as passed. Texts before it count as read, quizzes as skipped."""
        for step in self.lesson.steps[self.position : place]:
            self.mark(step, StepStatus.SKIPPED if step.choices else StepStatus.PASSED)
        self.mark(self.lesson.steps[place], StepStatus.PASSED)
        self.move(place + 1)

    def add_cell(self, code: str) -> None:
        self.record = replace(self.record, cells=(*self.record.cells, Cell(self.step_id, code)))

    def drop_cell(self, place: int) -> None:
        """Forget one cell, by its place from 0."""
        cells = self.record.cells
        self.record = replace(self.record, cells=cells[:place] + cells[place + 1 :])
        self.keep()

    def drop_cells_of_step(self) -> None:
        """Forget what ran since the learner came to this step."""
        cells = list(self.record.cells)
        while cells and cells[-1].step_id == self.step_id:
            cells.pop()
        self.record = replace(self.record, cells=tuple(cells))

    def take_back(self) -> bool:
        """Stand before the step whose code was accepted last, as if it had never run; False when there is none.

        Other steps that the same code passed are taken back with it, and so is all that ran since.
        """
        cells = self.record.cells
        code = {step.id for step in self.lesson.steps if step.runs_code and step.id in self.record.statuses}
        done = [number for number, cell in enumerate(cells) if cell.step_id in code]
        if not done:
            return False
        first = done[-1]
        step_id = cells[first].step_id
        while first and cells[first - 1].step_id == step_id:
            first -= 1
        place = self.lesson.index(step_id)
        undone = {step.id for step in self.lesson.steps[place : max(self.position, place + 1)]}
        statuses = {each: status for each, status in self.record.statuses.items() if each not in undone}
        self.record = replace(self.record, cells=cells[:first], statuses=statuses, finished=False)
        self.move(place)
        return True

    def keep(self) -> None:
        """Save."""
        self.record = replace(
            self.record,
            step_id=self.step_id or self.lesson.steps[-1].id,
            finished=self.record.finished or self.step is None,
            updated=self._clock(),
        )
        self._store.save(self.record)
