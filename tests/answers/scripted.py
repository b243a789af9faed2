"""Facts of a line that has been trained, as a session would tell them."""

from __future__ import annotations

import math

from msgspec.structs import replace

from tutor.core.facts import ArrayFacts, CompiledFacts, Facts, HistoryFacts, LayerFacts, MetricFacts, ModelFacts

X = ArrayFacts((6,), "float64", minimum=-10.0, maximum=15.0, values=(-10.0, 0.0, 2.0, 6.0, 12.0, 15.0))
LINE = LayerFacts("Dense", "dense", {"units": 1, "activation": "linear"}, (None, 1), 2)
ADAM = CompiledFacts("mean_squared_error", optimizer="Adam", optimizer_config={"learning_rate": 0.1})
MODEL = ModelFacts(
    built=True,
    layers=(LayerFacts("InputLayer"), LINE),
    input_shape=(None, 1),
    output_shape=(None, 1),
    parameters=2,
    trainable=2,
    compiled=ADAM,
    weights=(
        ArrayFacts((1, 1), "float32", "Variable", 2.12, 2.12, values=(2.12,)),
        ArrayFacts((1,), "float32", "Variable", 27.4, 27.4, values=(27.4,)),
    ),
    weight_names=("kernel", "bias"),
    trained_epochs=500,
)
NEW = replace(MODEL, trained_epochs=0)
LARGE = replace(MODEL, weights=(), parameters=101_770, trainable=101_000)


def metric(*curve: float) -> MetricFacts:
    finite = [value for value in curve if not math.isnan(value)] or [curve[0]]
    return MetricFacts(curve[0], curve[-1], min(finite), curve.index(min(finite)) + 1, curve)


def history(seconds: float | None = 2.5, **curves: tuple[float, ...]) -> HistoryFacts:
    columns = {name: metric(*curve) for name, curve in curves.items()}
    return HistoryFacts(len(curves["loss"]), seconds, columns)


FALLING = history(loss=(1195.0, 400.0, 100.0, 25.0))


def trained(known: HistoryFacts, model: ModelFacts = MODEL) -> dict[str, Facts]:
    return {"model": model, "history": known}
