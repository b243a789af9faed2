"""Lesson files are read by the types their fields declare, and every problem is said at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.storage.vocabulary import LESSON, DataStep, PictureExhibit, SizeCheck, read
from tutor.core.course import Lesson
from tutor.storage.lessons import Reading
from tutor.storage.problems import LessonProblems, Severity

CHECK = """\
id: line
title: The line
goal: A goal.
minutes: 5
steps:
  - id: points
    kind: data
    code: x = 1
    expect:
      - size: x
"""


def check_with(field: str, path: Path) -> Any:
    """What the check's field says, or the messages of the problems."""
    reading = read(CHECK + f"        {field}\n", path)
    name = field.split(":")[0]
    return getattr(reading.value.steps[0].expect[0], name) if reading.value else messages(reading)


def messages(reading: Reading[Lesson]) -> list[str]:
    return [problem.message for problem in reading.problems]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lesson.yaml"


def test_a_whole_lesson_becomes_frozen_data(path: Path) -> None:
    reading = read(LESSON, path)
    assert reading.problems == ()
    lesson = reading.get()
    assert (lesson.id, lesson.minutes, lesson.path, lesson.after) == ("line", 5, path, ())
    points = lesson.steps[1]
    assert isinstance(points, DataStep)
    assert points.expect == (SizeCheck(size="x", length=2),)
    assert points.mistakes[0].when == SizeCheck(size="x", length=1)
    assert points.show == (PictureExhibit(picture=("x",)),)
    assert points.accept == ("x = list((1, 2))",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("rate: 1e-3", 0.001),
        ("rate: 5", 5.0),
        ("rate: '0.1'", 0.1),
        ("rate: -inf", float("-inf")),
        ("rate: 1_000.5", 1000.5),
        ("length: 12", 12),
        ("length: null", None),
        ("strict: yes", True),
        ("strict: False", False),
        ("mode: far", "far"),
        ("given: adam", "adam"),
        ("given: 0.5", 0.5),
        ("given: '0.5'", "0.5"),
        ("given: ~", None),
        ("equals: [1, 2.5]", (1.0, 2.5)),
        ("equals: [[1, 2], [3, 4]]", ((1.0, 2.0), (3.0, 4.0))),
        ("options: {a: 1, no: 2}", {"a": 1.0, "no": 2.0}),
        ("pair: [3, 3]", (3, "3")),
        ("anything: {a: [1, no, 1e-3, true, ~, 1:30]}", {"a": (1, "no", 0.001, True, None, "1:30")}),
    ],
)
def test_a_value_is_read_by_the_type_its_field_declares(written: str, meant: object, path: Path) -> None:
    assert check_with(written, path) == meant


@pytest.mark.parametrize("text", ["no", "1:30", "2x + 30", "5", "1e-3", "2024-01-01", "null", "0x10", "a#b"])
def test_a_text_field_takes_whatever_is_written(text: str, path: Path) -> None:
    assert read(LESSON.replace("A goal.", text), path).get().goal == text


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("length: ten", "`length` needs a whole number or nothing, and this is `ten`."),
        ("length: 1.5", "`length` needs a whole number or nothing, and this is `1.5`."),
        ("rate: fast", "`rate` needs a number, and this is `fast`."),
        ("rate: [1]", "`rate` needs a number, and this is a list."),
        ("strict: 1", "`strict` needs `true` or `false`, and this is `1`."),
        ("mode: nearly", "`mode` cannot be `nearly`."),
        ("equals: [1, [2]]", "`equals` needs a list or nothing, and this is a list."),
        ("equals: 5", "`equals` needs a list or nothing, and this is `5`."),
        ("pair: [1]", "`pair` has 2 items, and here are 1."),
        ("options: [1]", "`options` needs a mapping or nothing, and this is a list."),
        ("options: {a: 1, a: 2}", "`a` is written twice in `options`; the first is on line 11."),
        ("length: -1", "A `size` check cannot be made of this: a length is not negative"),
    ],
)
def test_a_value_of_another_type_is_a_problem(written: str, message: str, path: Path) -> None:
    assert check_with(written, path) == [message]


def test_all_problems_of_a_file_are_said_at_once_and_in_order(path: Path) -> None:
    text = (
        LESSON.replace("kind: data", "kind: data\n    wieght: 2")
        .replace("minutes: 5", "minutes: five")
        .replace("A list.\n", "[1]\n")
    )
    problems = read(text, path).problems
    assert [(problem.line, problem.column) for problem in problems] == [(5, 10), (14, 5), (27, 9)]
    assert str(problems[1]) == (
        f"{path}:14:5: `wieght` is not a field of a `data` step.\n"
        "        wieght: 2\n"
        "        ^\n"
        "    Did you mean `weight`?"
    )


def test_a_lesson_with_problems_raises_them_all_when_it_is_wanted(path: Path) -> None:
    with pytest.raises(LessonProblems) as caught:
        read(LESSON.replace("minutes: 5", "minutes: five").replace("title", "titel"), path).get()
    assert len(caught.value.problems) == 3  # five, titel, and no title
    assert f"{path}:5:10:" in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "message", "suggestion"),
    [
        ("kind: data", "kind: dat", "`dat` is not a kind of step.", "Did you mean `data`?"),
        ("kind: data", "kind2: data", "`kind` is missing in this step.", "Its kind is one of `data`, `read`."),
        (
            "- size: x\n        length: 2",
            "- length: 2\n        size: x",
            "`length` is not a check;",
            "Put `size` first.",
        ),
        ("{size: x,", "{sise: x,", "`sise` is not a check;", "Did you mean `size`?"),
        (
            "when: {size: x, length: 1}",
            "when: x",
            "`when` is a check, and this is the single value `x`.",
            "Write it",
        ),
        ("title: The line", "", "`title` is missing in a lesson.", ""),
        (
            "title: The line",
            "title: A\ntitle: B",
            "`title` is written twice in a lesson; the first is on line 3.",
            "",
        ),
        ("title: The line", "title:", "The title is empty.", ""),
        ("format: 1", "format: 2", "This file is written in format `2`", "A newer tutor may read it."),
        (
            "- A list.\n      - A list of two numbers.",
            "A list.",
            "`hints` is a list, and this is",
            "Write each item",
        ),
        ("- A list.", "- Think: a list.", "Item 1 of `hints` is a text, and YAML takes the colon", "Put the text"),
        ("A goal.", "!important", "A text cannot start with `!`", "Put it in quotes"),
        ("A goal.", "!! now", "A text that starts with `!` is a tag", "Put the text"),
        ("A goal.", "@home", "A text cannot start with `@`.", "Put the text"),
        ("A goal.", "*bold* words", "A text that starts with `*` is a reference", "Put the text"),
        ("A goal.", "*bold", "`*bold` refers to an anchor", "If it is a text"),
        ("A goal.", '"a" b', "A text goes on after its closing quote", "Put the whole text under `|`."),
        ("A goal.", "[x] y", "This `[` has no `]`", "If it is a text"),
        ("A goal.", "| text", "Text stands on the same line as `|`.", "Begin it on the next line"),
        ("A goal.", "Now: go", "A colon followed by a space", "Put the text in quotes"),
        ("A goal.", "Now\n  then: go", "A colon followed by a space", "Put the text in quotes"),
        ("    say: Hello", "\tsay: Hello", "A tab indents this line.", "YAML wants spaces"),
        ("A goal.", "A goal.\n---\nid: b", "A second document begins here", "Remove the line `---`."),
        ("A goal.", "A \x07 goal.", "The invisible character U+0007 stands here.", "Delete it."),
    ],
)
def test_each_trap_has_its_sentence(before: str, after: str, message: str, suggestion: str, path: Path) -> None:
    assert before in LESSON
    reading = read(LESSON.replace(before, after), path)
    assert reading.value is None
    found = [problem for problem in reading.problems if problem.message.startswith(message)]
    assert found, [str(problem) for problem in reading.problems]
    assert found[0].suggestion.startswith(suggestion)
    assert found[0].line > 0


def test_one_trap_makes_one_problem_only(path: Path) -> None:
    for trap in ("`x` is", "@home", "Now: go", "a: b\n  c: d", "*bold* words", "!important"):
        assert len(read(LESSON.replace("A goal.", trap), path).problems) == 1, trap


def test_a_text_that_loses_its_end_to_a_comment_is_a_warning(path: Path) -> None:
    reading = read(LESSON.replace("A goal.", "Learn it # one of the best"), path)
    assert reading.value is not None
    assert [problem.severity for problem in reading.problems] == [Severity.WARNING]
    assert reading.problems[0].message == "What follows ` #` is left out of `goal`."


def test_comments_beside_ids_lists_and_blocks_are_no_problem(path: Path) -> None:
    text = LESSON.replace("id: line", "id: line  # the second").replace("setup: |", "setup: |  # run silently")
    assert read(text, path).problems == ()


def test_an_alias_is_read_as_what_it_stands_for(path: Path) -> None:
    text = LESSON.replace("A goal.", "&goal A goal.").replace("Hello there.", "*goal")
    assert read(text, path).get().steps[0].say == "A goal."


def test_aliases_cannot_explode(path: Path) -> None:
    levels = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    bomb = "{" + ", ".join(levels) + "}"
    reading = read(CHECK + f"        anything: {bomb}\n", path)
    assert any("Aliases blow this file up" in message for message in messages(reading))


def test_a_value_that_contains_itself_is_refused(path: Path) -> None:
    assert check_with("anything: &a [*a]", path) == ["Here 30 lists and mappings stand inside one another."]


def test_a_slip_of_the_syntax_is_one_problem_at_its_place_as_in_a_compiler(path: Path) -> None:
    text = LESSON.replace("A list.\n", "`np.array`\n").replace("minutes: 5", "minutes: five")
    (problem,) = read(text, path).problems
    assert (problem.line, problem.message) == (26, "A text cannot start with a backtick.")
    assert problem.suggestion == "Put the text in quotes, or under `|`."


@pytest.mark.parametrize("escape", ["\\e", "\\x9b", "\\a", "\\u202e", "\\u2066", "\\uFEFF"])
@pytest.mark.parametrize("written", ["title: The line", "id: points", "size: x", "kind: data", "A list.\n"])
def test_an_invisible_character_is_refused_by_whatever_way_it_is_written(
    written: str, escape: str, path: Path
) -> None:
    before, colon, after = written.rstrip().rpartition(": ")
    text = LESSON.replace(written.rstrip(), f'{before}{colon}"{after}{escape}"', 1)
    reading = read(text, path)
    assert reading.value is None
    assert any("invisible character" in each or "is not a" in each for each in messages(reading))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"# nothing\n", "The file is empty."),
        (b"\x7fELF\0\0", "This is not a text file."),
        (b"title: caf\xe9", "The byte 0xe9 is not UTF-8."),
        (b"[" * 100_000, "Here 30 lists and mappings stand inside one another."),
        (b"x" * 1_000_001, "The file is larger than 1,000,000 bytes."),
        (b"- a\n- b\n", "A lesson has fields, and this is a list."),
        (b"just words", "A lesson has fields, and this is the single value `just words`."),
    ],
)
def test_what_is_no_lesson_at_all_is_said_in_one_sentence(data: bytes, message: str, path: Path) -> None:
    assert messages(read(data, path)) == [message]


def test_a_byte_that_is_no_text_is_pointed_at(path: Path) -> None:
    (problem,) = read(b"id: x\ntitle: caf\xe9", path).problems
    assert (problem.line, problem.column) == (2, 11)


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_reads_the_same(path: Path) -> None:
    plain = read(LESSON, path).get()
    assert read(b"\xef\xbb\xbf" + LESSON.replace("\n", "\r\n").encode(), path).get() == plain


def test_a_problem_shows_no_control_characters_and_only_a_part_of_a_long_line(path: Path) -> None:
    (problem,) = read(LESSON.replace("A goal.", "x" * 500 + " \x1b[2J"), path).problems
    excerpt = str(problem).splitlines()[1]
    assert "\x1b" not in str(problem)
    assert len(excerpt) <= 100
    assert str(problem).splitlines()[2].index("^") < 100
