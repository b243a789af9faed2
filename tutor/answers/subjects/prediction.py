"""What the model says for given numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import ArrayFacts
from tutor.core.numbers import short
from tutor.understanding.cutting import numbers

MOST_NUMBERS = 10
"""A prediction of more numbers is cut."""


def answer(world: World) -> Iterator[Event]:
    model, given = world.model, numbers(world.question)
    width = model.input_shape[1] if model is not None and model.input_shape and len(model.input_shape) == 2 else 1
    if model is None or not given or width not in (1, len(given)):
        text = f"`{world.model_name}` takes {width} numbers at a time, and your question has {len(given)}."
        yield Answered(world.question, text, ("predict", "feature"))
        return
    rows = tuple((number,) for number in given) if width == 1 else (given,)
    found = world.prediction(rows)
    if not isinstance(found, ArrayFacts) or not found.values:
        text = f"`{world.model_name}` could not be asked about {_row(given)}. `model.predict(...)` shows why."
        yield Answered(world.question, text, ("predict",))
        return
    per_row = len(found.values) // len(rows)
    outputs = [found.values[place * per_row : (place + 1) * per_row] for place in range(len(rows))]
    lines = [f"{_row(output)} for {_row(row)}" for row, output in zip(rows, outputs, strict=True)]
    meaning = "That is what the model says now; it is not stored anywhere."
    if any(value != value for value in found.values):
        meaning = "The model's weights are no numbers any more; `why is the loss nan` says what did it."
    elif not model.trained_epochs:
        meaning = "The model is not trained yet, so this comes from random weights."
    yield Answered(world.question, f"{', '.join(lines)}. {meaning}", ("predict", "prediction"))


def _row(numbers: tuple[float, ...]) -> str:
    cut = ", ..." if len(numbers) > MOST_NUMBERS else ""
    return ", ".join(short(float(number)) for number in numbers[:MOST_NUMBERS]) + cut


SUBJECT = Subject(
    title="what your model predicts",
    answer=answer,
    needs=Needs.MODEL,
    topic="prediction",
    idea="predict",
)
