"""What every lesson owes a beginner, as far as a machine can see it: read from the files, without a session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.core.course import Lesson, Step
from tutor.steps import KINDS
from tutor.storage.lessons import lessons_directory, load_course, load_glossary, load_lesson, read_lesson

DIRECTORY = lessons_directory()
LESSONS = [load_lesson(entry.path) for entry in load_course(DIRECTORY).lessons]
GLOSSARY = load_glossary(DIRECTORY)
NAMES = {name.casefold() for entry in GLOSSARY for name in (entry.term, *entry.aliases)}

PHRASES = frozenset(
    {
        "each of them a step of its own",
        "one number for each kind",
        "floor",  # of the noise
        "mpg",
        "missed",
    }
)
"""In bold because the sentence leans on them; they are no terms of the field."""

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.id for lesson in LESSONS])


def texts(step: Step) -> Iterator[str]:
    """All that the step may say to a learner."""
    yield from (step.say, step.task, step.then, *step.hints)
    yield from (mistake.say for mistake in step.mistakes)
    if step.guess is not None:
        yield step.guess.ask
    yield from getattr(step, "replies", {}).values()


def prose(text: str) -> str:
    """Without code."""
    return re.sub(r"`[^`]*`", "code", text)


def words(text: str) -> int:
    return len(prose(text).split())


def is_seen(step: Step) -> bool:
    """Whether a pass leaves a table, a picture or a curve on the screen."""
    shown = step.exhibits() if step.show is None else step.show
    return bool(shown) or re.search(r"\bplt\.|\.fit\(|\btrain\(|^/try\b", step.code) is not None


@every_lesson
def test_it_has_8_to_18_steps(lesson: Lesson) -> None:
    assert 8 <= len(lesson.steps) <= 18


@every_lesson
def test_it_knows_at_least_six_mistakes_each_with_words_of_its_own(lesson: Lesson) -> None:
    said = [" ".join(mistake.say.split()) for step in lesson.steps for mistake in step.mistakes]
    assert len(said) >= 6
    assert len(set(said)) == len(said)


@every_lesson
def test_it_ends_with_something_to_mend(lesson: Lesson) -> None:
    asking = [step for step in lesson.steps if step.kind != "read"]
    assert asking[-1].kind == "repair"
    assert len(asking[-1].mistakes) >= 2


@every_lesson
def test_of_three_steps_in_a_row_one_has_something_to_look_at(lesson: Lesson) -> None:
    steps = lesson.steps
    blind = [
        [step.id for step in three]
        for three in zip(steps, steps[1:], steps[2:], strict=False)
        if not any(map(is_seen, three))
    ]
    assert blind == []


@every_lesson
def test_it_asks_before_it_answers(lesson: Lesson) -> None:
    asked = [step.id for step in lesson.steps if step.kind == "quiz" or step.guess is not None]
    assert len(asked) >= 2


@every_lesson
def test_whoever_is_stuck_gets_at_least_two_hints(lesson: Lesson) -> None:
    assert [step.id for step in lesson.steps if step.kind != "read" and len(step.hints) < 2] == []


@every_lesson
def test_it_never_shouts(lesson: Lesson) -> None:
    assert [step.id for step in lesson.steps if any("!" in prose(text) for text in texts(step))] == []


@every_lesson
def test_its_texts_are_short(lesson: Lesson) -> None:
    """A text with its task and its code leaves room on a screen of 24 lines."""
    for step in lesson.steps:
        assert words(step.say) <= 110, step.id
        assert words(step.then) <= 65, step.id
        assert len(step.say.splitlines()) <= 11, step.id
        assert all(words(mistake.say) <= 60 for mistake in step.mistakes), step.id
        assert all(words(hint) <= 40 for hint in step.hints), step.id


@every_lesson
def test_the_lines_that_a_learner_is_shown_fit_a_terminal(lesson: Lesson) -> None:
    for step in lesson.steps:
        for code in (step.code, step.given, *(mistake.offer or "" for mistake in step.mistakes)):
            assert max(map(len, code.splitlines()), default=0) <= 85, f"{step.id}: {code}"


def test_every_term_in_bold_is_in_the_glossary() -> None:
    unknown = {
        term
        for lesson in LESSONS
        for step in lesson.steps
        for text in (step.say, step.then)
        for term in (" ".join(found.split()).casefold() for found in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL))
        if term not in PHRASES and not {term, term.removesuffix("s")} & NAMES
    }
    assert unknown == set()


def test_the_course_uses_every_kind_of_step() -> None:
    assert {step.kind for lesson in LESSONS for step in lesson.steps} == set(KINDS)


def test_the_lesson_in_the_guide_is_one(tmp_path: Path) -> None:
    guide = (DIRECTORY / "README.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"<!-- lesson -->\n```yaml\n(.*?)```", guide, re.DOTALL)
    (file := tmp_path / "99-average.yaml").write_text(text, encoding="utf-8")
    reading = read_lesson(file)
    assert reading.problems == ()
    assert reading.get().steps[-1].kind == "repair"


@every_lesson
def test_in_a_third_of_its_steps_with_code_the_lines_are_the_learners(lesson: Lesson) -> None:
    with_code = [step for step in lesson.steps if step.runs_code]
    hidden = [step for step in with_code if not step.guided]
    assert 3 * len(hidden) >= len(with_code)
    for step in hidden:
        assert len(step.hints) >= 2, step.id
