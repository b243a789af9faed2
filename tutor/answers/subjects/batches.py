"""How many batches an epoch had, and how large they were."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import inputs_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    steps, inputs, updates = world.steps(), inputs_of(world), world.updates()
    if not steps:
        return
    text = f"{steps} batch{'es' * (steps != 1)} an epoch: the weights change that often in each."
    if inputs is not None and inputs.shape:
        text += f" With {inputs.shape[0]:,} samples that is about {math.ceil(inputs.shape[0] / steps)} in a batch."
    text += f" All trainings since `compile` together have changed them {updates:,} times." if updates else ""
    yield Answered(world.question, text, ("batch", "step"))


SUBJECT = Subject(title="the batches of your training", answer=answer, topic="batch", idea="batch")
