"""Where the learner is in a lesson, what is done, and the cells that led here; kept after every change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.outcome import mark
from tutor.core.progress import Cell, Effort, LessonRecord, ProgressStore, StepStatus
from tutor.core.syntax import alike

LEFT_OUT = "Skipped. Its gap stays open, so its lines do not run."
TRIED = "Skipped. Its lines have run already, so they do not run again."


class TakenBack(Struct, frozen=True):
    """What going back to before the latest step that was done would take away."""

    place: int
    """Of that step, from 0."""
    first: int
    """The first cell that goes."""
    places: tuple[int, ...]
    """Of all steps with code that would not be done any more, from 0."""
    names: tuple[str, ...]
    """What they have made."""
    here: int
    """Where the learner is, from 0."""
    at_once: bool
    """Whether it is what the latest line of a step did, and the learner has gone nowhere else since."""

    @property
    def words(self) -> str:
        """What is said before more than one step is taken back."""
        numbers = [str(place + 1) for place in self.places]
        which = f"steps {', '.join(numbers[:-1])} and {numbers[-1]}" if numbers[1:] else f"step {self.place + 1}"
        made = ", ".join(f"`{name}`" for name in self.names[:6]) + (" and more" if self.names[6:] else "")
        gone = f", and what they have made: {made}" if self.names else ""
        return (
            f"You are at step {self.here + 1}, and this takes back {which}{gone}. `/undo` once more does it. "
            "`/reset` only goes back to where this step began."
        )


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
        self._tried: set[str] = set()
        """The steps whose own lines have run, to whatever end."""
        self._told: tuple[TakenBack, int] | None = None
        """What /undo would take away, as the learner was told, and the number of cells then."""
        self.came_from: int | None = None
        """Where the learner was before they went somewhere else; None when they have gone on since."""

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

    def about_to_run(self, code: str) -> None:
        """This code is about to run."""
        if self.step is not None and alike(code, self.step.code):
            self._tried.add(self.step.id)

    @property
    def may_be_left(self) -> str:
        """Why the step's lines need not run when it is skipped, as a sentence; empty when they have to."""
        if self.step is None or self.step.judged:
            return ""
        return LEFT_OUT if self.step.given else TRIED if self.step.id in self._tried else ""

    def next_hint(self) -> tuple[int, int, str] | None:
        """The next hint's level (from 1), how many there are, its text. The last stays. None without hints."""
        if self.step is None or not self.step.hints:
            return None
        hints = self.step.hints
        level = min(self._hints_given.get(self.step_id, 0) + 1, len(hints))
        if level > self._hints_given.get(self.step_id, 0):
            self.note(self.step_id, hints=level)
        self._hints_given[self.step_id] = level
        return level, len(hints), hints[level - 1].strip()

    def solution(self) -> str:
        """What does this step: its lines or its answer. It counts as looked up from now on."""
        if self.step is None:
            return ""
        self.note(self.step_id, shown=True)
        return self.step.code.strip() or self.step.own_answer

    @property
    def hinted(self) -> bool:
        """Whether a hint of this step was given."""
        return self.step_id in self._hints_given

    def move(self, position: int) -> None:
        """Go to a step, by its place from 0; a place outside the lesson means its nearer end."""
        self.position = max(0, min(position, len(self.lesson.steps)))
        self.keep()

    def go(self, position: int, coming_back: bool) -> None:
        """Go to a step; remember from where, if the learner is to come back."""
        self.came_from = self.position if coming_back and position != self.position else None
        self.move(position)

    def effort(self, step_id: str) -> Effort:
        """What a step has taken so far."""
        return self.record.efforts.get(step_id, Effort())

    def note(self, step_id: str, **changes: int | float | str | bool) -> None:
        """Remember these fields of what a step takes."""
        self.record = self.record.noted(step_id, **changes)

    def note_asked(self, entry: str) -> None:
        """Remember that an entry of the glossary was asked for."""
        asked = self.record.asked
        self.record = replace(self.record, asked={**asked, entry: asked.get(entry, 0) + 1})

    def mark(self, step: Step, status: StepStatus) -> None:
        self.record = self.record.marked(step.id, status)

    def pass_to(self, place: int) -> None:
        """Mark the step at `place` as passed. Texts before it count as read, quizzes as skipped."""
        for step in self.lesson.steps[self.position : place]:
            self.mark(step, StepStatus.SKIPPED if step.choices else StepStatus.PASSED)
        self.mark(self.lesson.steps[place], StepStatus.PASSED)
        self.move(place + 1)
        if self.came_from is not None and self.position > self.came_from:
            self.came_from = None

    def add_cell(self, code: str, changes: Sequence[tuple[int, int, float]] = ()) -> None:
        """`changes`: the learning rates that were set by hand in its trainings, which a replay sets again."""
        rates = f"__tutor__.rates({list(changes)}, {mark(code)!r})"
        before = (Cell(self.step_id, rates),) if changes else ()
        self.record = replace(self.record, cells=(*self.record.cells, *before, Cell(self.step_id, code)))

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

    def taken_back(self) -> TakenBack | None:
        """What `take_back` would take away; None when no step with code is done."""
        cells = self.record.cells
        code = {step.id for step in self.lesson.steps if step.runs_code and step.id in self.record.statuses}
        done = [number for number, cell in enumerate(cells) if cell.step_id in code]
        if not done:
            return None
        first = done[-1]
        step_id = cells[first].step_id
        while first and cells[first - 1].step_id == step_id:
            first -= 1
        place = self.lesson.index(step_id)
        kept = {cell.step_id for cell in cells[:first]}
        undone = [step for step in self.lesson.steps[place : max(self.position, place + 1)] if step.id not in kept]
        places = tuple(
            self.lesson.index(step.id) for step in undone if step.runs_code and step.id in self.record.statuses
        )
        before = frozenset().union(
            acts_of(self.lesson.setup).binds, *(acts_of(c.code).binds for c in cells[:first])
        )
        names = [name for cell in cells[first:] for name in sorted(acts_of(cell.code).binds - before)]
        passed_over = any(
            step.runs_code and step.id not in self.record.statuses
            for step in self.lesson.steps[place : self.position]
        )
        at_once = {cell.step_id for cell in cells[first:]} <= {step_id, self.step_id} and not passed_over
        return TakenBack(place, first, places, tuple(dict.fromkeys(names)), self.position, at_once)

    def before_undo(self) -> str:
        """What is to be said in place of going back: there is nothing, or more would go than the last step.

        Empty when `take_back` may do it; and the second time, as long as nothing else has happened.
        """
        if self._latest_is_free:
            return ""
        what = self.taken_back()
        if what is None:
            return "No step with code is done yet, so there is nothing to take back."
        told, self._told = self._told, (what, len(self.record.cells))
        return "" if what.at_once or told == self._told else what.words

    @property
    def _latest_is_free(self) -> bool:
        """Whether the latest cell ran behind the last step, where each is for itself."""
        return self.step is None and bool(self.record.cells) and not self.record.cells[-1].step_id

    def take_back(self) -> str:
        """Stand before the step whose code was accepted last, as if it had never run; what is said of it.

        Other steps that the same code passed are taken back with it, and so is all that ran since. Behind the last
        step it is the latest lines alone. Empty when there is nothing to take back.
        """
        if self._latest_is_free:
            self.drop_cell(len(self.record.cells) - 1)
            return "The session goes back to before your latest lines."
        what = self.taken_back()
        if what is None:
            return ""
        kept = {cell.step_id for cell in self.record.cells[: what.first]}
        undone = {step.id for step in self.lesson.steps[what.place : max(self.position, what.place + 1)]} - kept
        undone.add(self.lesson.steps[what.place].id)
        statuses = {each: status for each, status in self.record.statuses.items() if each not in undone}
        cells = self.record.cells[: what.first]
        self.record = replace(self.record, cells=cells, statuses=statuses, finished=False)
        self.move(what.place)
        return "The session goes back to before this step. What you made in it and since then is gone."

    def keep(self) -> None:
        """Save."""
        self.record = replace(
            self.record,
            step_id=self.step_id or next((step.id for step in reversed(self.lesson.steps)), "free"),
            finished=self.record.finished or self.step is None,
            updated=self._clock(),
        )
        self._store.save(self.record)
