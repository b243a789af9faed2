"""What several answers read from the facts of a session in the same way."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.world import World
from tutor.core.doctor import curves
from tutor.core.events import Answered, Event
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    DatasetFacts,
    Facts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    ModelFacts,
)
from tutor.core.numbers import short
from tutor.core.runs import Runs, RunsFacts, ToldRun

NO_MODEL = "There is no model yet. `model = keras.Sequential([...])` makes one; ask me again then."
LARGE_VALUES = 100
"""Inputs beyond this make large gradients."""
LARGE_RATE = 10
"""Times the optimizer's default."""
DEFAULT_LEARNING_RATE = 0.001
"""Of Adam and most other Keras optimizers (their documentation)."""
DEFAULT_LEARNING_RATES = {"SGD": 0.01}
_METRICS = {"acc": "accuracy", "mae": "mean_absolute_error", "mse": "mean_squared_error"}


def default_learning_rate(compiled: CompiledFacts) -> float:
    """The learning rate that the optimizer has when none is given."""
    return DEFAULT_LEARNING_RATES.get(compiled.optimizer, DEFAULT_LEARNING_RATE)


def history_of(world: World) -> HistoryFacts:
    """The history of a subject that needs a training."""
    history = world.history()
    assert history is not None, "this subject needs a training"
    return history


def metric_asked(world: World, history: HistoryFacts) -> tuple[str, MetricFacts]:
    """The column that the question means: the loss, unless it names another one."""
    words = world.question.lower().replace("'", " ").replace("?", " ").split()
    asked = {_METRICS.get(word, word) for word in words} | set(words)
    validation = "val_" if any(word.startswith("val") for word in words) else ""
    for name, metric in history.metrics.items():
        if name.removeprefix("val_") in asked - {"loss"} and name.startswith(validation):
            return name, metric
    name = f"{validation}loss" if f"{validation}loss" in history.metrics else "loss"
    return name, history.metrics[name]


def finite(metric: MetricFacts) -> bool:
    return math.isfinite(metric.last)


def spoken(name: str) -> str:
    """`validation loss` for `val_loss`."""
    return name.replace("val_", "validation ").replace("_", " ")


def typical_error(world: World, name: str, metric: MetricFacts) -> str:
    """What a mean squared error is in the unit of y."""
    compiled = world.model.compiled if world.model else None
    if name not in ("loss", "val_loss") or compiled is None or compiled.loss != "mean_squared_error":
        return ""
    return f" Its root, {short(math.sqrt(metric.last), 3)}, is about how far off a prediction is."


def lost(world: World, history: HistoryFacts) -> Iterator[Event]:
    """What to say of a loss that is no number: since when, why, and what to do."""
    metric = history.metrics["loss"]
    good = next((place for place, value in enumerate(metric.curve) if not math.isfinite(value)), len(metric.curve))
    epoch = round(good * history.epochs / max(1, len(metric.curve)))
    when = f"It was still a number in epoch {epoch}." if epoch else "It was so from the first epoch."
    causes = list(causes_of_nan(world, metric)) or ["I see no cause in the data or in the learning rate."]
    after = "The weights are lost: build the model again before the next training."
    text = (
        f"The loss is {short(metric.last)}. {when}\n\n"
        + "\n".join(f"- {cause}" for cause in causes)
        + f"\n\n{after}"
    )
    yield Answered(world.question, text, ("loss is nan", "learning rate too high"))


def causes_of_nan(world: World, metric: MetricFacts) -> Iterator[str]:
    """What may have led to nan, the likeliest first."""
    arrays = {name: facts for name, facts in world.variables.items() if isinstance(facts, ArrayFacts)}
    yield from (
        f"`{name}` holds nan or infinity. Clean it first." for name, each in arrays.items() if not each.finite
    )
    for name, each in arrays.items():
        largest = max(abs(each.minimum or 0.0), abs(each.maximum or 0.0))
        if each.finite and largest > LARGE_VALUES:
            yield f"`{name}` holds values as large as {short(largest)}. Scale it down."
    compiled = world.model.compiled if world.model else None
    rate = compiled.optimizer_config.get("learning_rate") if compiled else None
    if compiled and isinstance(rate, int | float) and rate >= LARGE_RATE * default_learning_rate(compiled):
        usual = short(default_learning_rate(compiled))
        yield f"The learning rate {short(float(rate))} is large: {compiled.optimizer} uses {usual} by itself."
    numbers = [value for value in metric.curve if math.isfinite(value)]
    if len(numbers) > 1 and numbers[-1] > 10 * numbers[0]:
        yield f"The loss grew from {short(numbers[0])} to {short(numbers[-1])} first: the steps were too large."


def labels_of(world: World) -> ArrayFacts | None:
    """The array that is called y: `y`, `values_y`, `y_train`; the first of several."""
    arrays = {name: facts for name, facts in world.variables.items() if isinstance(facts, ArrayFacts)}
    return next((facts for name, facts in arrays.items() if "y" in name.lower().split("_")), None)


def compilation(world: World) -> CompiledFacts | Answered:
    """How the model is compiled, or the answer that it is not."""
    if world.model is not None and world.model.compiled is not None:
        return world.model.compiled
    text = (
        f"`{world.model_name}` is not compiled yet. `compile` gives it a loss, an optimizer and a learning rate."
    )
    return Answered(world.question, text, ("compile",))


def working(model: ModelFacts) -> list[LayerFacts]:
    """The layers that do something."""
    return [layer for layer in model.layers if layer.kind != "InputLayer"]


def layer_list(model: ModelFacts) -> str:
    return "\n".join(f"- {_described(layer)}" for layer in working(model))


def _described(layer: LayerFacts) -> str:
    units, activation = layer.config.get("units"), layer.config.get("activation")
    size = f" with {units} neuron{'s' * (units != 1)}" if isinstance(units, int) else ""
    bend = f", activation {activation}" if activation not in (None, "linear") else ""
    shape = f", gives out {layer.output_shape}" if layer.output_shape else ""
    return f"`{layer.name}`: {layer.kind}{size}{bend}{shape}, {layer.parameters:,} parameters"


def shape_of(facts: Facts) -> str:
    match facts:
        case ArrayFacts(shape=found):
            return f"{found}"
        case DatasetFacts(element=element):
            return element
        case ModelFacts(built=True, input_shape=takes, output_shape=gives):
            return f"takes {takes}, gives out {gives}"
        case ModelFacts():
            return "not known before its input shape is"
        case LayerFacts(output_shape=gives) if gives is not None:
            return f"gives out {gives}"
        case _:
            return ""


def inputs_of(world: World) -> ArrayFacts | None:
    """The array that is called x: `x`, `values_x`, `x_train`, `features`; the first of several."""
    arrays = {
        name: facts for name, facts in world.variables.items() if isinstance(facts, ArrayFacts) and facts.shape
    }
    called = (name for name in arrays if {"x", "features", "inputs"} & set(name.lower().split("_")))
    return next((arrays[name] for name in called), None)


def falls(metric: MetricFacts) -> bool:
    """Whether the loss still falls over the last tenth of the epochs."""
    return len(metric.curve) < 2 or curves.falling(metric.curve)


def trainings_of(world: World) -> tuple[ToldRun, ...]:
    """Every `fit` of the session, in order, whatever has become of its history."""
    (found,) = world.session.query([Runs()])
    return found.own if isinstance(found, RunsFacts) else ()


def runs_of(world: World) -> dict[str, HistoryFacts]:
    """The histories that are kept under names, in the order in which they were made."""
    return {
        name: facts
        for name, facts in world.variables.items()
        if isinstance(facts, HistoryFacts) and "loss" in facts.metrics
    }


def train_on(world: World, *, bare: bool = False) -> str:
    """How the training goes on, with the learner's own names; `bare` for the names of the data alone. Empty where
    the data is not seen."""
    x, y = inputs_of(world), labels_of(world)
    names = {id(facts): name for name, facts in world.variables.items()}
    if x is None or y is None:
        return ""
    data = f"{names[id(x)]}, {names[id(y)]}"
    return data if bare else f"`{world.model_name}.fit({data}, epochs=500)` goes on from here. "
