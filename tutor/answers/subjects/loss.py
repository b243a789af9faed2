"""The loss, or another metric, now or at the start."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import finite, history_of, lost, metric_asked, spoken, typical_error
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short
from tutor.understanding.cutting import at_the_start


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    name, metric = metric_asked(world, history)
    if not finite(metric):
        yield from lost(world, history)
        return
    now = f"{short(metric.last)}: the {spoken(name)} after epoch {history.epochs}."
    if at_the_start(world.question):
        first = f"{short(metric.first)}: the {spoken(name)} after the first epoch."
        text = f"{first} After the last one it is {short(metric.last)}."
        yield Answered(world.question, text, ("loss", "history"))
        return
    way = f"It began at {short(metric.first)}; its best was {short(metric.best)}, in epoch {metric.best_epoch}."
    yield Answered(world.question, f"{now} {way}{typical_error(world, name, metric)}", ("loss", "history"))


SUBJECT = Subject(
    title="your loss now",
    answer=answer,
    topic="loss",
    idea="loss",
    terms=("loss", "accuracy", "metric"),
)
