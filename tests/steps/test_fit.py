"""What counts as an attempt to train."""

from __future__ import annotations

import pytest

from tutor.checks.history import HistoryCheck
from tutor.core.acts import acts_of
from tutor.steps.fit import FitStep

STEP = FitStep(
    id="train", code="history = model.fit(x, y, epochs=5)", expect=(HistoryCheck(history="history", epochs=5),)
)


@pytest.mark.parametrize(
    "code",
    [
        "model.fit(x, y)",
        "history = net.fit(x, y)",
        "history = 3",
        "make().fit(x, y)",
        "from tricks import fit; fit(model)",
        "net.fit(x, y); model.fit(x, y)",
        "for _ in range(3):\n    model.train_on_batch(x, y)",
    ],
)
def test_training_the_model_that_is_meant_is_an_attempt(code: str) -> None:
    assert STEP.attempts(acts_of(code))


@pytest.mark.parametrize(
    "code", ["net.fit(x, y)", "h = net.fit(x, y)", "scaler.fit(x)", "model.summary()", "x.shape"]
)
def test_training_another_model_or_only_looking_is_none(code: str) -> None:
    assert not STEP.attempts(acts_of(code))


def test_where_the_solution_trains_through_a_function_every_training_counts() -> None:
    step = FitStep(id="train", code="history = train(model)", expect=STEP.expect)
    assert step.attempts(acts_of("net.fit(x, y)"))
