"""What a line comes to: its value, what it printed, called, drew or raised."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.worlds import AN_ERROR, array, drawing, message, result, session
from tutor.checks.call import CallCheck
from tutor.checks.error import ErrorCheck
from tutor.checks.figure import FigureCheck
from tutor.checks.printed import PrintedCheck
from tutor.checks.python import PythonCheck
from tutor.checks.scalar import ScalarCheck
from tutor.checks.text import TextCheck
from tutor.checks.value import ValueCheck
from tutor.core.facts import Evaluate, Facts, FailedFacts, NothingFacts, Result, ScalarFacts, TextFacts
from tutor.core.outcome import Outcome
from tutor.core.verdict import Verdict

SEVENTY = ValueCheck(value="last_result", near=70.0, within=0.5)
ROUTES = [
    pytest.param(result(array(70.05, shape=(1, 1))), id="the value of the line"),
    pytest.param(result(array(70.05)), id="one axis"),
    pytest.param(result(ScalarFacts(70.05)), id="a number"),
    pytest.param(result(predictions=(array(70.05, shape=(1, 1)),)), id="print(model.predict(...))"),
    pytest.param(result(bound=(TextFacts("a"), array(70.05))), id="answer = model.predict(...)"),
    pytest.param(result(printed="At 20 the model says 70.05."), id="printed"),
    pytest.param(result(printed="[[70.05354]]\n"), id="printed as an array"),
]


@pytest.mark.parametrize("outcome", ROUTES)
def test_any_route_to_the_number_passes(outcome: Outcome) -> None:
    assert SEVENTY.judge(outcome).passed


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (result(array(62.3, shape=(1, 1))), "The result is 62.3; it should be near 70, give or take 0.5."),
        (result(array(62.3, shape=(1, 1))), "It is 7.7 too small."),
        (result(array(70.0, 27.0, shape=(2, 1))), "The result has 2 numbers; the step asks for 1."),
        (result(TextFacts("70")), "The result is a text, not a number."),
        (result(), "The result is not there."),
        (result(printed="1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 70ms/step"), "The result is not there."),
        (result(printed="took 70s, version v70"), "The result is not there."),
    ],
)
def test_the_message_says_what_the_line_came_to(outcome: Outcome, words: str) -> None:
    assert words in message(SEVENTY, outcome)


def test_several_numbers_are_compared_in_order() -> None:
    check = ValueCheck(value="last_result", near=(70.0, 30.0), within=0.5)
    assert check.judge(result(array(70.1, 29.9, shape=(2, 1)))).passed
    assert check.judge(result(printed="70.1 and 29.9")).passed
    assert not check.judge(result(array(29.9, 70.1, shape=(2, 1)))).passed


def test_the_shape_is_judged_when_it_is_asked_for() -> None:
    check = ValueCheck(value="last_result", near=70.0, within=0.5, shape=(1, 1))
    assert check.judge(result(array(70.0, shape=(1, 1)))).passed
    assert "has the shape (1,)" in message(check, result(array(70.0)))


def test_a_value_may_be_any_expression() -> None:
    check = ValueCheck(value="history.history['loss'][-1]", equals=6.2)
    probe = Evaluate("history.history['loss'][-1]")
    assert check.probes() == [probe] and check.subject == ""
    assert check.judge(Outcome("", facts={probe: ScalarFacts(6.2)})).passed
    assert "KeyError: loss" in message(check, Outcome("", facts={probe: FailedFacts("KeyError", "loss")}))


def test_a_result_that_could_not_be_asked_for_is_our_mistake() -> None:
    judgement = SEVENTY.judge(Outcome("", facts={Result(): FailedFacts("TimeoutError")}))
    assert judgement.verdict is Verdict.CHECK_FAILED


@pytest.mark.parametrize(
    ("asked", "facts", "passes"),
    [
        ({}, ScalarFacts(3), True),
        ({"equals": 3}, ScalarFacts(3.0), True),
        ({"equals": 3}, ScalarFacts(3.1), False),
        ({"equals": 1}, ScalarFacts(True, "bool"), True),
        ({"near": 70, "within": 0.5}, ScalarFacts(70.4), True),
        ({"near": 70, "within": 0.5}, ScalarFacts(float("nan")), False),
        ({"near": 70, "within": 0.5}, array(70.4, shape=(1, 1)), True),
        ({}, array(1.0, 2.0), False),
        ({}, TextFacts("3"), False),
    ],
)
def test_a_scalar_is_judged(asked: dict[str, Any], facts: Facts, passes: bool) -> None:
    assert ScalarCheck(scalar="w", **asked).judge(session(w=facts)).passed is passes


@pytest.mark.parametrize(
    ("asked", "text", "passes"),
    [
        ({"equals": "Regression"}, " regression ", True),
        ({"equals": "Regression"}, "classification", False),
        ({"contains": "LINE"}, "a line", True),
        ({"contains": "curve"}, "a line", False),
    ],
)
def test_a_text_is_judged(asked: dict[str, Any], text: str, passes: bool) -> None:
    assert TextCheck(text="kind", **asked).judge(session(kind=TextFacts(text, len(text)))).passed is passes


@pytest.mark.parametrize(
    ("check", "printed", "passes"),
    [
        (PrintedCheck(printed="x: -10 y: 10"), "X: -10   Y: 10\nX: 0 Y: 30\n", True),
        (PrintedCheck(printed="Y: 60"), "X: -10 Y: 10\n", False),
        (PrintedCheck(printed=r"Y: \d+$", regex=True), "X: 0 Y: 30", True),
        (PrintedCheck(printed=r"y: \d+$", regex=True), "X: 0 Y: 30", False),
    ],
)
def test_what_was_printed_is_judged(check: PrintedCheck, printed: str, passes: bool) -> None:
    assert check.judge(Outcome("", printed=printed)).passed is passes


def test_a_broken_regular_expression_is_refused() -> None:
    with pytest.raises(ValueError, match="not a regular expression"):
        PrintedCheck(printed="(", regex=True)


FIT = CallCheck(call="model.fit", arguments={"epochs": 500, "verbose": False})


@pytest.mark.parametrize(
    ("check", "code", "passes"),
    [
        (FIT, "history = model.fit(x, y, epochs=500, verbose=0)", True),
        (FIT, "history = model.fit(x, y, 32, 500, False)", True),
        (FIT, "model.fit(x, y, epochs=n, verbose=False)", True),
        (FIT, "model.fit(x, y, **settings)", True),
        (FIT, "model.fit(x, y, epochs=50, verbose=False)", False),
        (FIT, "model.fit(x, y, epochs=500)", False),
        (FIT, "other.fit(x, y, epochs=500, verbose=False)", False),
        (FIT, "model.fit(x, y, epochs=50); model.fit(x, y, epochs=500, verbose=False)", True),
        (FIT, "model.fit", False),
        (FIT, "model.fit(", False),
        (CallCheck(call="fit", arguments={"x": "values_x"}), "m.fit(values_x, values_y)", True),
        (CallCheck(call="fit", arguments={"x": "values_x"}), "m.fit(values_y, values_x)", False),
        (CallCheck(call="Dense", arguments={"units": 1}), "tf.keras.layers.Dense(1)", True),
        (CallCheck(call="Adam", arguments={"learning_rate": 0.1}), "keras.optimizers.Adam(1e-1)", True),
        (CallCheck(call="plot", arguments={"color": "red"}), "plt.plot(y, 'r')", True),
    ],
)
def test_a_call_is_judged_by_its_bound_arguments(check: CallCheck, code: str, passes: bool) -> None:
    assert check.judge(session(code)).passed is passes


@pytest.mark.parametrize(
    ("check", "drawn", "passes"),
    [
        (FigureCheck(figure="line"), ("line",), True),
        (FigureCheck(figure="line", at_least=2), ("line", "points", "line"), True),
        (FigureCheck(figure="line", at_least=2), ("line", "points"), False),
        (FigureCheck(figure="any"), ("contour",), True),
        (FigureCheck(figure="bars"), (), False),
    ],
)
def test_what_was_drawn_is_judged(check: FigureCheck, drawn: tuple[str, ...], passes: bool) -> None:
    assert check.judge(drawing(*drawn)).passed is passes


def test_what_cannot_be_drawn_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="known: any, line"):
        FigureCheck(figure="pie")


@pytest.mark.parametrize(
    ("check", "passes"),
    [
        (ErrorCheck(error="ValueError", contains="unrecognized DATA type"), True),
        (ErrorCheck(error="any"), True),
        (ErrorCheck(error="TypeError"), False),
        (ErrorCheck(error="ValueError", contains="shape"), False),
    ],
)
def test_an_error_is_judged(check: ErrorCheck, passes: bool) -> None:
    assert check.judge(Outcome("", error=AN_ERROR)).passed is passes
    assert not check.judge(Outcome("")).passed


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        (ScalarFacts(True, "bool"), True),
        (ScalarFacts(0), False),
        (TextFacts(""), False),
        (NothingFacts(), False),
        (array(True, True, dtype="bool"), True),
        (array(True, False, dtype="bool"), False),
        (FailedFacts("NameError", "name 'x' is not defined"), False),
    ],
)
def test_an_expression_is_judged_by_its_truth(facts: Facts, passes: bool) -> None:
    assert PythonCheck(python="x").judge(Outcome("", facts={Evaluate("x"): facts})).passed is passes


def test_an_expression_has_words_of_its_own_and_repeats_the_learners_error() -> None:
    check = PythonCheck(python="x > 3", message="x is small. It must grow. Add to it.\n")
    assert message(check, Outcome("", facts={Evaluate("x > 3"): ScalarFacts(False)})) == check.message.strip()
    failed = FailedFacts("NameError", "name 'x' is not defined")
    judgement = check.judge(Outcome("", facts={Evaluate("x > 3"): failed}))
    assert judgement.verdict is Verdict.NOT_YET
    assert "NameError: name 'x' is not defined." in judgement.message


def test_an_expression_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Python expression"):
        PythonCheck(python="x = 3")


@pytest.mark.parametrize(
    ("value", "side"), [(-1540.0, "above"), (-600.0, "above"), (0.0, "below"), (12.0, "below")]
)
def test_a_wrong_number_is_told_on_which_side_the_right_one_lies(value: float, side: str) -> None:
    check = ScalarCheck(scalar="slope", near=-589.3, within=1)
    assert f"What the step asks for lies {side} that." in message(check, session(slope=ScalarFacts(value)))
