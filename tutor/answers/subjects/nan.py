"""Why the loss is not a number."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import finite, lost
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    """Nothing when there is no training to look at: then the question is about the idea."""
    history = world.history() if world.model is not None else None
    if history is None:
        return
    metric = history.metrics["loss"]
    if finite(metric) and all(array.finite for array in (world.model.weights if world.model else ())):
        text = f"{short(metric.last)}: your loss is a number, after {history.epochs} epochs. Nothing is lost."
        yield Answered(world.question, text, ("loss is nan",))
        return
    yield from lost(world, history)


SUBJECT = Subject(
    title="why your loss is nan",
    answer=answer,
    needs=Needs.SESSION,
    topic="nan",
    idea="err_nan_loss",
)
