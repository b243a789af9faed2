"""What the syntax of a piece of code lacks."""

from __future__ import annotations

import ast

import pytest

from tutor.core.syntax import closed, gap_in, missing_closers, syntax_problem, unclosed_quote

CUT_MODEL = "model = tf.keras.Sequential([\n    tf.keras.layers.Dense(units=1, input_shape=[1])"


@pytest.mark.parametrize(
    ("code", "closers"),
    [
        (CUT_MODEL, "\n])"),
        (CUT_MODEL + "\n", "\n])"),
        ("print(x", ")"),
        ("x = [(1, 2), {3: [4", "]}]"),
        ("print('(', x", ")"),
        ("f(  # one (\n  1  # two [", "\n)"),
        ("f(1  # comment", "\n)"),
        ('f("""(\n[""", x', "\n)"),
        ("print(x)", None),
        ("x = 1)", None),
        ("x = [1)", None),
        ("print('x", None),
        ("f(1 2", None),
        ("'it\\'s (' + f(", ")"),
    ],
)
def test_open_brackets_are_closed_in_their_order(code: str, closers: str | None) -> None:
    assert missing_closers(code) == closers
    if closers:
        ast.parse(code.rstrip() + closers)


def test_a_model_pasted_without_its_end_is_closed_before_the_next_statement() -> None:
    rest = "model.compile(loss='mse')\nhistory = model.fit(values_x, values_y)"
    assert closed(f"{CUT_MODEL}\n{rest}") == f"{CUT_MODEL}\n])\n{rest}"


def test_a_bracket_open_at_the_end_is_closed_there() -> None:
    assert closed(CUT_MODEL) == f"{CUT_MODEL}\n])"
    assert closed("x = [\n1,\n2\n") == "x = [\n1,\n2\n]"


def test_sound_code_needs_no_closing() -> None:
    assert closed("x = [1]") is None
    assert closed("x = 1]") is None


@pytest.mark.parametrize(
    ("code", "quote"),
    [
        ("print('x", "'"),
        ('x = "abc', '"'),
        ('x = """abc\ndef', '"""'),
        ("x = '''abc'", "'''"),
        ("x = 'abc'", None),
        ("x = 'it\\'s'", None),
        ("# it's a comment", None),
        ('x = "it\'s"', None),
        ("x = 'a\ny = 1", "'"),
    ],
)
def test_an_unclosed_quote_is_found(code: str, quote: str | None) -> None:
    assert unclosed_quote(code) == quote


@pytest.mark.parametrize(
    ("code", "line", "part"),
    [
        ("x = 1\nx = (1", 2, "never closed"),
        ("return 3", 1, "outside function"),
        ("for i in x\n  pass", 1, "expected ':'"),
        ("x = 1\x00", 1, "null"),
    ],
)
def test_a_syntax_problem_has_a_line_and_a_message(code: str, line: int, part: str) -> None:
    found = syntax_problem(code)
    assert found is not None
    assert found[0] == line
    assert part in found[1]


@pytest.mark.parametrize("code", ["x = 1", "", "!ls", "%time x", "await f()", "if 1 is 1: pass"])
def test_what_the_kernel_understands_is_no_problem(code: str) -> None:
    assert syntax_problem(code) is None


def test_what_is_to_be_filled_in_is_found() -> None:
    assert gap_in("model = Sequential([\n    # YOUR CODE HERE\n") == "# YOUR CODE HERE"
    assert gap_in("x = np.array([____])") == "____"
    assert gap_in("def f(x):\n    # TODO: return the mean") == "# TODO: return the mean"
    assert gap_in("x_ = a__b  # your own code") == ""
