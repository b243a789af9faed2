"""Sessions to judge, made of facts alone: a name here, an object there, and the line that was typed."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.drawings import Axes, Figure, Series
from tutor.core.execution import Error
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    DatasetFacts,
    Describe,
    Facts,
    FailedFacts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    MissingFacts,
    ModelFacts,
    NothingFacts,
    ObjectFacts,
    Result,
    ResultFacts,
    ScalarFacts,
    TextFacts,
    VariablesFacts,
)
from tutor.core.origins import PartFacts, RowsFacts, RunFacts
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.verdict import Judgement


def array(*values: Any, shape: tuple[int, ...] | None = None, **fields: Any) -> ArrayFacts:
    """An array as the runtime describes it; one-dimensional unless `shape` says otherwise."""
    numbers = [value for value in values if isinstance(value, (int, float)) and value - value == 0]
    given: dict[str, Any] = {
        "shape": shape if shape is not None else (len(values),),
        "dtype": "float64",
        "minimum": min(numbers, default=None),
        "maximum": max(numbers, default=None),
        "finite": len(numbers) == len(values),
        "values": values,
    }
    return ArrayFacts(**(given | fields))


def dense(units: int = 1, parameters: int = 2, **config: Any) -> LayerFacts:
    settings = {"units": units, "activation": "linear", **config}
    return LayerFacts("Dense", "dense", settings, (None, units), parameters)


def model(*layers: LayerFacts, weight: float = 1.2, bias: float = 0.0, **fields: Any) -> ModelFacts:
    """One linear neuron, unless told otherwise."""
    given: dict[str, Any] = {
        "built": True,
        "layers": layers or (dense(),),
        "input_shape": (None, 1),
        "output_shape": (None, 1),
        "parameters": 2,
        "trainable": 2,
        "weights": (array(weight, shape=(1, 1)), array(bias, shape=(1,))),
        "weight_names": ("kernel", "bias"),
    }
    return ModelFacts(**(given | fields))


def compiled(loss: str | None = "mean_squared_error", rate: object = 0.1, **fields: Any) -> ModelFacts:
    given: dict[str, Any] = {"optimizer": "Adam", "optimizer_config": {"learning_rate": rate}}
    return model(compiled=CompiledFacts(loss, **(given | fields)))


def history(*losses: float, epochs: int | None = None, **metrics: MetricFacts) -> HistoryFacts:
    loss = MetricFacts(losses[0], losses[-1], min(losses), losses.index(min(losses)) + 1, losses)
    return HistoryFacts(len(losses) if epochs is None else epochs, 1.5, {"loss": loss, **metrics})


def session(code: str = "", **variables: Facts) -> Outcome:
    """What is known after a line: its acts, and the facts of these names."""
    return Outcome(code, acts_of(code), facts={Describe(name): facts for name, facts in variables.items()})


def result(value: Facts | None = None, printed: str = "", **fields: Any) -> Outcome:
    """What is known after a line that came to something."""
    facts = ResultFacts(value or NothingFacts(), **fields)
    return Outcome("", printed=printed, facts={Result(): facts})


def drawing(*kinds: str) -> Outcome:
    axes = Axes(tuple(Series(kind, (0.0, 1.0), (0.0, 1.0)) for kind in kinds))
    return Outcome("plt.plot(x)", figures=(Figure((axes,)),))


def message(check: Check, outcome: Outcome) -> str:
    """What the learner reads; fails when there is nothing to read because the check passed."""
    judgement: Judgement = check.judge(outcome)
    assert not judgement.passed
    return judgement.message


PART = PartFacts(6, "1", "2", "3")

EVERY_KIND: tuple[Facts, ...] = (
    MissingFacts("x"),
    FailedFacts("RuntimeError", "no"),
    NothingFacts(),
    ScalarFacts(3.0),
    ScalarFacts(True, "bool"),
    ScalarFacts(float("nan")),
    TextFacts("hello", 5),
    TextFacts("", 0),
    array(1.0, 2.0),
    array(),
    array(1.0, 2.0, holder="list"),
    array("a", "b", dtype="object"),
    array(float("nan"), float("inf")),
    array(0.0, shape=(60, 60), dtype="uint8"),
    array(*(0.0 for _ in range(8)), shape=(2, 2, 2)),
    dense(),
    model(),
    model(layers=()),
    model(built=False, input_shape=None, output_shape=None, weights=(), weight_names=()),
    compiled(),
    compiled(loss=None, rate="ExponentialDecay"),
    compiled(loss="mean_sqared_error", loss_known=False),
    history(3.0, 2.0, 1.0),
    history(float("nan")),
    HistoryFacts(),
    DatasetFacts(),
    replace(
        history(3.0, 2.0), run=RunFacts(("model",), "m", 5, 5, None, PART, PART, True, "train_x", "y", "test_x")
    ),
    replace(history(3.0, 2.0), run=RunFacts()),
    RowsFacts((PART, PartFacts(3, "a", "b", "c"))),
    RowsFacts((None,)),
    ObjectFacts("function"),
    ResultFacts(),
    ResultFacts(ScalarFacts(70.0), (array(70.0, shape=(1, 1)),), (TextFacts("a"),)),
    VariablesFacts({"x": ScalarFacts(1)}),
)

AN_ERROR = Error("ValueError", "Unrecognized data type: x=[20.0]")
