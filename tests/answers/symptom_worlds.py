"""Sessions in which a training went one way or another, told in facts alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tutor.answers.world import World, look
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    Evaluate,
    Facts,
    Happened,
    HappenedFacts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    ModelFacts,
    Predict,
    Probe,
    ScalarFacts,
    Trainings,
)
from tutor.core.happened import AskedFacts, FitFacts, GivenFacts, HandledFacts
from tutor.session.scripted import ScriptedSession

Row = float | Sequence[float]
Layers = Sequence[tuple[str, dict[str, Any]]]

X = (-10.0, 0.0, 2.0, 6.0, 12.0, 15.0)
Y = (10.0, 30.0, 34.0, 42.0, 54.0, 60.0)
LINE: Layers = (("Dense", {"units": 1, "activation": "linear", "use_bias": True}),)


def dense(units: int, activation: str = "linear", **more: Any) -> tuple[str, dict[str, Any]]:
    return "Dense", {"units": units, "activation": activation, "use_bias": True, **more}


def array(values: Sequence[Row], dtype: str = "float64") -> ArrayFacts:
    rows = [tuple(each) if isinstance(each, Sequence) else (each,) for each in values]
    shape = (len(rows), len(rows[0])) if isinstance(values[0], Sequence) else (len(rows),)
    flat = tuple(float(value) for row in rows for value in row)
    known = [value for value in flat if math.isfinite(value)]
    return ArrayFacts(
        shape, dtype, minimum=min(known), maximum=max(known), finite=len(known) == len(flat), values=flat
    )


def given(values: Sequence[Row], name: str, **more: Any) -> GivenFacts:
    facts = array(values)
    whole = len(facts.shape) == 1 and all(value == int(value) for value in facts.values)
    kinds = tuple(sorted({int(value) for value in facts.values})) if whole else ()
    lowest, highest = facts.minimum or 0.0, facts.maximum or 0.0
    return GivenFacts(
        facts.shape, name, minimum=lowest, maximum=highest, finite=facts.finite, **{"classes": kinds, **more}
    )


def metric(curve: Sequence[float], grows: bool = False) -> MetricFacts:
    finite = [value for value in curve if math.isfinite(value)] or [curve[0]]
    best = max(finite) if grows else min(finite)
    return MetricFacts(curve[0], curve[-1], best, list(curve).index(best) + 1, tuple(curve))


def world(
    *,
    x: Sequence[Row] = X,
    y: Sequence[Row] = Y,
    layers: Layers = LINE,
    loss: str = "mean_squared_error",
    logits: bool = False,
    optimizer: str = "SGD",
    rate: float | str = 0.001,
    metrics: tuple[str, ...] = (),
    said: Sequence[Sequence[float]] | None = None,
    weights: tuple[float, ...] = (2.0, 30.0),
    parameters: int | None = None,
    trainable: int | None = None,
    updates: int = 500,
    fits: int = 1,
    seconds: float | None = None,
    models: int = 1,
    fit: dict[str, Any] | None = None,
    asked: tuple[Sequence[Row], Sequence[Row]] | None = None,
    **curves: Sequence[float],
) -> World:
    """A session after a training; `loss_curve`, `val_loss_curve` and so on are its history.

    `fit` are fields of the FitFacts of the latest cell, None when that cell trained nothing; `asked` is what
    `predict` got and what `fit` had got.
    """
    columns = {
        name.removesuffix("_curve"): metric(curve, "acc" in name)
        for name, curve in ({"loss_curve": (10.0, 5.0)} | curves).items()
    }
    history = HistoryFacts(len(next(iter(columns.values())).curve), seconds, columns, fits)
    width = layers[-1][1].get("units")
    inputs = len(x[0]) if isinstance(x[0], Sequence) else 1
    count = parameters if parameters is not None else 2
    model = ModelFacts(
        built=True,
        layers=(
            LayerFacts("InputLayer"),
            *(LayerFacts(kind, kind.lower(), config, None, 2) for kind, config in layers),
        ),
        input_shape=(None, inputs),
        output_shape=(None, width),
        parameters=count,
        trainable=count if trainable is None else trainable,
        compiled=CompiledFacts(
            loss,
            loss_config={"from_logits": logits},
            optimizer=optimizer,
            optimizer_config={"learning_rate": rate},
            metrics=metrics,
        ),
        weights=tuple(
            ArrayFacts((1,), "float32", minimum=each, maximum=each, finite=math.isfinite(each), values=(each,))
            for each in weights
        ),
        trained_epochs=history.epochs,
    )
    facts: dict[str, Facts] = {"x": array(x), "y": array(y)}
    facts |= {f"model_{number}": model for number in range(1, models)}
    facts["model"] = model
    fitted = _fitted(x, y, history, fit) if fit is not None else None
    called = AskedFacts("m", given(asked[0], "new"), given(asked[1], "x")) if asked is not None else None
    replies: dict[Probe, Facts] = {
        Trainings("model"): history,
        Evaluate("int(model.optimizer.iterations)"): ScalarFacts(updates, "int"),
        Happened(): HappenedFacts(
            (HandledFacts("m", model, "model"),), (fitted,) if fitted else (), (called,) if called else ()
        ),
    }
    if said is not None:
        rows = tuple(tuple(map(float, row)) if isinstance(row, Sequence) else (float(row),) for row in x)
        replies[Predict("model", rows)] = array(said, "float32")
    found = look("", ScriptedSession(facts=facts, answers=replies))
    assert found is not None
    return found


def _fitted(x: Sequence[Row], y: Sequence[Row], history: HistoryFacts, fields: dict[str, Any]) -> FitFacts:
    more = dict(fields)
    inputs = given(x, "x", sizes=more.pop("sizes", ()))
    labels = given(y, "y", ordered=more.pop("ordered", False))
    return FitFacts("m", **{"x": inputs, "y": labels, "history": history, "epochs": history.epochs, **more})
