"""A batch size that is taken for another one, and a training without an epoch."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.facts import ModelFacts
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        rows = fit.x.shape[0] if fit.x is not None else 0
        if fit.history.epochs == 0:
            yield Finding(
                handled.key,
                f"This `fit` ran no epoch: `epochs` is {fit.epochs}"
                + (", and `initial_epoch` is not below it." if fit.epochs > 0 else "."),
                "Nothing was learned, and there is no loss to look at.",
                "`epochs` is the number of the last epoch, counted from the very first.",
                word="epoch",
            )
        elif fit.batch_size == 0:
            yield Finding(
                handled.key,
                "`batch_size` is 0.",
                "Keras takes that for not given, and puts all rows into one batch: one step for each epoch.",
                "Leave it out for 32 rows in a batch.",
                word="batch_size",
            )
        elif min(fit.batch_size or 32, rows or 32) == 1 and _normalizes(handled.model):
            yield Finding(
                handled.key,
                "There is a single row in each batch, and a `BatchNormalization` in the model.",
                "It takes off the mean of the batch. Of one row that leaves 0, whatever the row was.",
                "Take larger batches, 32 for instance.",
                word="batch",
            )
        elif rows and fit.batch_size is not None and fit.batch_size > rows:
            yield Finding(
                handled.key,
                f"`batch_size` is {fit.batch_size}, and there are {rows} rows.",
                "So all rows are in one batch, and each epoch is a single step.",
                "If that is what you want, all is well; a smaller one makes more steps.",
                word="batch_size",
            )


def _normalizes(model: ModelFacts) -> bool:
    """Whether plain rows, not pictures, are normalized by batch: a picture has many places to take a mean of."""
    return any(
        layer.kind == "BatchNormalization" and layer.output_shape is not None and len(layer.output_shape) == 2
        for layer in model.layers
    )
