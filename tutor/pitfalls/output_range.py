"""An activation that cannot reach the numbers in y: sigmoid ends at 1, ReLU begins at 0."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import REGRESSION, ending, loss_of
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title

REACH = {
    "sigmoid": (0.0, 1.0),
    "hard_sigmoid": (0.0, 1.0),
    "softmax": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "softsign": (-1.0, 1.0),
    "relu": (0.0, float("inf")),
    "relu6": (0.0, 6.0),
    "softplus": (0.0, float("inf")),
    "exponential": (0.0, float("inf")),
}
"""The smallest and the largest number that can come out."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        activation = ending(handled.model) or ""
        if fit.y is None or activation not in REACH or loss_of(handled.model.compiled) not in REGRESSION:
            continue
        low, high = REACH[activation]
        if fit.y.minimum < low or fit.y.maximum > high:
            limits = f"below {short(low)}" if high == float("inf") else f"outside {short(low)} to {short(high)}"
            yield Finding(
                handled.key,
                f"{title(handled)} ends in `{activation}`, and y goes from {short(fit.y.minimum)} to "
                f"{short(fit.y.maximum)}.",
                f"Nothing {limits} comes out of `{activation}`, so those numbers are out of reach, "
                "however long it trains.",
                "For numbers that are measured, the last layer has no activation.",
                word=activation,
            )
