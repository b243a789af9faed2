"""The optimizer that the model was compiled with."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import compilation
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    compiled = compilation(world)
    if isinstance(compiled, Answered):
        yield compiled
        return
    rate = compiled.optimizer_config.get("learning_rate")
    size = f" with a learning rate of {short(float(rate))}" if isinstance(rate, int | float) else ""
    text = f"{compiled.optimizer}{size}. It changes the weights so that the loss falls."
    yield Answered(world.question, text, ("optimizer", "learning rate"))


SUBJECT = Subject(
    title="your optimizer",
    answer=answer,
    needs=Needs.MODEL,
    topic="optimizer",
    idea="optimizer",
    terms=("optimizer",),
)
