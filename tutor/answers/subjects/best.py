"""The lowest loss, and its epoch."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of, lost, metric_asked, spoken
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    name, metric = metric_asked(world, history)
    if not math.isfinite(metric.best):
        yield from lost(world, history)
        return
    first = f"{short(metric.best)}, in epoch {metric.best_epoch} of {history.epochs}: the best {spoken(name)}."
    after = "That was the last epoch, so more training may bring more."
    if metric.best_epoch < history.epochs:
        after = f"After the last epoch it was {short(metric.last)}."
    yield Answered(world.question, f"{first} {after}", ("convergence", "how many epochs"))


SUBJECT = Subject(
    title="your best epoch",
    answer=answer,
    topic="loss",
    idea="how_many_epochs",
)
