"""How many samples there are to train on."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import inputs_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import ArrayFacts


def answer(world: World) -> Iterator[Event]:
    arrays = {
        name: facts for name, facts in world.variables.items() if isinstance(facts, ArrayFacts) and facts.shape
    }
    inputs = inputs_of(world)
    if inputs is None and not arrays:
        return
    first = (
        f"{inputs.shape[0]:,} samples."
        if inputs is not None
        else "The first number of a shape counts the samples."
    )
    lines = "\n".join(f"- `{name}`: {facts.shape[0]:,}" for name, facts in arrays.items())
    text = f"{first}\n\n{lines}\n\nOf what `fit` gets, `validation_split` keeps a share apart."
    yield Answered(world.question, text, ("sample", "shape"))


SUBJECT = Subject(
    title="how many samples you have", answer=answer, needs=Needs.SESSION, topic="sample", idea="dataset_size"
)
