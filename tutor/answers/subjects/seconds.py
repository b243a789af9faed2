"""How long the training took."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    if history.seconds is None:
        yield Answered(world.question, "I was not there to measure that training.", ("training is slow",))
        return
    each = 1000 * history.seconds / max(1, history.epochs)
    several = f" in {history.fits} trainings" if history.fits > 1 else ""
    took = f"{short(history.seconds, 3)} seconds for {history.epochs:,} epochs{several}"
    text = f"{took}: {short(each, 3)} ms an epoch."
    yield Answered(world.question, text, ("training is slow", "epoch"))


SUBJECT = Subject(
    title="how long your training took",
    answer=answer,
    topic="training",
    idea="training_slow",
    terms=("training_slow",),
)
