"""Which steps show their code, and which leave it to the learner."""

from __future__ import annotations

from msgspec.structs import replace

from tutor.core.course import Lesson

WAYS = ("all", "none", "course")
"""Every step shows its code, none does, or each as its author has it."""


def guided(lesson: Lesson, way: str) -> Lesson:
    """The lesson with the code of its steps shown or hidden."""
    if way == "course":
        return lesson
    return replace(lesson, steps=tuple(replace(step, guided=way == "all") for step in lesson.steps))
