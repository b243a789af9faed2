"""Answers about the training: the loss and where it goes, overfitting, nan, epochs and seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from tutor.answers.about_model import default_learning_rate
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import ArrayFacts, HistoryFacts, MetricFacts
from tutor.core.numbers import short

RISEN = 1.1
"""A validation loss this many times its lowest has risen."""
LONG_AGO = 0.1
"""Share of the epochs, and at least `LONG_AGO_EPOCHS`, after which a lowest point is past."""
LONG_AGO_EPOCHS = 3
FLAT = 0.01
"""A change of less than this share over the last tenth of the epochs is none."""
LARGE_VALUES = 100
"""Inputs beyond this make large gradients."""
LARGE_RATE = 10
"""Times the optimizer's default."""

_AT_THE_START = re.compile(
    r"\b(?:at the (?:very )?(?:start|beginning)|in the beginning|first|initial|initially|start|begin)\b"
)
_METRICS = {"acc": "accuracy", "mae": "mean_absolute_error", "mse": "mean_squared_error"}


def trained(answer: Callable[[World, HistoryFacts], Iterator[Event]]) -> Callable[[World], Iterator[Event]]:
    """An answer that needs a history; before the first `fit` it says that there is none."""

    def answered(world: World) -> Iterator[Event]:
        history = world.history()
        if history is None:
            text = f"`{world.model_name}` has not been trained yet. `{world.model_name}.fit(...)` trains it."
            yield Answered(world.question, text, ("fit", "training"))
        else:
            yield from answer(world, history)

    return answered


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


def _finite(metric: MetricFacts) -> bool:
    return math.isfinite(metric.last)


@trained
def loss(world: World, history: HistoryFacts) -> Iterator[Event]:
    name, metric = metric_asked(world, history)
    if not _finite(metric):
        yield from lost(world, history)
        return
    now = f"{short(metric.last)}: the {spoken(name)} after epoch {history.epochs}."
    if _AT_THE_START.search(world.question.lower()):
        first = f"{short(metric.first)}: the {spoken(name)} after the first epoch."
        text = f"{first} After the last one it is {short(metric.last)}."
        yield Answered(world.question, text, ("loss", "history"))
        return
    way = f"It began at {short(metric.first)}; its best was {short(metric.best)}, in epoch {metric.best_epoch}."
    yield Answered(world.question, f"{now} {way}{_typical_error(world, name, metric)}", ("loss", "history"))


def _typical_error(world: World, name: str, metric: MetricFacts) -> str:
    """What a mean squared error is in the unit of y."""
    compiled = world.model.compiled if world.model else None
    if name not in ("loss", "val_loss") or compiled is None or compiled.loss != "mean_squared_error":
        return ""
    return f" Its root, {short(math.sqrt(metric.last), 3)}, is about how far off a prediction is."


@trained
def best(world: World, history: HistoryFacts) -> Iterator[Event]:
    name, metric = metric_asked(world, history)
    if not math.isfinite(metric.best):
        yield from lost(world, history)
        return
    first = f"{short(metric.best)}, in epoch {metric.best_epoch} of {history.epochs}: the best {spoken(name)}."
    after = "That was the last epoch, so more training may bring more."
    if metric.best_epoch < history.epochs:
        after = f"After the last epoch it was {short(metric.last)}."
    yield Answered(world.question, f"{first} {after}", ("convergence", "how many epochs"))


def spoken(name: str) -> str:
    """`validation loss` for `val_loss`."""
    return name.replace("val_", "validation ").replace("_", " ")


@trained
def trend(world: World, history: HistoryFacts) -> Iterator[Event]:
    name, metric = metric_asked(world, history)
    if not _finite(metric):
        yield from lost(world, history)
        return
    if len(metric.curve) < 2:
        text = f"{short(metric.last)} after one epoch: too early to see a trend. Train for more epochs."
        yield Answered(world.question, text, ("epoch",))
        return
    back = max(1, len(metric.curve) // 10)
    before = metric.curve[-1 - back]
    epochs = max(1, round(history.epochs * back / len(metric.curve)))
    span = f"the last {epochs} epochs" if epochs > 1 else "the last epoch"
    change = (metric.last - before) / abs(before) if before else 0.0
    first = f"From {short(before)} to {short(metric.last)} over {span}: the {spoken(name)}"
    if abs(change) < FLAT:
        text = f"{first} hardly changes any more. More epochs like these bring little."
    elif change < 0:
        text = f"{first} is still falling. More epochs will lower it further."
    else:
        text = f"{first} is rising. {'For a loss that is the wrong way.' if 'loss' in name else ''}".rstrip()
    yield Answered(world.question, f"{text} It began at {short(metric.first)}.", ("convergence", "learning curve"))


@trained
def overfitting(world: World, history: HistoryFacts) -> Iterator[Event]:
    training, validation = history.metrics["loss"], history.metrics.get("val_loss")
    if validation is None:
        text = (
            "That cannot be seen: `fit` kept no data apart. With `validation_split=0.2` it does, and reports "
            "the loss on it as `val_loss`."
        )
        yield Answered(world.question, text, ("validation data", "overfitting"))
        return
    if not (_finite(training) and _finite(validation)):
        yield from lost(world, history)
        return
    numbers = f"The loss is {short(training.last)}, the validation loss {short(validation.last)}."
    low = f"{short(validation.best)} in epoch {validation.best_epoch}"
    if _has_risen(training, validation, history.epochs):
        text = (
            f"{numbers} Yes: the validation loss was lowest at {low} and has risen since, while the training loss "
            "went on falling. Stop earlier, or make the model smaller."
        )
    elif validation.last > 2 * training.last:
        text = f"{numbers} Perhaps: the second is much larger, but it is not rising. It was lowest at {low}."
    else:
        text = f"{numbers} There is no sign of it: the two are close, and the second was lowest at {low}."
    yield Answered(world.question, text, ("overfitting", "early stopping"))


def _has_risen(training: MetricFacts, validation: MetricFacts, epochs: int) -> bool:
    past = epochs - validation.best_epoch >= max(LONG_AGO_EPOCHS, LONG_AGO * epochs)
    place = min(len(training.curve) - 1, (validation.best_epoch - 1) * len(training.curve) // max(1, epochs))
    fallen = bool(training.curve) and training.last < training.curve[place]
    return past and fallen and validation.last > RISEN * validation.best


def nan(world: World) -> Iterator[Event]:
    """Nothing when there is no training to look at: then the question is about the idea."""
    history = world.history() if world.model is not None else None
    if history is None:
        return
    metric = history.metrics["loss"]
    if _finite(metric) and all(array.finite for array in (world.model.weights if world.model else ())):
        text = f"{short(metric.last)}: your loss is a number, after {history.epochs} epochs. Nothing is lost."
        yield Answered(world.question, text, ("loss is nan",))
        return
    yield from lost(world, history)


def lost(world: World, history: HistoryFacts) -> Iterator[Event]:
    """What to say of a loss that is no number: since when, why, and what to do."""
    metric = history.metrics["loss"]
    good = next((place for place, value in enumerate(metric.curve) if not math.isfinite(value)), len(metric.curve))
    epoch = round(good * history.epochs / max(1, len(metric.curve)))
    when = f"It was still a number in epoch {epoch}." if epoch else "It was so from the first epoch."
    causes = list(_causes(world, metric)) or ["I see no cause in the data or in the learning rate."]
    after = "The weights are lost: build the model again before the next training."
    text = (
        f"The loss is {short(metric.last)}. {when}\n\n"
        + "\n".join(f"- {cause}" for cause in causes)
        + f"\n\n{after}"
    )
    yield Answered(world.question, text, ("loss is nan", "learning rate too high"))


def _causes(world: World, metric: MetricFacts) -> Iterator[str]:
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


@trained
def epochs(world: World, history: HistoryFacts) -> Iterator[Event]:
    updates = world.updates()
    text = f"{history.epochs:,} epochs in the latest `fit`."
    if history.fits > 1 and world.model is not None:
        text = (
            f"{history.epochs:,} epochs in {history.fits} trainings, {world.model.trained_epochs:,} in the latest."
        )
    if updates:
        text += f" All trainings since `compile` together have changed the weights {updates:,} times."
    yield Answered(world.question, text, ("epoch", "training again"))


@trained
def seconds(world: World, history: HistoryFacts) -> Iterator[Event]:
    if history.seconds is None:
        yield Answered(world.question, "I was not there to measure that training.", ("training is slow",))
        return
    each = 1000 * history.seconds / max(1, history.epochs)
    several = f" in {history.fits} trainings" if history.fits > 1 else ""
    took = f"{short(history.seconds, 3)} seconds for {history.epochs:,} epochs{several}"
    text = f"{took}: {short(each, 3)} ms an epoch."
    yield Answered(world.question, text, ("training is slow", "epoch"))
