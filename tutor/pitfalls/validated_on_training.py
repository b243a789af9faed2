"""Validation data that the model has learned from: val_loss then says nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

MANY = 0.3
"""The share of rows held in common from which it is no accident."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if fit.same_validation:
            yield Finding(
                handled.key,
                "The validation data is the training data itself.",
                "Validation is a test with new questions. On the old ones a model that has only learned by heart "
                "looks perfect.",
                "Hold some rows back: `validation_split=0.2`.",
                word="validation",
            )
        elif fit.shared >= MANY:
            yield Finding(
                handled.key,
                f"{short(100 * fit.shared, 3)} % of the validation rows are among the training rows, too.",
                "Those the model has seen with their answers, so `val_loss` looks better than the model is.",
                "Drop rows that come twice before you split: `np.unique(x, axis=0)` finds them.",
                word="validation",
            )
