"""Raw scores given to a loss that takes shares: cross-entropy without sigmoid, softmax or from_logits."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, CATEGORICAL, SHARES, ending, loss_of, of_logits, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import inline


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        loss, activation = loss_of(recipe), ending(handled.model)
        if loss not in BINARY | CATEGORICAL or activation is None or of_logits(recipe):
            continue
        if (
            activation in SHARES
            or activation == "hard_sigmoid"
            or (width(handled.model) in (None, 1) and loss in CATEGORICAL)
        ):
            continue
        wanted = "sigmoid" if loss in BINARY else "softmax"
        ends = "has no activation" if activation == "linear" else f"has the activation `{activation}`"
        yield Finding(
            handled.key,
            f"The last layer of {inline(handled)} {ends}, and `{loss}` takes what comes out "
            "for shares between 0 and 1.",
            "The scores are cut off at 0 and 1, and much of what there is to learn from is lost.",
            f"Give the last layer `activation='{wanted}'`, or write "
            f"`keras.losses.{CLASSES[loss]}(from_logits=True)`.",
            word=wanted,
        )


CLASSES = {
    "binary_crossentropy": "BinaryCrossentropy",
    "binary_focal_crossentropy": "BinaryFocalCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "categorical_focal_crossentropy": "CategoricalFocalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
}
