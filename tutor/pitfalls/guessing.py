"""A classifier whose loss stands where guessing puts it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.core.model_reading import BINARY, CATEGORICAL, loss_of, width
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title

LONG = 50
"""Epochs after which a training that learns anything has left the loss of guessing."""
NEAR = 0.03
"""How near to it, as a share."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        loss, kind = fit.history.metrics.get("loss"), loss_of(handled.model.compiled)
        classes = 2 if kind in BINARY else width(handled.model) if kind in CATEGORICAL else None
        if loss is None or not classes or classes < 2 or fit.history.epochs < LONG or "focal" in kind:
            continue
        guess = math.log(classes)
        if abs(loss.last - guess) > NEAR * guess:
            continue
        yield Finding(
            handled.key,
            f"After {fit.history.epochs} epochs the loss is {short(loss.last)}, and guessing among "
            f"{classes} classes "
            f"gives {short(guess)}.",
            f"{title(handled)} has learned nothing yet: it gives every class about the same share.",
            "Take larger steps, `keras.optimizers.Adam(0.05)`, more neurons with `relu` or `tanh` before the last "
            "layer, and more epochs.",
            word="guessing",
            also=("learned nothing",),
        )
