"""The course, its lessons and what a learner may call them."""

from __future__ import annotations

from pathlib import Path

import pytest

import tutor
from tutor.core.course import Course
from tutor.storage.finding import UnknownLesson, find_lesson
from tutor.storage.lessons import lessons_directory, load_course, load_lesson
from tutor.storage.problems import LessonProblems

HEAD = "id: {id}\ntitle: T\ngoal: G\nminutes: 5\nconcepts: [loss]\n"
STEPS = "steps:\n  - {id: hello, kind: read, say: Hello.}\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text("title: All of it\nlessons: [01-first.yaml, 02-line.yaml]\n")
    (tmp_path / "01-first.yaml").write_text(HEAD.format(id="first-steps") + STEPS)
    (tmp_path / "02-line.yaml").write_text(HEAD.format(id="linear-regression") + STEPS)
    return tmp_path


@pytest.fixture
def course(directory: Path) -> Course:
    return load_course(directory)


def test_the_course_lists_its_lessons_in_order(course: Course) -> None:
    assert course.title == "All of it"
    assert [entry.id for entry in course.lessons] == ["first-steps", "linear-regression"]


def test_the_course_does_not_read_the_steps_of_its_lessons(directory: Path) -> None:
    (directory / "02-line.yaml").write_text(HEAD.format(id="linear-regression") + "steps: `broken`\n")
    assert load_course(directory).lessons[1].id == "linear-regression"
    with pytest.raises(LessonProblems):
        load_lesson(directory / "02-line.yaml")


def test_a_lesson_that_is_not_there_is_named(directory: Path) -> None:
    (directory / "02-line.yaml").unlink()
    with pytest.raises(LessonProblems, match=r"02-line\.yaml: There is no such file\."):
        load_course(directory)


def test_a_broken_head_is_a_problem_of_the_course(directory: Path) -> None:
    (directory / "02-line.yaml").write_text("id: x\ntitle: T\nminutes: ten\n" + STEPS)
    with pytest.raises(LessonProblems) as caught:
        load_course(directory)
    assert [problem.message for problem in caught.value.problems] == [
        "`goal` is missing in a lesson.",
        "`minutes` needs a whole number, and this is `ten`.",
    ]


@pytest.mark.parametrize("word", ["linear-regression", "Linear_Regression", "linear regression", "2", "02", " 2 "])
def test_a_lesson_is_found_by_its_id_or_its_number(word: str, course: Course) -> None:
    found = find_lesson(course, word)
    assert not isinstance(found, UnknownLesson)
    assert found.name == "02-line.yaml"


def test_a_lesson_is_found_by_its_file(course: Course, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(HEAD.format(id="my-own") + STEPS)
    assert find_lesson(course, str(own)) == own
    assert load_lesson(own).id == "my-own"


@pytest.mark.parametrize("word", ["missing.yaml", "\0.yaml", "a" * 5000 + ".yaml"])
def test_a_file_that_is_not_there_is_a_problem(word: str, course: Course) -> None:
    found = find_lesson(course, word)
    assert not isinstance(found, UnknownLesson)
    with pytest.raises(LessonProblems):
        load_lesson(found)


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("linear-regresion", ("linear-regression",)),
        ("regression", ("linear-regression",)),
        ("3", ()),
        ("0", ()),
        ("9" * 5000, ()),
        ("²", ()),
        ("", ()),
        ("zzz", ()),
    ],
)
def test_an_unknown_lesson_offers_the_nearest(word: str, nearest: tuple[str, ...], course: Course) -> None:
    found = find_lesson(course, word)
    assert isinstance(found, UnknownLesson)
    assert found.nearest == nearest
    assert found.message.startswith(f"There is no lesson `{word}`.")


def test_lessons_lie_beside_the_package_or_where_they_are_said_to_be(tmp_path: Path) -> None:
    assert lessons_directory(tmp_path) == tmp_path
    package = Path(tutor.__file__).parent
    assert lessons_directory() in (package / "lessons", package.parent / "lessons")
