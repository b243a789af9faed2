"""The shape of what is named: an array, the data, the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.answers.subjects.reading import NO_MODEL, shape_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import ArrayFacts, DatasetFacts


def answer(world: World) -> Iterator[Event]:
    """Shapes of whatever is named; of the model, or of all arrays when "the data" is meant; else nothing."""
    words = set(re.findall(r"\w+", world.question.lower()))
    chosen = [name for name in world.named if shape_of(world.variables[name])]
    if not chosen and world.model is not None and words & {"input", "output", "model"}:
        chosen = [world.model_name]
    if not chosen and world.model is None and words & {"model", "network"}:
        yield Answered(world.question, NO_MODEL, ("model", "Sequential"))
        return
    if not chosen and words & {"my", "x", "y"}:
        chosen = [name for name, facts in world.variables.items() if isinstance(facts, ArrayFacts | DatasetFacts)]
    if not chosen:
        return
    lines = "\n".join(f"- `{name}`: {shape_of(world.variables[name])}" for name in chosen)
    arrays = [facts for name in chosen if isinstance(facts := world.variables[name], ArrayFacts) and facts.shape]
    meaning = "\n\nThe first number counts the samples." if arrays else ""
    yield Answered(world.question, f"{lines}{meaning}", ("shape", "None in a shape"))


SUBJECT = Subject(
    title="the shapes of your data",
    answer=answer,
    needs=Needs.SESSION,
    topic="shape",
    idea="shape",
)
