"""Whether the latest training overfits."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import finite, history_of, lost
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.doctor import curves
from tutor.core.events import Answered, Event
from tutor.core.facts import MetricFacts
from tutor.core.numbers import short

LONG_AGO = 0.1
"""Share of the epochs, and at least `LONG_AGO_EPOCHS`, after which a lowest point is past."""
LONG_AGO_EPOCHS = 3


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    training, validation = history.metrics["loss"], history.metrics.get("val_loss")
    if validation is None:
        text = (
            "That cannot be seen: `fit` kept no data apart. With `validation_split=0.2` it does, and reports "
            "the loss on it as `val_loss`."
        )
        yield Answered(world.question, text, ("validation data", "overfitting"))
        return
    if not (finite(training) and finite(validation)):
        yield from lost(world, history)
        return
    numbers = f"The loss is {short(training.last)}, the validation loss {short(validation.last)}."
    low = f"{short(validation.best)} in epoch {validation.best_epoch}"
    if _has_risen(training, validation, history.epochs):
        text = (
            f"{numbers} Yes: the validation loss was lowest at {low} and has risen since, while the training loss "
            "went on falling. Stop earlier, or make the model smaller."
        )
    elif validation.last > 2 * training.last:
        text = f"{numbers} Perhaps: the second is much larger, but it is not rising. It was lowest at {low}."
    else:
        text = f"{numbers} There is no sign of it: the two are close, and the second was lowest at {low}."
    yield Answered(world.question, text, ("overfitting", "early stopping"))


def _has_risen(training: MetricFacts, validation: MetricFacts, epochs: int) -> bool:
    past = epochs - validation.best_epoch >= max(LONG_AGO_EPOCHS, LONG_AGO * epochs)
    return past and curves.turned(training.curve, validation.curve) is not None


SUBJECT = Subject(
    title="whether yours overfits",
    answer=answer,
    topic="overfitting",
    idea="overfitting",
)
