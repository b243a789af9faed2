"""A training that has hardly left its beginning, because y is far larger than the steps can reach."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.core.model_reading import REGRESSION, loss_of
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

BY_ITSELF = frozenset({"Adam", "AdamW", "Nadam", "Adamax", "RMSprop", "Adagrad", "Lion"})
"""Optimizers that measure their steps: a weight moves by about the learning rate in each, whatever the slope."""
LEFT = 0.9
"""The share of the first loss that is left at least, for a training that has only begun."""
LARGE = 30
"""From here on y is large beside weights that begin below 1 and inputs that are scaled."""
ENOUGH = 100
"""Steps from which on somebody meant to train, and not to look how it goes."""
FAR = 10
"""So many times further is the way than the steps reach."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        loss, recipe = fit.history.metrics.get("loss"), handled.model.compiled
        if loss is None or recipe is None or fit.x is None or fit.y is None or handled.trained_before:
            continue
        rate = recipe.optimizer_config.get("learning_rate")
        if recipe.optimizer not in BY_ITSELF or loss_of(recipe) not in REGRESSION or not isinstance(rate, float):
            continue
        steps = fit.history.epochs * math.ceil(fit.x.shape[0] / (fit.batch_size or 32))
        size = max(abs(fit.y.minimum), abs(fit.y.maximum))
        if size < LARGE or steps < ENOUGH:
            continue
        if not LEFT * loss.first < loss.last <= loss.first or size < FAR * steps * rate or steps * rate <= 0:
            continue
        yield Finding(
            handled.key,
            f"The loss went from {short(loss.first)} to {short(loss.last)}: the training has hardly begun.",
            f"{steps} steps of {short(rate)} move a weight by {short(steps * rate, 2)} at most, and y goes up to "
            f"{short(size)}.",
            f"Scale y: divide it by {_round(size)} and multiply the predictions by it again. "
            f"Or take larger steps: a learning rate of about {_round(size / steps)}.",
            word="hardly begun",
            also=("scale y",),
        )


def _round(value: float) -> str:
    """A power of ten near the value."""
    return short(10.0 ** round(math.log10(value)))
