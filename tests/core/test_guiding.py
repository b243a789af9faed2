"""Which steps show their code."""

from __future__ import annotations

from tutor.core.course import Lesson
from tutor.core.guiding import WAYS, guided
from tutor.steps.data import DataStep
from tutor.steps.repair import RepairStep


def test_all_show_their_code_or_none_or_each_as_its_author_has_it() -> None:
    steps = (DataStep(id="one", code="x = 1"), DataStep(id="two", code="y = 1", guided=False))
    lesson = Lesson(id="small", title="Small", goal="", minutes=1, steps=steps)
    shown = {way: [step.lines for step in guided(lesson, way).steps] for way in WAYS}
    assert shown == {"all": ["x = 1", "y = 1"], "none": ["", ""], "course": ["x = 1", ""]}


def test_lines_to_be_mended_are_always_shown() -> None:
    step = RepairStep(id="mend", broken="x = one", code="x = 1")
    lesson = Lesson(id="small", title="Small", goal="", minutes=1, steps=(step,))
    assert guided(lesson, "none").steps[0].lines == "x = one"
