"""Whether the loss it has come to is a good one."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of, labels_of, lost, metric_asked, spoken
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.doctor import curves
from tutor.core.events import Answered, Event
from tutor.core.facts import MetricFacts
from tutor.core.numbers import short

CLOSE = 0.05
"""Share of the range of y within which a prediction is close."""


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    name, metric = metric_asked(world, history)
    if not math.isfinite(metric.last):
        yield from lost(world, history)
        return
    now = f"{short(metric.last)}: the {spoken(name)} after epoch {history.epochs}"
    parts = [f"{now}; it began at {short(metric.first)}."]
    parts += [_against_labels(world, metric), _what_next(metric)] if "loss" in name else [_share(metric)]
    text = " ".join(filter(None, parts))
    yield Answered(world.question, text, ("loss does not go down", "noise", "how many epochs"))


def _share(metric: MetricFacts) -> str:
    return f"That is {metric.last:.0%} right. Compare it with always giving the most frequent answer."


def _against_labels(world: World, metric: MetricFacts) -> str:
    """The typical error beside the range of y, where both are known."""
    compiled = world.model.compiled if world.model else None
    if compiled is None or compiled.loss != "mean_squared_error":
        return ""
    error = math.sqrt(metric.last)
    labels = labels_of(world)
    if labels is None or labels.minimum is None or labels.maximum is None or labels.minimum == labels.maximum:
        return f"Its root, {short(error, 3)}, is about how far off a prediction is, in the unit of y."
    size = labels.maximum - labels.minimum
    verdict = "That is close." if error <= CLOSE * size else "That is not close yet."
    span = f"y goes from {short(labels.minimum)} to {short(labels.maximum)}"
    return f"Its root says that a prediction is off by about {short(error, 3)}, and {span}. {verdict}"


def _what_next(metric: MetricFacts) -> str:
    if len(metric.curve) < 2:
        return "One epoch is too little to judge by: train for more."
    if curves.falling(metric.curve):
        return "The loss is still falling, so more epochs bring more."
    if not curves.still(metric.curve):
        return "The loss is rising: a smaller learning rate is the first thing to try."
    if not curves.settled(metric.curve):
        return "The loss has not begun to move: a larger learning rate is the first thing to try."
    return "The loss hardly changes any more: more epochs alone will not help."


SUBJECT = Subject(
    title="whether your result is good",
    answer=answer,
    topic="loss",
    idea="loss",
)
