"""A lesson that can be read must also make sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.vocabulary import LESSON, read
from tutor.storage.lessons import read_errors, read_glossary


@pytest.mark.parametrize(
    ("before", "after", "place", "message"),
    [
        ("id: line", "id: The Line", (2, 5), "`The Line` cannot be an id."),
        ("id: points", "id: Points", (12, 9), "`Points` cannot be an id."),
        ("id: points", "id: hello", (12, 9), "`hello` is already the id of step 1."),
        ("minutes: 5", "minutes: 0", (5, 10), "A lesson takes at least one minute."),
        ("import numpy as np", "import numpy as", (6, 8), "The setup does not parse"),
        ("    code: x = [1, 2]\n", "", (12, 5), "A `data` step needs `code`"),
        ("code: x = [1, 2]", "code: x = (1, 2", (14, 11), "The code does not parse"),
        ("x = list((1, 2))", "x = list((1, 2)", (16, 9), "This route does not parse"),
        ("example: x = [1]", "example: x = (1", (21, 18), "This example does not parse"),
        ("example: x = [1]", 'example: ""', (21, 18), "The example is empty."),
        ("One is not enough.", '""', (23, 14), "Nothing is said to this mistake."),
        ("- A list.", '- ""', (26, 9), "The hint is empty."),
        ("A list of two numbers.", "A list.", (27, 9), "This hint says the same as hint 1."),
        ("A list of two numbers.", "Type `x = [1,2]`.", (27, 9), "This hint is the whole solution."),
    ],
)
def test_each_unsound_thing_is_said_at_its_place(
    before: str, after: str, place: tuple[int, int], message: str, tmp_path: Path
) -> None:
    assert before in LESSON
    reading = read(LESSON.replace(before, after), tmp_path / "lesson.yaml")
    assert reading.value is None
    (problem,) = reading.problems
    assert problem.message.startswith(message)
    if "code" not in before or after:
        assert (problem.line, problem.column) == place


def test_a_lesson_without_steps_is_refused(tmp_path: Path) -> None:
    text = LESSON[: LESSON.index("steps:")] + "steps: []\n"
    (problem,) = read(text, tmp_path / "lesson.yaml").problems
    assert problem.message == "The lesson has no steps."


def test_a_guess_asks_about_an_expression(tmp_path: Path) -> None:
    text = LESSON.replace("    code: x", "    guess: {ask: How many?, about: x = 1}\n    code: x")
    (problem,) = read(text, tmp_path / "lesson.yaml").problems
    assert problem.message.startswith("This expression does not parse")


def test_glossary_entries_are_there_once_and_point_at_each_other(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(
        "- {id: loss, term: Loss, text: What is left., see_also: [mse]}\n- {id: loss, term: Loss, text: ''}\n"
    )
    assert [problem.message for problem in read_glossary(tmp_path).problems] == [
        "There is no glossary entry `mse`.",
        "`loss` is already the id of entry 1.",
        "`loss` has no text.",
    ]


def test_error_entries_have_patterns_that_compile_and_groups_that_exist(tmp_path: Path) -> None:
    (tmp_path / "errors.yaml").write_text(
        "- {id: a, message: '(', say: Text.}\n"
        "- {id: b, message: 'name (?P<name>\\w+)', say: '`{name}` and `{other}`.'}\n"
    )
    first, second = read_errors(tmp_path).problems
    assert first.message.startswith("The pattern of `a` does not compile")
    assert second.message == "`{other}` is no named group of this entry."
