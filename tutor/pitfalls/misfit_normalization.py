"""A Normalization layer adapted to other columns than it gets: NumPy's stretching hides it."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for handled in scene.happened.models:
        for layer, adapted, given in handled.misfits:
            yield Finding(
                f"{handled.key} {layer}",
                f"The layer `{layer}` was adapted to data with {_columns(adapted)}, and here it gets {given}.",
                "Keras stretches one to the other, so a mean is taken off a column that it does not belong to.",
                "Adapt it to the very data that goes into the model.",
                word="adapt",
            )


def _columns(count: int) -> str:
    return f"{count} column" if count == 1 else f"{count} columns"
