"""Why `evaluate` gives another number than the last epoch of `fit`."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short

BEHAVE_OTHERWISE = ("Dropout", "BatchNormalization", "GaussianNoise", "GaussianDropout", "SpatialDropout2D")
"""Layers that do in training what they do not do afterwards."""


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    metric, steps = history.metrics["loss"], world.steps()
    reasons = []
    inside = [
        layer.kind for layer in (world.model.layers if world.model else ()) if layer.kind in BEHAVE_OTHERWISE
    ]
    if inside:
        reasons.append(f"Your model has {inside[0]}, which works in training and rests in `evaluate`.")
    if steps and steps > 1:
        reasons.append(
            f"The loss of an epoch is the mean over its {steps} batches, and the weights changed after each; "
            "`evaluate` takes the weights as they are at the end."
        )
    else:
        reasons.append(
            "The loss of an epoch is measured before its last change of the weights; `evaluate` measures after it."
        )
    reasons.append("On other rows than those it was trained on it gives another number in any case.")
    text = f"{short(metric.last)} is the loss of the last epoch of `fit`.\n\n" + "\n".join(
        f"- {r}" for r in reasons
    )
    yield Answered(world.question, text, ("evaluate", "loss"))


SUBJECT = Subject(title="why evaluate and the last loss differ", answer=answer, topic="loss", idea="evaluate")
