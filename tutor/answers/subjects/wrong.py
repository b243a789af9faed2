"""What is wrong with the model or its training, whatever it is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import lost
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    """What the session itself shows to be wrong; nothing when all is well."""
    compiled = world.model.compiled if world.model is not None else None
    if compiled is not None and not compiled.loss_known:
        text = f"Keras knows no loss `{compiled.loss}`, so `fit` will fail. Compile again with another name."
        yield Answered(world.question, text, ("loss", "compile"))
        return
    history = world.history() if world.model is not None else None
    if history is not None and not math.isfinite(history.metrics["loss"].last):
        yield from lost(world, history)
        return
    text = "Nothing is wrong just now. Put the thing into your question: `why is the loss not zero?`"
    yield Answered(world.question, text)


SUBJECT = Subject(
    title="what is wrong in your session",
    answer=answer,
    needs=Needs.NOTHING,
)
