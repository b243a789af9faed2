"""Lines from a pipe, gathered into blocks."""

from __future__ import annotations

import io

import pytest

from tutor.terminal.input import Input
from tutor.terminal.plain_input import PlainInput


def everything(text: str) -> list[str]:
    """All that is read from `text`, until it ends."""
    source: Input = PlainInput(io.StringIO(text), io.StringIO())
    found: list[str] = []
    while True:
        try:
            found.append(source.read())
        except EOFError:
            return found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x = 1\ny = 2\n", ["x = 1", "y = 2"]),
        ("\n\nx = 1\n", ["", "", "x = 1"]),
        ("x = [\n    1,\n]\ny\n", ["x = [\n    1,\n]", "y"]),
        ("for i in x:\n    print(i)\n\ny\n", ["for i in x:\n    print(i)", "y"]),
        ("for i in x:\n    print(i)\nprint(2)\n", ["for i in x:\n    print(i)\nprint(2)"]),
        ("x = [1,\n\ny\n", ["x = [1,", "y"]),
        ("x = '''\n\ny\n", ["x = '''", "y"]),
        ("x = [1,\n/hint\ny\n", ["/hint", "y"]),
        ("def f():\n    return 1", ["def f():\n    return 1"]),
        ("x = [1,", ["x = [1,"]),
        ("x = 1\r\ny\r\n", ["x = 1", "y"]),
        ("What's a loss?\n/hint\n", ["What's a loss?", "/hint"]),
        ("", []),
    ],
)
def test_lines_are_gathered_as_python_does_it(text: str, read: list[str]) -> None:
    assert everything(text) == read


def test_a_pipe_is_not_prompted() -> None:
    output = io.StringIO()
    PlainInput(io.StringIO("x = [\n1]\n"), output).read()
    assert output.getvalue() == ""


def test_a_person_is_prompted_line_by_line() -> None:
    output = io.StringIO()
    PlainInput(io.StringIO("x = [\n1]\n"), output, prompts=True).read()
    assert output.getvalue() == ">>> ... "


def test_the_learner_s_input_is_asked_with_its_own_words() -> None:
    output = io.StringIO()
    assert PlainInput(io.StringIO("Ada\n"), output).ask("name? ") == "Ada" and output.getvalue() == "name? "


def test_asking_at_the_end_of_the_stream_is_leaving() -> None:
    with pytest.raises(EOFError):
        PlainInput(io.StringIO(""), io.StringIO()).ask("name? ")


def test_where_somebody_types_an_empty_line_that_waits_behind_a_paste_runs_nothing() -> None:
    times = iter([0.0, 5.0, 5.0, 5.01, 5.02, 9.0, 9.0, 12.0])
    lines = io.StringIO("x = 1\n\ny = 2\n\n")
    reader = PlainInput(lines, io.StringIO(), prompts=True, now=lambda: next(times))
    assert [reader.read(), reader.read(), reader.read()] == ["x = 1", "y = 2", ""]
