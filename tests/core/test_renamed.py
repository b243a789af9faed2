"""The right object under another name is recognised, and its name offered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tutor.checks.array import ArrayCheck
from tutor.checks.history import HistoryCheck
from tutor.checks.layers import LayersCheck
from tutor.checks.python import PythonCheck
from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.execution import Error, Status
from tutor.core.facts import (
    ArrayFacts,
    Describe,
    Evaluate,
    Facts,
    FailedFacts,
    HistoryFacts,
    LayerFacts,
    MissingFacts,
    ModelFacts,
    ObjectFacts,
    Probe,
    ScalarFacts,
    TextFacts,
)
from tutor.core.judge import assess
from tutor.core.outcome import Outcome
from tutor.core.renamed import other_names
from tutor.core.verdict import Verdict
from tutor.steps.data import DataStep
from tutor.steps.fit import FitStep
from tutor.steps.inspect import InspectStep
from tutor.steps.model import ModelStep

PAIR = DataStep(
    id="points",
    code="values_x = np.array([1, 2]); values_y = np.array([3, 4])",
    expect=(ArrayCheck(array="values_x", equals=(1, 2)), ArrayCheck(array="values_y", equals=(3, 4))),
)
LOOSE = DataStep(id="scaled", code="scaled = x / 2", expect=(ArrayCheck(array="scaled", length=2),))
NEURON = ModelStep(
    id="neuron",
    code="model = keras.Sequential([keras.layers.Dense(1)])",
    expect=(LayersCheck(layers="model", are=({"Dense": {"units": 1}},)),),
)
TRAIN = FitStep(
    id="train", code="history = model.fit(x, y, epochs=5)", expect=(HistoryCheck(history="history", epochs=5),)
)


def array(*values: float) -> ArrayFacts:
    return ArrayFacts((len(values),), "float64", minimum=min(values), maximum=max(values), values=values)


def dense(units: int) -> ModelFacts:
    return ModelFacts(layers=(LayerFacts("Dense", "dense", {"units": units}),))


def judged(
    step: Step, code: str, names: Mapping[str, Facts], status: Status = Status.OK
) -> tuple[Verdict, str, str]:
    facts: dict[Probe, Facts] = {
        Describe(name): names.get(name, MissingFacts(name)) for name in (*names, *step.subjects)
    }
    error = Error("ValueError", "no") if status is Status.ERROR else None
    judgement = assess(step, Outcome(code, acts_of(code), status, error=error, facts=facts))
    return judgement.verdict, judgement.message, judgement.offer


def test_two_arrays_are_recognised_by_their_numbers_in_whatever_order_they_were_made() -> None:
    verdict, message, offer = judged(PAIR, "b = f(); a = g()", {"b": array(3, 4), "a": array(1, 2)})
    assert verdict is Verdict.NOT_ATTEMPTED and "`a` and `b` are what is asked for" in message
    assert offer == "values_x, values_y = a, b"


def test_a_model_under_another_name_is_no_wrong_answer() -> None:
    verdict, message, offer = judged(NEURON, "net = keras.Sequential([keras.layers.Dense(1)])", {"net": dense(1)})
    assert (verdict, offer) == (Verdict.NOT_ATTEMPTED, "model = net")
    assert message == "`net` is what is asked for. The next steps look for `model`, so give it that name."


def test_a_record_under_another_name_is_recognised() -> None:
    code = "h = model.fit(x, y, epochs=5)"
    assert judged(TRAIN, code, {"h": HistoryFacts(5)})[2] == "history = h"


@pytest.mark.parametrize(
    ("step", "code", "names"),
    [
        (PAIR, "a = f()", {"a": array(1, 2)}),
        (PAIR, "a = f(); b = g()", {"a": array(1, 2), "b": array(3, 5)}),
        (PAIR, "a = f(); b = g()", {"a": TextFacts("1 2"), "b": FailedFacts("X")}),
        (LOOSE, "z = 2 * x", {"z": array(2, 4)}),
        (NEURON, "net = keras.Sequential([keras.layers.Dense(2)])", {"net": dense(2)}),
        (NEURON, "net = keras.Sequential([keras.layers.Dense(1)])", {"net": dense(1), "model": dense(3)}),
        (TRAIN, "h = model.fit(x, y, epochs=4)", {"h": HistoryFacts(4)}),
    ],
)
def test_anything_else_is_not_recognised(step: Step, code: str, names: dict[str, Facts]) -> None:
    assert "what is asked for" not in judged(step, code, names)[1]


def test_code_that_fails_is_not_taken_for_done() -> None:
    assert judged(NEURON, "net = keras.Sequential([])", {"net": dense(1)}, Status.ERROR)[0] is Verdict.ERRORED


def test_nothing_more_is_asked_where_the_meant_names_are_bound() -> None:
    assert other_names(PAIR, acts_of("values_x = a = 1; values_y = 2")) == ()
    assert other_names(PAIR, acts_of("values_x = a = 1")) == (Describe("a"),)
    assert other_names(PAIR, acts_of("print(values_x)")) == ()


def test_what_only_an_expression_looks_at_is_recognised_too() -> None:
    check = PythonCheck(python="'layer' in globals() and layer.mean > 3")
    step = InspectStep(id="x", code="layer = Normalization()\nlayer.adapt(x)", expect=(check,))
    code = "norm = Normalization(); norm.adapt(x)"
    asked = Evaluate("'norm' in globals() and norm.mean > 3")
    assert asked in other_names(step, acts_of(code))
    facts: dict[Probe, Facts] = {
        Describe("layer"): MissingFacts("layer"),
        Describe("norm"): ObjectFacts("Normalization"),
        asked: ScalarFacts(True, "bool"),
    }
    judgement = assess(step, Outcome(code, acts_of(code), facts=facts))
    assert judgement.verdict is Verdict.NOT_ATTEMPTED and judgement.offer == "layer = norm"
    facts[asked] = ScalarFacts(False, "bool")
    assert assess(step, Outcome(code, acts_of(code), facts=facts)).offer == ""


def test_giving_the_name_that_is_meant_is_an_attempt() -> None:
    check = PythonCheck(python="layer.mean > 3")
    step = InspectStep(id="x", code="layer = Normalization()\nlayer.adapt(x)", expect=(check,))
    facts: dict[Probe, Facts] = {Evaluate(check.python): ScalarFacts(True, "bool")}
    assert assess(step, Outcome("layer = norm", acts_of("layer = norm"), facts=facts)).passed
    for code in ("layer = norm + 1", "other = norm", "layer.a = norm", ""):
        assert assess(step, Outcome(code, acts_of(code), facts=facts)).verdict is Verdict.NOT_ATTEMPTED
