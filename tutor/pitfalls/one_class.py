"""Labels that are all the same: there is nothing to tell apart, and any model looks perfect."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, CATEGORICAL, loss_of
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        several_rows = fit.y is not None and fit.y.shape[0] > 1
        if fit.y is None or not several_rows or loss_of(handled.model.compiled) not in BINARY | CATEGORICAL:
            continue
        if len(fit.y.classes) == 1:
            yield Finding(
                handled.key,
                f"All {fit.y.shape[0]} labels in `{fit.y.name or 'y'}` are {fit.y.classes[0]}.",
                "There is nothing to tell apart: the model learns to say that always, and is never wrong.",
                "Look at the lines that made the labels, or that chose these rows.",
                word="labels",
            )
