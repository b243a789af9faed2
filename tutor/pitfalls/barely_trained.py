"""A training of one epoch and few steps, which is what `fit` does when nobody says how many."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

FEW = 50
"""Steps, each of which changes the weights once."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        loss = fit.history.metrics.get("loss")
        if fit.history.epochs != 1 or loss is None or fit.x is None or handled.trained_before:
            continue
        steps = math.ceil(fit.x.shape[0] / (fit.batch_size or 32))
        if steps <= FEW and sum(each.key == fit.key for each in scene.happened.fits) == 1:
            yield Finding(
                handled.key,
                f"One epoch was {_steps(steps)}, and the loss is {short(loss.last)}.",
                "`fit` runs a single epoch unless it is told otherwise. Training takes hundreds of steps.",
                "Say how many: `epochs=100`.",
                word="epochs",
            )


def _steps(count: int) -> str:
    return "a single step" if count == 1 else f"{count} steps"
