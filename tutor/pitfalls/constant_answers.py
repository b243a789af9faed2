"""A model that answers everything alike and no longer learns: neurons that are shut."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import layers_of
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        activations = [layer.config.get("activation") for layer in layers_of(handled.model)]
        bent = [activation for activation in activations if activation not in (None, "linear")]
        if not fit.constant or not bent:
            continue
        yield Finding(
            handled.key,
            f"{title(handled)} answers all rows alike, and the loss hardly moves.",
            f"Its `{bent[-1]}` neurons are stuck where their slope is 0: no step moves them any more.",
            "Train a fresh model with a smaller learning rate, or with scaled inputs.",
            word="alike",
        )
