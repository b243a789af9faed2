"""`compile` on a trained model: the optimizer begins anew, the weights do not."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for handled, _ in scene.compiled:
        if handled.trained_before and not handled.built and not handled.refrozen:
            yield Finding(
                handled.key,
                f"{title(handled)} keeps what it learned in {handled.trained_before} epochs: `compile` gave it a "
                "new optimizer and left the weights as they are.",
                "The next `fit` goes on from there, with another beginning than an untrained model would have.",
                "For a fresh start, build the model again first. To fine-tune it, all is well.",
                word="compile",
            )
