"""Accuracy for measured numbers: it counts exact hits, and there are hardly any."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.keras_names import canonical
from tutor.core.model_reading import REGRESSION, ending, loss_of, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import quoted, statement_with

ACCURACIES = frozenset({"accuracy", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy"})


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        metrics = [name for name in recipe.metrics if canonical(name) in ACCURACIES]
        single = width(handled.model) == 1 and ending(handled.model) in ("linear", "relu", "softplus")
        if not metrics or not single or loss_of(recipe) not in REGRESSION:
            continue
        typed = next(filter(None, (quoted(scene.code, name) for name in (*metrics, "acc"))), "")
        yield Finding(
            handled.key,
            f"The loss `{loss_of(recipe)}` is for numbers that are measured, and a metric is `{metrics[0]}`.",
            "Accuracy counts answers that hit exactly. 41.99 for 42 is a miss, so it stays near 0 however good "
            "the model is.",
            "Take `metrics=['mae']`: by how much the answers are off, on average.",
            word="accuracy",
            offer=statement_with(scene.code, typed, typed[0] + "mae" + typed[0]) if typed else "",
        )
