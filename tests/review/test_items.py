"""What can be asked again: every item of every lesson, with fresh numbers that belong together."""

from __future__ import annotations

import ast
from random import Random

import pytest
from msgspec.structs import replace

from tutor.core.course import Lesson, Step
from tutor.core.progress import Effort, LessonRecord, StepStatus
from tutor.review.items import Item, items_of, term_items
from tutor.review.preparation import preparation
from tutor.review.sums import SUMS
from tutor.steps.quiz import QuizStep
from tutor.storage.lessons import lessons_directory, load_course, load_glossary, load_lesson

COURSE = load_course(lessons_directory())
LESSONS = {entry.id: load_lesson(entry.path) for entry in COURSE.lessons}


def record_of(lesson: Lesson, **fields: object) -> LessonRecord:
    """A learner who has done everything and guessed 5 wherever a guess was asked, where 7.9 came."""
    efforts = {step.id: Effort(guess=5.0, came="7.9") for step in lesson.steps if step.guess}
    statuses = {step.id: StepStatus.PASSED for step in lesson.steps}
    record = LessonRecord(lesson.id, "x", statuses, finished=True, updated=1e9, efforts=efforts)
    return replace(record, **fields)


def passes(step: Step, text: str) -> bool:
    judgement = step.answer(text)
    return judgement is not None and judgement.passed


def items(lesson: Lesson) -> list[Item]:
    return list(items_of(lesson, record_of(lesson)))


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_gives_quizzes_and_something_to_type(name: str) -> None:
    made = [item.make(Random(3)) for item in items(LESSONS[name])]
    assert any(isinstance(step, QuizStep) for step in made)
    assert any(step.runs_code for step in made)
    assert len({item.id for item in items(LESSONS[name])}) == len(made)
    assert all(step.task for step in made)


@pytest.mark.parametrize("name", LESSONS)
def test_the_answer_of_every_quiz_is_right_and_another_one_is_wrong(name: str) -> None:
    for seed in range(20):
        for item in items(LESSONS[name]):
            step = item.make(Random(seed))
            if isinstance(step, QuizStep):
                assert passes(step, step.own_answer), (item.id, step.own_answer)
                assert not passes(step, "123456"), item.id


def test_the_choices_of_a_quiz_change_their_places_and_each_keeps_its_reply() -> None:
    lesson = LESSONS["linear-regression"]
    item = next(item for item in items(lesson) if item.id.endswith("/lucky"))
    quizzes = [item.make(Random(seed)) for seed in range(12)]
    assert len({step.choices for step in quizzes}) > 2
    for step in quizzes:
        by_number = str(step.choices.index("Another loss") + 1)
        assert step.answer("Another loss") == step.answer(by_number) and not passes(step, by_number)


def test_what_was_not_met_is_not_asked() -> None:
    lesson = LESSONS["linear-regression"]
    begun = record_of(lesson, statuses={"lucky": StepStatus.PASSED}, finished=False)
    assert [item.id for item in items_of(lesson, begun)] == ["linear-regression/lucky"]


def test_a_skipped_step_counts_as_looked_up() -> None:
    lesson = LESSONS["linear-regression"]
    (item,) = items_of(lesson, record_of(lesson, statuses={"lucky": StepStatus.SKIPPED}, finished=False))
    assert item.effort.shown


def test_a_guess_that_was_far_off_is_asked_for_what_came_and_near_is_enough() -> None:
    lesson = LESSONS["linear-regression"]
    far = next(item for item in items(lesson) if item.id.endswith("/guess"))
    step = far.make(Random(1))
    assert far.effort.wrong and "You guessed 5." in step.task
    assert [passes(step, text) for text in ("8", "7", "5")] == [True, True, False]


def test_fresh_numbers_are_in_the_line_and_in_what_is_asked() -> None:
    for lesson in LESSONS.values():
        for item in items(lesson):
            one, other = item.make(Random(1)), item.make(Random(2))
            if not one.runs_code or one.given:
                continue
            assert one.code != other.code and one.task != other.task, item.id
            ast.parse(one.code)


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_has_one_answer_that_can_be_typed(name: str) -> None:
    tasks = set()
    for seed in range(50):
        step = SUMS[name].make(Random(seed))
        tasks.add(step.task)
        assert passes(step, step.own_answer) and step.hints
    assert len(tasks) > 3


def test_a_term_that_was_asked_about_is_told_from_its_neighbours() -> None:
    lesson, entries = LESSONS["linear-regression"], load_glossary(lessons_directory())
    (item,) = term_items(record_of(lesson, asked={"optimizer": 2, "no-such-entry": 1}), entries)
    for seed in range(10):
        step = item.make(Random(seed))
        assert isinstance(step, QuizStep) and len(set(step.choices)) == 3
        assert "optimizer" not in " ".join(step.choices).lower()


def test_most_entries_of_the_lessons_can_be_asked_as_terms() -> None:
    entries = load_glossary(lessons_directory())
    concepts = {concept for lesson in LESSONS.values() for concept in lesson.concepts}
    record = LessonRecord("x", asked=dict.fromkeys(concepts, 1))
    found = [item.make(Random(1)) for item in term_items(record, entries)]
    assert len(found) > 0.6 * len(concepts)


def test_what_a_line_needs_is_found_without_a_training() -> None:
    lesson = LESSONS["linear-regression"]
    lines = preparation(lesson, lesson.index("recipe"), "model.compile(loss='mse')")
    assert lines is not None and "keras.Sequential" in lines and ".fit(" not in lines
    assert preparation(lesson, lesson.index("recipe"), "print(nowhere)") is None
    after = len(lesson.steps) - 1
    assert preparation(lesson, after, "print(history.history)") is None, "that would take a training"
