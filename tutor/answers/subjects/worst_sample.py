"""Which sample the model is most wrong about."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import inputs_of, labels_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import ArrayFacts
from tutor.core.numbers import short, signed

MOST_ROWS = 500
"""More are not sent to the session for a question."""


def answer(world: World) -> Iterator[Event]:
    x, y = inputs_of(world), labels_of(world)
    rows = _rows(x) if x is not None else ()
    if y is None or not rows or len(y.values) != len(rows) or len(rows) > MOST_ROWS:
        name = world.model_name
        text = f"I cannot see the data for it. `np.argmax(np.abs({name}.predict(x).ravel() - y))` gives its row."
        yield Answered(world.question, text, ("residual",))
        return
    said = world.prediction(rows)
    if not isinstance(said, ArrayFacts) or len(said.values) != len(rows):
        return
    errors = [float(one) - float(other) for one, other in zip(said.values, y.values, strict=True)]
    worst = max(range(len(rows)), key=lambda at: abs(errors[at]) if math.isfinite(errors[at]) else math.inf)
    where = f"x = {short(rows[worst][0])}" if len(rows[worst]) == 1 else f"row {worst}"
    text = (
        f"{signed(errors[worst])} at {where}: the model says {short(float(said.values[worst]))}, "
        f"y is {short(float(y.values[worst]))}. No other of the {len(rows)} is further off."
    )
    yield Answered(world.question, text, ("residual", "outlier"))


def _rows(x: ArrayFacts) -> tuple[tuple[float, ...], ...]:
    """Rows × features; empty when not all numbers are here."""
    if x.size != len(x.values) or not 1 <= len(x.shape) <= 2:
        return ()
    width = x.shape[1] if len(x.shape) == 2 else 1
    values = tuple(map(float, x.values))
    return tuple(values[at : at + width] for at in range(0, len(values), width))


SUBJECT = Subject(
    title="your worst prediction", answer=answer, needs=Needs.TRAINING, topic="residual", idea="residual"
)
