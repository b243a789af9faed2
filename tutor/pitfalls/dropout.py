"""Dropout that drops everything, or that stands where the answer comes out."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import layers_of
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

MOST = 0.9


def find(scene: Scene) -> Iterator[Finding]:
    for handled in scene.happened.models:
        if not (handled.built or handled.compiled):
            continue
        layers = layers_of(handled.model)
        for place, layer in enumerate(layers):
            rate = layer.config.get("rate")
            if "Dropout" not in layer.kind or not isinstance(rate, (int, float)):
                continue
            if rate >= MOST:
                yield Finding(
                    f"{handled.key} {layer.name}",
                    f"The rate of `{layer.name}` is {short(rate)}.",
                    "It is the share that is dropped: "
                    + ("all of it, so nothing gets through." if rate >= 1 else "hardly anything gets through."),
                    "Usual rates lie between 0.1 and 0.5.",
                    word="rate",
                )
            elif place == len(layers) - 1 and place > 0 and rate > 0 and handled.model.compiled:
                yield Finding(
                    handled.key,
                    f"`{layer.name}` is the last layer, behind the one that gives the answer.",
                    "In training it then sets answers to 0 by chance, and the loss counts them as wrong.",
                    "Dropout belongs between two layers, before the last one.",
                    word="last layer",
                )
