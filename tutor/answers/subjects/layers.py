"""The layers of the model."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import layer_list, working
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    if world.model is None or not working(world.model):
        yield Answered(world.question, f"`{world.model_name}` has no layers yet.", ("layer",))
        return
    number = len(working(world.model))
    first = f"{number} layer{'s' * (number != 1)}, in the order in which the data passes through:"
    yield Answered(world.question, f"{first}\n\n{layer_list(world.model)}", ("layer", "summary"))


SUBJECT = Subject(
    title="the layers of your model",
    answer=answer,
    needs=Needs.MODEL,
    topic="layers",
    idea="layer",
)
