"""How many epochs were trained."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    updates = world.updates()
    text = f"{history.epochs:,} epochs in the latest `fit`."
    if history.fits > 1 and world.model is not None:
        text = (
            f"{history.epochs:,} epochs in {history.fits} trainings, {world.model.trained_epochs:,} in the latest."
        )
    if updates:
        text += f" All trainings since `compile` together have changed the weights {updates:,} times."
    yield Answered(world.question, text, ("epoch", "training again"))


SUBJECT = Subject(
    title="your epochs so far",
    answer=answer,
    topic="epoch",
    idea="epoch",
)
