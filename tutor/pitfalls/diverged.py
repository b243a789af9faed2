"""A loss that ran away, with its likely cause."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.core.happened import FitFacts
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

LARGE = 100
GROWN = 100
"""So many times larger than it began, and a loss does not come back."""


def _worst(fit: FitFacts) -> float:
    """What no training comes to that did not run away, in the squares of the unit of y: it is never so wrong."""
    size = max(abs(fit.y.minimum), abs(fit.y.maximum), 1.0) if fit.y is not None else math.inf
    return FAR_OFF * size**2


FAR_OFF = 1e6
"""The square of how many times the largest y."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        loss, recipe = fit.history.metrics.get("loss"), handled.model.compiled
        if loss is None or recipe is None:
            continue
        infinite = not math.isfinite(loss.last)
        grown = loss.last > GROWN * abs(loss.first) > 0
        if not infinite and not grown and not (loss.last >= loss.first and loss.last > _worst(fit)):
            continue
        size = max(abs(fit.x.minimum), abs(fit.x.maximum)) if fit.x is not None else 0.0
        rate = recipe.optimizer_config.get("learning_rate")
        if size > LARGE:
            cause = f"The inputs go up to {short(size)}, and each step is as large as they are."
            then = "Scale them, best with a `Normalization` layer, and train a fresh model."
        else:
            cause = "Each step went past the lowest point, further than the last one."
            then = "Take a tenth of the learning rate and train a fresh model."
            if isinstance(rate, (int, float)) and rate > 0:
                then = f"Take a tenth of the learning rate, now {short(rate)}, and train a fresh model. "
                then += f"`/try learning_rate={short(rate / 100)}, {short(rate / 10)}` shows where it goes then."
        yield Finding(
            handled.key,
            f"The loss ended at {short(loss.last)}.",
            cause + (" The weights are spoilt for good." if infinite else ""),
            then,
            word="loss ended at",
        )
