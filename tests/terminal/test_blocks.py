"""When Enter hands over, and what the next line begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.terminal.blocks import command_in, continuation, is_finished, next_indent

MODEL = """model = keras.Sequential([
    keras.Input(shape=(1,)),
    keras.layers.Dense(units=1),
])
model.summary()"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "x = 1",
        "x = 1; y = 2",
        "for i in range(3): print(i)",
        "x = [\n    1,\n]",
        "x = [\n    1,\n    2]",
        "def f():\n    return 1\n",
        "/hint",
        "/goto (1",
        "? what is [loss",
        "What's a loss?",
        "what is (the loss",
        "x = 'abc",
        "%time x",
        "!ls",
        "x ===",
        "x = (1,\n",
        "'''abc\n",
        "for i in x:\n    print(i)\nprint(2)",
        "\0",
        "x = 1 is 1",
    ],
)
def test_a_text_that_enter_hands_over(text: str) -> None:
    assert is_finished(text)


@pytest.mark.parametrize(
    "text",
    [
        "x = [",
        "model = keras.Sequential([\n    keras.Input(shape=(1,)),",
        "def f():",
        "def f():\n    return 1",
        "for i in x:\n    for j in y:\n        print(i)",
        "if x:\n    y\nelse:\n    z",
        "x = 1\nfor i in y:\n    print(i)",
        "x = \\",
        "'''abc",
        "@decorator",
        "f(1,",
    ],
)
def test_a_text_that_goes_on(text: str) -> None:
    assert not is_finished(text)


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_a_blank_line_always_ends_it(text: str) -> None:
    is_finished(text)
    assert is_finished(text + "\n")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("x = [\n/hint", "/hint"),
        ("x = [\n  /goto 3", "/goto 3"),
        ("/hint", None),
        ("x = (a\n/ b", None),
        ("x", None),
    ],
)
def test_a_command_is_found_in_the_middle_of_a_block(text: str, command: str | None) -> None:
    assert command_in(text) == command


@pytest.mark.parametrize(
    ("text", "indent"),
    [
        ("x = [", "    "),
        ("def f():", "    "),
        ("def f():  # why", "    "),
        ("def f():\n    if x:", "        "),
        ("x = [\n    1,", "    "),
        ("x = 1", ""),
    ],
)
def test_the_next_line_is_indented_as_python_is(text: str, indent: str) -> None:
    assert next_indent(text) == indent


def test_the_lesson_knows_the_indentation_of_its_own_lines() -> None:
    lines = MODEL.split("\n")
    assert next_indent(lines[0], MODEL) == "    "
    assert next_indent("\n".join(lines[:3]), MODEL) == ""


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("", "model = keras.Sequential(["),
        ("model = keras.Seq", "uential(["),
        ("model = keras.Sequential([\n    ke", "ras.Input(shape=(1,)),"),
        ("model = keras.Sequential([", ""),
        ("model.s", "ummary()"),
        ("something else", ""),
        ("keras", ""),
    ],
)
def test_the_grey_text_is_the_rest_of_the_lesson_s_line(typed: str, rest: str) -> None:
    assert continuation(typed, MODEL) == rest


def test_without_code_of_the_lesson_there_is_no_grey_text() -> None:
    assert continuation("", "") == "" and continuation("x", "") == ""


def test_a_cell_magic_waits_for_its_body() -> None:
    assert not is_finished("%%time")
    assert not is_finished("%%time\nmodel.fit(x, y)")
    assert is_finished("%%time\nmodel.fit(x, y)\n")
    assert is_finished("%%time\nmodel.fit(x, y)", in_one_piece=True)
    assert is_finished("%time model.fit(x, y)")
