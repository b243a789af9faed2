"""How far a learner is in a lesson, and the code that got them there."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace


class StepStatus(Enum):
    """What became of a step."""

    PASSED = "passed"
    SKIPPED = "skipped"


class Cell(Struct, frozen=True):
    """One execution that a replay must repeat: with the same seed they rebuild the session to the last digit."""

    step_id: str
    code: str


class Effort(Struct, frozen=True, omit_defaults=True):
    """What one step has taken of a learner."""

    wrong: int = 0
    """Attempts that were not it yet."""
    hints: int = 0
    """How many different ones were read."""
    shown: bool = False
    """Whether the solution was looked at before the step was done."""
    seconds: float = 0.0
    """At this step, its runs included; of a pause no more than five minutes count."""
    passed: float = 0.0
    """When it was done first, in seconds since the epoch; 0 for a step not done."""
    guess: float | None = None
    """What the learner expected."""
    came: str = ""
    """What came of it."""


class LessonRecord(Struct, frozen=True):
    """Everything that is kept of one learner's way through one lesson."""

    lesson_id: str
    step_id: str = ""
    """Where they are; empty at the beginning."""
    statuses: dict[str, StepStatus] = field(default_factory=dict)
    """By step id."""
    cells: tuple[Cell, ...] = ()
    """In the order they ran. Cells that were interrupted or ended the session are not among them."""
    finished: bool = False
    updated: float = 0.0
    """Seconds since the epoch (time.time) of the last change."""
    efforts: dict[str, Effort] = field(default_factory=dict)
    """By step id."""
    asked: dict[str, int] = field(default_factory=dict)
    """How often each entry of the glossary was asked for, by its id."""

    @property
    def started(self) -> bool:
        return bool(self.step_id)

    def marked(self, step_id: str, status: StepStatus) -> LessonRecord:
        """The record with one step's status. A passed step stays passed."""
        if self.statuses.get(step_id) is StepStatus.PASSED:
            return self
        return replace(self, statuses={**self.statuses, step_id: status})

    def noted(self, step_id: str, **changes: int | float | str | bool) -> LessonRecord:
        """The record with these fields of one step's effort."""
        effort = replace(self.efforts.get(step_id, Effort()), **changes)
        return replace(self, efforts={**self.efforts, step_id: effort})

    @property
    def seconds(self) -> float:
        """At all steps together."""
        return sum(effort.seconds for effort in self.efforts.values())

    def count(self, status: StepStatus) -> int:
        return sum(1 for each in self.statuses.values() if each is status)


class ProgressStore(Protocol):
    """Where records are kept."""

    problem: str
    """One sentence when progress cannot be kept; empty when all is well."""

    @property
    def keeps(self) -> bool:
        """Whether records outlive the program."""

    def load(self, lesson_id: str) -> LessonRecord:
        """The record, or an empty one."""

    def save(self, record: LessonRecord) -> None:
        """Keep it. Never raises: a full or read-only disk sets `problem`, and the lesson goes on."""

    def forget(self, lesson_id: str) -> None:
        """Start over: the record is empty now, and where it is kept from its next `save` on."""

    def all(self) -> tuple[LessonRecord, ...]:
        """Every lesson begun, the latest first."""
