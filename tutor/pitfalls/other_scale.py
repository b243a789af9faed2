"""Trained on numbers between 0 and 1, and asked with the unscaled ones."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

FAR = 20
"""So many times larger than anything in training, and it is another unit."""


def find(scene: Scene) -> Iterator[Finding]:
    for asked in scene.happened.asked:
        trained = asked.trained_on
        if trained is None or not trained.finite or not asked.x.finite:
            continue
        scaled = trained.minimum >= 0 and 0.9 <= trained.maximum <= 1 and len(trained.shape) > 1
        if scaled and trained.width > 1 and asked.x.maximum >= FAR:
            yield Finding(
                asked.key,
                f"In training x went from 0 to 1; the numbers asked about now go up to {short(asked.x.maximum)}.",
                "The model has never seen anything like it, so what it answers means nothing.",
                "Scale these as you scaled the training data, by the same number.",
                word="scale",
            )
