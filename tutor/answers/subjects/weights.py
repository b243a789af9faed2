"""The numbers that the model has learned."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import layer_list
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event, Said
from tutor.core.facts import Describe, ModelFacts
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.equation import EquationExhibit


def answer(world: World) -> Iterator[Event]:
    name, model = world.model_name, world.model
    if model is None or not model.parameters:
        text = f"`{name}` has no weights yet. It makes them when it knows how many inputs it gets."
        yield Answered(world.question, text, ("input shape",))
        return
    if not model.weights:
        text = f"{model.parameters:,} numbers, too many to show.\n\n{layer_list(model)}"
        yield Answered(world.question, text, ("weight", "get_weights"))
        return
    if not all(array.finite for array in model.weights):
        text = "They are nan, no numbers any more. Build the model again; `why is the loss nan` says what did it."
        yield Answered(world.question, text, ("loss is nan",))
        return
    trained = "" if model.trained_epochs else " It is not trained yet: these numbers are where it starts."
    for event in EquationExhibit(equation=name).draw(Outcome("", facts={Describe(name): model})):
        if isinstance(event, Said):
            numbers = _weight_and_bias(model)
            yield Answered(world.question, f"{numbers}{event.text}{trained}", ("weight", "bias"))
        else:
            yield Answered(world.question, f"{model.parameters} numbers, layer by layer.{trained}", ("weight",))
            yield event


def _weight_and_bias(model: ModelFacts) -> str:
    """`Weight 2.12, bias 27.4.` in front of the rule of a line; empty with several inputs."""
    if [weight.size for weight in model.weights] != [1, 1]:
        return ""
    weight, bias = (short(array.values[0]) for array in model.weights)
    return f"The weight is {weight}, the bias {bias}. "


SUBJECT = Subject(
    title="your weights now",
    answer=answer,
    needs=Needs.MODEL,
    topic="weight",
    idea="weight",
    terms=("weight", "bias"),
)
