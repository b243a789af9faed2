"""What was typed in is no result, however right; what comes to the same by any route is."""

from __future__ import annotations

import pytest

from tutor.checks.array import ArrayCheck
from tutor.checks.scalar import ScalarCheck
from tutor.checks.value import ValueCheck
from tutor.core.course import Step
from tutor.core.handmade import typed_in
from tutor.core.outcome import Outcome
from tutor.steps.data import DataStep
from tutor.steps.predict import PredictStep

FLOOR = DataStep(id="floor", code="floor = np.mean(errors ** 2)", expect=(ScalarCheck(scalar="floor", near=9.5),))
ASK = PredictStep(
    id="ask",
    code="model.predict(np.array([[20.0]]))",
    expect=(ValueCheck(value="last_result", of="model", at="[[20.0]]"),),
)
ANSWERS = PredictStep(
    id="answers",
    code="answers = net.predict(questions)",
    expect=(ArrayCheck(array="answers", of="net", at="questions"),),
)
COUNTED = DataStep(
    id="updates",
    code="updates = 200 / sizes",
    accept=("updates = [4000, 20]",),
    expect=(ArrayCheck(array="updates", equals=(4000, 20)),),
)
GIVEN = DataStep(id="w", code="w = 2", expect=(ScalarCheck(scalar="w"),))


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (FLOOR, "floor = 9.5"),
        (FLOOR, "floor = np.float64(-9.5)"),
        (FLOOR, "floor = 9.5 * 1"),
        (FLOOR, "value = 9.5\nfloor = value"),
        (FLOOR, "a, floor = 1, round(9.5036, 1)"),
        (ASK, "70"),
        (ASK, "print(70.0)"),
        (ASK, "np.array([[70.0]])"),
        (ASK, "2 * 20 + 30"),
        (ASK, "prediction = 2 * 20 + 30"),
        (ANSWERS, "answers = np.sin(2 * np.array([1.0, 2.0]))"),
        (ANSWERS, "x = np.array([1.0])\nanswers = x * 2"),
        (ANSWERS, "answers = np.array([1.0, 2.0]).reshape(-1, 1)"),
    ],
)
def test_a_number_that_was_typed_in_is_no_result(step: Step, code: str) -> None:
    judgement = typed_in(step, Outcome(code))
    assert judgement is not None and judgement.message.count(". ") == 2


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (FLOOR, "floor = np.mean(errors * errors)"),
        (FLOOR, "floor = 0\nfor each in errors: floor += each ** 2"),
        (FLOOR, "total = 9.0\ntotal += errors[0]\nfloor = total"),
        (FLOOR, "floor = (1800.7 + 99.5) / 200"),
        (FLOOR, "floor = np.full(6, 20.0)"),
        (FLOOR, "def floor_of(x): return 9.5\nfloor = floor_of(1)"),
        (ASK, "model(np.array([[20.0]]))"),
        (ASK, "w, b = model.get_weights(); 20 * w + b"),
        (ASK, "x = 20.0\nprediction = model.predict(np.array([[x]]))"),
        (ANSWERS, "answers = []\nfor x in (1.0, 2.0): answers.append(net(x))"),
        (ANSWERS, "answers = [0, 0]\nanswers[0] = net(1.0)"),
        (ANSWERS, "answers = net.predict(np.array([[1.0], [2.0]])).round(3)"),
        (ANSWERS, "answers = np.round(net(np.array([[1.0], [2.0]])), 2).reshape(-1)"),
        (COUNTED, "updates = [4000, 20]"),
        (GIVEN, "w = 2.0"),
        (FLOOR, "floor ="),
    ],
)
def test_what_was_worked_out_is_a_result(step: Step, code: str) -> None:
    assert typed_in(step, Outcome(code)) is None


def test_a_value_from_an_earlier_line_of_the_step_was_typed_in_all_the_same() -> None:
    cells = ("value = 9.5", "floor = value")
    assert typed_in(FLOOR, Outcome(cells[-1], here=cells)) is not None
    worked_out = ("value = np.mean(errors ** 2)", "floor = value")
    assert typed_in(FLOOR, Outcome(worked_out[-1], here=worked_out)) is None
