"""Rows sorted by class and `shuffle=False`: each batch teaches one class and makes the last one forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, CATEGORICAL, loss_of
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if fit.shuffle or fit.y is None or not fit.y.ordered or len(fit.y.classes) < 2:
            continue
        several_batches = fit.y.shape[0] > (fit.batch_size or 32)
        if several_batches and loss_of(handled.model.compiled) in BINARY | CATEGORICAL:
            yield Finding(
                handled.key,
                "The rows are sorted by class, and this `fit` has `shuffle=False`.",
                "So a batch holds rows of one class, and each batch pulls the model over to its own.",
                "Leave `shuffle=False` out: Keras then shuffles before every epoch.",
                word="shuffle",
                offer=_without_shuffle(scene.code),
            )


def _without_shuffle(code: str) -> str:
    return statement_with(code, ", shuffle=False", "")
