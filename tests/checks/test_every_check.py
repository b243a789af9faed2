"""What must hold for each check, whatever it is asked and whatever it meets."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from tests.checks.worlds import AN_ERROR, EVERY_KIND, drawing
from tutor.checks import CHECKS
from tutor.checks.array import ArrayCheck
from tutor.checks.call import CallCheck
from tutor.checks.compiled import CompiledCheck
from tutor.checks.error import ErrorCheck
from tutor.checks.figure import FigureCheck
from tutor.checks.history import HistoryCheck
from tutor.checks.layers import LayersCheck
from tutor.checks.normalization import NormalizationCheck
from tutor.checks.numeric import Bounds
from tutor.checks.printed import PrintedCheck
from tutor.checks.python import PythonCheck
from tutor.checks.runs import RunsCheck, RunsExpected
from tutor.checks.scalar import ScalarCheck
from tutor.checks.text import TextCheck
from tutor.checks.value import ValueCheck
from tutor.checks.weights import WeightsCheck
from tutor.core.acts import acts_of
from tutor.core.execution import Status
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.verdict import Verdict

CASES: tuple[Check, ...] = (
    ArrayCheck(array="x", equals=(1, 2), length=2, shape=(2,), dtype="float", finite=True, minimum=0, maximum=9),
    ArrayCheck(array="x", equals=((1, 2), (3, 4))),
    ArrayCheck(array="x", same_length="y"),
    ScalarCheck(scalar="x", equals=3),
    ScalarCheck(scalar="x", near=70, within=0.5),
    TextCheck(text="x", equals="Hello", contains="l"),
    LayersCheck(layers="x", input_shape=(1,), output_shape=(1,), are=({"Dense": {"units": 1}}, "Flatten")),
    LayersCheck(layers="x", count=2, last_units=2, last_activation="softmax", parameters=3),
    CompiledCheck(compiled="x", loss="mse", optimizer={"Adam": {"learning_rate": 0.5}}, metrics=("mae",)),
    CompiledCheck(compiled="x", optimizer="SGD"),
    HistoryCheck(history="x", epochs=500, last={"loss": Bounds(below=0.5)}, first={"mae": Bounds(above=1)}),
    HistoryCheck(history="x", best={"loss": Bounds(above=5)}, falling=True),
    HistoryCheck(history="x", of="model", trained_on=("a", "b"), validated_on=("c", "d"), loss="mse"),
    HistoryCheck(history="runs[1]", trained_on=("any", "b"), optimizer="SGD", before=Bounds(below=1)),
    ArrayCheck(array="x", of="model", at="a"),
    ScalarCheck(scalar="x", same_as="y + 1"),
    NormalizationCheck(normalization="x", adapted_on="train_x"),
    LayersCheck(layers="x", adapted_on="train_x"),
    ValueCheck(value="last_result", near=70, within=0.5, of="model", at="[[20.0]]"),
    FigureCheck(figure="line", drawn=("2 * x + 30",)),
    WeightsCheck(weights="x", near=((2,), (30,)), within=(0.3, 5)),
    WeightsCheck(weights="x"),
    ValueCheck(value="last_result", near=70, within=0.5),
    ValueCheck(value="x.y", equals=(1, 2), shape=(2,)),
    PrintedCheck(printed="hello"),
    PrintedCheck(printed=r"\d+", regex=True),
    CallCheck(call="model.fit", arguments={"epochs": 500, "x": "values_x"}),
    FigureCheck(figure="line", at_least=2),
    ErrorCheck(error="TypeError", contains="data"),
    PythonCheck(python="x > 3"),
    RunsCheck(runs=RunsExpected(at_least=2, differ_in="learning_rate", best={"loss": Bounds(below=5)})),
)

PRINTED = ("", "hello 70.2")
CODES = ("", "x = 1", "model.fit(a, b, epochs=3)", "model.fit(*a, **b)", "def (", "history = model.fit(x, y)")


def test_every_check_is_among_the_cases() -> None:
    assert {type(check) for check in CASES} == set(CHECKS.values())


@pytest.mark.parametrize("name", CHECKS)
def test_the_first_field_of_a_check_has_its_name(name: str) -> None:
    record: Any = CHECKS[name]
    assert record.__struct_fields__[0] == name


@pytest.mark.parametrize("check", CASES, ids=lambda check: type(check).__name__)
def test_no_check_raises_whatever_it_meets_and_each_always_says_the_same(check: Check) -> None:
    figures, acts = drawing("line", "contour").figures, {code: acts_of(code) for code in CODES}
    for facts in product(EVERY_KIND, repeat=len(check.probes())):
        answers = dict(zip(check.probes(), facts, strict=True))
        for code, printed, error in product(CODES, PRINTED, (None, AN_ERROR)):
            outcome = Outcome(code, acts[code], Status.OK, printed, error, figures, answers)
            judgement = check.judge(outcome)
            assert judgement == check.judge(outcome)
            assert judgement.verdict in (Verdict.PASSED, Verdict.NOT_YET, Verdict.CHECK_FAILED)
            if judgement.verdict is Verdict.NOT_YET:
                assert_three_sentences(judgement.message)


@pytest.mark.parametrize("check", CASES, ids=lambda check: type(check).__name__)
def test_a_session_that_answers_nothing_is_no_pass(check: Check) -> None:
    judgement = check.judge(Outcome(""))
    assert judgement.verdict is Verdict.NOT_YET
    assert_three_sentences(judgement.message)


def assert_three_sentences(message: str) -> None:
    """What I saw, why it matters, what to do next, in plain marks."""
    sentences = re.split(r"(?<=[.?])\s+", message.strip())
    assert len(sentences) >= 3, message
    assert message.rstrip().endswith((".", "?")), message
    assert "!" not in message and "  " not in message, message
