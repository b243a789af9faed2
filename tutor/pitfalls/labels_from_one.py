"""Classes that are counted from 1 where Keras counts from 0."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import loss_of, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import inline


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if fit.y is None or fit.y.one_hot or loss_of(handled.model.compiled) != "sparse_categorical_crossentropy":
            continue
        units, classes = width(handled.model), fit.y.classes
        if units is None or units < 3 or classes != tuple(range(1, units)):
            continue
        name = fit.y.name or "y"
        yield Finding(
            handled.key,
            f"The classes in `{name}` are 1 to {classes[-1]}, and {inline(handled)} has "
            f"{units} outputs, for 0 to {units - 1}.",
            "Class 0 never comes up, so one output has nothing to learn, and the place of an answer is not its "
            "count.",
            f"Count from 0: train on `{name} - 1`, with `Dense({units - 1}, activation='softmax')` at the end.",
            word="class",
        )
