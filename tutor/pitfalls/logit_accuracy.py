"""Accuracy of yes-or-no scores, cut at 0.5 where the middle of raw scores is 0."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, ending, loss_of, of_logits, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import quoted, statement_with


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        typed = quoted(scene.code, "accuracy") or quoted(scene.code, "acc")
        scores = ending(handled.model) == "linear" and width(handled.model) == 1
        if typed and scores and loss_of(recipe) in BINARY and of_logits(recipe):
            yield Finding(
                handled.key,
                "The model answers with raw scores, and the metric is `accuracy`.",
                "It takes every score above 0.5 for a yes. But scores are shares only after a sigmoid; the middle "
                "of raw ones is 0, and what lies between 0 and 0.5 is counted wrongly.",
                "Say where the middle is: `keras.metrics.BinaryAccuracy(threshold=0)`.",
                word="threshold",
                offer=statement_with(scene.code, typed, "keras.metrics.BinaryAccuracy(threshold=0)"),
            )
