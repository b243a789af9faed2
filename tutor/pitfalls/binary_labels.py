"""binary_crossentropy with labels other than 0 and 1: the loss then has no lowest point."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, loss_of
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if fit.y is None or not fit.y.finite or loss_of(handled.model.compiled) not in BINARY:
            continue
        if fit.y.minimum >= 0 and fit.y.maximum <= 1:
            continue
        name = fit.y.name or "y"
        then = "Look at where they come from."
        if len(fit.y.classes) == 2:
            then = f"Make them 0 and 1: `({name} == {fit.y.classes[1]}).astype(float)`."
        elif len(fit.y.classes) > 2:
            then = "For more than two classes take `sparse_categorical_crossentropy` and one unit for each."
        yield Finding(
            handled.key,
            f"The labels in `{name}` go from {short(fit.y.minimum)} to {short(fit.y.maximum)}, and the loss is "
            "`binary_crossentropy`.",
            "It takes a label for a probability. Beyond 0 and 1 it can fall without end, below 0, too.",
            then,
            word="binary_crossentropy",
        )
