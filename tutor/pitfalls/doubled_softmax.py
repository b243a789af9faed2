"""Shares given to a loss that expects raw scores: softmax is then applied twice."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import SHARES, ending, of_logits
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with, title


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        activation = ending(handled.model)
        if activation in SHARES and of_logits(recipe):
            yield Finding(
                handled.key,
                f"{title(handled)} ends in {activation}, and the loss has `from_logits=True`.",
                f"That says raw scores come in, so {activation} may be applied a second time, and all shares get "
                "nearly alike.",
                f"Leave one of the two out: the {activation}, or `from_logits=True`.",
                word="from_logits",
                offer=statement_with(scene.code, "from_logits=True", ""),
            )
