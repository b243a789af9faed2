"""Nearly every line of real code is taken for code, and nearly every question for a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.answers.questions import questions
from tests.core.corpus import Typed, docstring_lines, lesson_lines
from tutor.answers.glossary.entries import Glossary
from tutor.commands import COMMANDS
from tutor.core.parsing import Code, Line, Question, parse
from tutor.storage.lessons import lessons_directory, load_glossary

KNOWS = Glossary(load_glossary(lessons_directory())).knows
NAMES = frozenset({"np", "plt", "tf", "keras", "values_x", "values_y", "model", "history", "x", "y", "line"})
"""What a learner has made in the middle of a lesson."""


def routed(line: str, names: frozenset[str] = NAMES) -> Line:
    return parse(line, names, frozenset(COMMANDS), KNOWS)


@pytest.mark.parametrize(
    ("read", "at_least"), [(lesson_lines, 100), (docstring_lines, 4000)], ids=["lessons", "libraries"]
)
def test_code_is_taken_for_code(read: Callable[[], Iterator[Typed]], at_least: int) -> None:
    lines = list(read())
    wrong = [line for line, names in lines if not isinstance(routed(line, names), Code)]
    assert len(lines) >= at_least
    assert len(wrong) <= 0.006 * len(lines), wrong


def test_questions_are_taken_for_questions() -> None:
    asked = [question for kind in questions().values() for question in kind]
    asked += [question.rstrip("?") for question in asked]
    wrong = [question for question in asked if not isinstance(routed(question), Question)]
    assert len(asked) >= 200
    assert len(wrong) <= 0.01 * len(asked), wrong


def test_at_least_99_of_100_lines_are_taken_for_what_they_are() -> None:
    kind, lines, wrong = "", 0, []
    for text in (Path(__file__).parent / "routing.txt").read_text(encoding="utf-8").splitlines():
        if text in ("[code]", "[question]", "[command]"):
            kind = text[1:-1]
        elif kind:
            lines += 1
            found = type(routed(text)).__name__.lower().removesuffix("line")
            wrong += [(text, found)] if found != kind else []
    assert lines >= 300
    assert len(wrong) <= 0.01 * lines, wrong


@pytest.mark.parametrize("line", ["what is loss", "model.fit(x, y)", "hint", "epoch", "x", "?", "loss = 3"])
def test_each_kind_can_be_forced_whatever_the_line(line: str) -> None:
    assert routed(f"> {line}") == Code(line)
    assert routed(f"? {line}") == Question(line.lstrip("? "))
    assert type(routed(f"/{line}")).__name__ == "CommandLine"


def test_the_same_line_is_always_taken_for_the_same() -> None:
    assert [routed("epoch/batch") for _ in range(3)] == [Question("epoch/batch")] * 3
    assert routed("loss") == Question("loss")
    assert routed("loss", frozenset({"loss"})) == Code("loss"), "a name the learner has made is theirs"
