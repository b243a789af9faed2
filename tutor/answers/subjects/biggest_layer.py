"""Which layer has the most parameters."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import layer_list, working
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    model = world.model
    layers = working(model) if model is not None else []
    if model is None or not model.parameters or not layers:
        yield Answered(world.question, f"`{world.model_name}` has no parameters yet.", ("parameter",))
        return
    most = max(layers, key=lambda layer: layer.parameters)
    share = most.parameters / model.parameters
    first = f"`{most.name}`: {most.parameters:,} of {model.parameters:,} parameters, {share:.0%}."
    text = f"{first}\n\n{layer_list(model)}"
    yield Answered(world.question, text, ("number of parameters", "Dense"))


SUBJECT = Subject(title="your largest layer", answer=answer, needs=Needs.MODEL, topic="layers", idea="param_count")
