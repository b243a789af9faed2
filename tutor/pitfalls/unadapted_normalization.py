"""A Normalization layer that never saw data: it hands everything on as it came."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if handled.unadapted:
            name = fit.x.name if fit.x is not None and fit.x.name else "x"
            yield Finding(
                handled.key,
                "There is a `Normalization` layer in the model that was never adapted.",
                "It knows no mean and no spread yet, so it hands on every number as it came.",
                f"Call `adapt({name})` on it before `fit`, and train a fresh model.",
                word="adapt",
            )
