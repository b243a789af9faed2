"""The loss that the model was compiled with."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import compilation
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    compiled = compilation(world)
    if isinstance(compiled, Answered):
        yield compiled
    elif compiled.loss is None:
        yield Answered(world.question, f"`{world.model_name}` is compiled without a loss.", ("loss",))
    elif not compiled.loss_known:
        text = f"`{compiled.loss}`, and Keras knows no loss of that name. `fit` will fail; compile again."
        yield Answered(world.question, text, ("loss",))
    else:
        text = f"`{compiled.loss}`. It measures how far the predictions are from the labels."
        yield Answered(world.question, text, (compiled.loss.replace("_", " "), "loss"))


SUBJECT = Subject(
    title="your loss function",
    answer=answer,
    needs=Needs.MODEL,
    topic="loss function",
    idea="loss",
)
