"""The published schema says what the reader reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from msgspec import Struct

from tests.authoring.lesson_text import LESSON
from tutor.authoring.command import check_command
from tutor.authoring.schema import lesson_schema, schema_text
from tutor.checks import CHECKS
from tutor.core.protocols import Check
from tutor.exhibits import EXHIBITS
from tutor.session.scripted import ScriptedSession
from tutor.steps import KINDS
from tutor.storage.declared import Named
from tutor.storage.lessons import VOCABULARY, lessons_directory, read_course
from tutor.storage.nodes import Node, compose
from tutor.storage.scalars import plain
from tutor.storage.source import Source, source_of

VALIDATOR = Draft7Validator(lesson_schema())


def as_an_editor_reads_it(text: str) -> Any:
    """The file as YAML 1.2 sees it."""
    source = source_of(text.encode(), Path("lesson.yaml"))
    assert isinstance(source, Source)
    root = compose(source)
    assert isinstance(root, Node)
    return json.loads(json.dumps(plain(root)))


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(lesson_schema())


def test_the_published_schema_is_the_one_the_reader_has_now() -> None:
    published = (lessons_directory() / "lesson.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "python -m tutor schema > lessons/lesson.schema.json"


def test_the_command_prints_the_schema() -> None:
    written: list[str] = []
    check_command(["--schema"], ScriptedSession, written.append)
    assert json.loads("\n".join(written)) == lesson_schema()


def test_every_kind_of_step_check_and_exhibit_is_in_it() -> None:
    words = {f"step.{name}" for name in KINDS} | {f"check.{name}" for name in CHECKS}
    words |= {f"exhibit.{name}" for name in EXHIBITS}
    assert words <= set(lesson_schema()["definitions"])


def test_fields_carry_what_their_authors_say_of_them() -> None:
    definitions = lesson_schema()["definitions"]
    assert definitions["step.data"]["properties"]["accept"]["description"] == "Other routes that must pass, too."


def test_a_sound_lesson_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(as_an_editor_reads_it(LESSON))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("minutes: 5", "minutes: five"),
        ("kind: data", "kind: date"),
        ("- array: x", "- arry: x"),
        ("equals: [1, 2]", "equal: [1, 2]"),
        ("title: The line", "titel: The line"),
        ("show: [{table: [x]}]", "show: {table: [x]}"),
        ("hints: [Two numbers., The numbers 1 and 2.]", "hints: Two numbers."),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(before: str, after: str) -> None:
    assert before in LESSON
    assert list(VALIDATOR.iter_errors(as_an_editor_reads_it(LESSON.replace(before, after))))


def test_every_lesson_of_the_course_is_valid() -> None:
    directory = lessons_directory()
    for name in read_course(directory).get().lessons:
        text = (directory / name).read_text(encoding="utf-8")
        assert [error.message for error in VALIDATOR.iter_errors(as_an_editor_reads_it(text))] == [], name


def test_a_type_that_no_file_can_hold_is_a_mistake_of_ours() -> None:
    class Odd(Struct):
        """Holds what cannot be written down."""

        moment: complex

    with pytest.raises(TypeError, match="a file cannot hold"):
        lesson_schema({**VOCABULARY, Check: Named("check", {"odd": Odd})})
