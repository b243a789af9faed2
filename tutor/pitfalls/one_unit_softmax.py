"""Softmax over a single number, which is always 1; and a loss for several classes where there is one answer."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import CATEGORICAL, ending, loss_of, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for handled in scene.happened.models:
        if not (handled.built or handled.compiled) or width(handled.model) != 1:
            continue
        if ending(handled.model) == "softmax":
            yield Finding(
                handled.key,
                f"{title(handled)} ends in softmax over 1 unit.",
                "Softmax shares out 1 among the units. A single one always gets all of it, so every answer is 1.",
                "For yes or no take `Dense(1, activation='sigmoid')`, for n classes n units.",
                word="softmax",
            )
        elif (loss := loss_of(handled.model.compiled)) in CATEGORICAL:
            yield Finding(
                handled.key,
                f"{title(handled)} has 1 output, and the loss is `{loss}`.",
                "That loss compares shares of several classes. With one output there is nothing to compare, and "
                "it stays at 0.",
                "For yes or no take `binary_crossentropy`; for n classes n units with softmax.",
                word=loss,
            )
