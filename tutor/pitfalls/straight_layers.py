"""Several Dense layers with nothing bending in between: together they are one straight line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tutor.core.model_reading import layers_of
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import inline


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        pairs = list(pairwise(layers_of(handled.model)))
        straight = [one for one, other in pairs if one.kind == other.kind == "Dense" and _linear(one.config)]
        if straight and fit.goes_on == 0:
            yield Finding(
                handled.key,
                f"In {inline(handled)}, `{straight[0].name}` has no activation and hands on to another `Dense`.",
                "A straight line of a straight line is a straight line: the two can do no more than one of them.",
                "Give the layers before the last one `activation='relu'`.",
                word="activation",
            )


def _linear(config: object) -> bool:
    activation = config.get("activation") if isinstance(config, dict) else None
    return activation == "linear"
