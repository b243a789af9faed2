"""How many numbers the model learns."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import layer_list
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    model = world.model
    if model is None or not model.parameters:
        text = f"`{world.model_name}` has no parameters yet. It makes them when it knows how many inputs it gets."
        yield Answered(world.question, text, ("input shape",))
        return
    fixed = model.parameters - model.trainable
    meaning = f"Training changes {model.trainable:,} of them." if fixed else "Training changes all of them."
    text = f"{model.parameters:,} parameters. {meaning}\n\n{layer_list(model)}"
    yield Answered(world.question, text, ("parameter", "number of parameters"))


SUBJECT = Subject(
    title="how many parameters your model has",
    answer=answer,
    needs=Needs.MODEL,
    topic="parameters",
    idea="param_count",
)
