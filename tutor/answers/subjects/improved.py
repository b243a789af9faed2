"""Whether the latest training is better than the one before."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of, runs_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short

SAME = 0.02
"""A difference of less than this share is none."""


def answer(world: World) -> Iterator[Event]:
    runs = list(runs_of(world).items())
    if len(runs) >= 2:
        (_, before), (name, after) = runs[-2:]
        first, last = before.metrics["loss"].last, after.metrics["loss"].last
        word = "better" if last < first * (1 - SAME) else "worse" if last > first * (1 + SAME) else "the same"
        text = f"The loss ended at {short(last)} in `{name}`, at {short(first)} before: {word}."
        text += " Two starts differ by chance, too; a small difference says little." if word != "the same" else ""
    else:
        metric = history_of(world).metrics["loss"]
        word = "better" if metric.last < metric.first else "worse"
        text = (
            f"From {short(metric.first)} to {short(metric.last)} since its first epoch: {word}. To compare two "
            "trainings, keep each history under a name of its own: `h1 = model.fit(...)`, `h2 = model.fit(...)`."
        )
    yield Answered(world.question, text, ("history", "baseline"))


SUBJECT = Subject(title="whether it got better", answer=answer, topic="loss", idea="history")
