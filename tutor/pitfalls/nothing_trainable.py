"""A training in which no weight may move, or in which a change of `trainable` was not noticed."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if handled.model.parameters and not handled.model.trainable and fit.epochs:
            yield Finding(
                handled.key,
                f"{title(handled)} has {handled.model.parameters} parameters, and none of them is trainable.",
                "So `fit` measured the loss and changed nothing.",
                "Set `trainable = True` where it may learn, and compile again.",
                word="trainable",
            )
        elif fit.cold:
            yield Finding(
                handled.key,
                "`trainable` was changed after the model had been trained, without compiling it again.",
                "`fit` goes by what was set when it was first run, so the change had no effect here.",
                "Call `compile` once more after each change of `trainable`.",
                word="trainable",
            )
