"""A loss of the learner's own that compares each answer with every label: (n,) minus (n, 1) is a table."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for handled in scene.happened.models:
        recipe = handled.model.compiled
        if handled.broadcasts and recipe is not None:
            yield Finding(
                handled.key,
                f"I gave `{recipe.loss}` three right answers at once, and it still found an error.",
                "Inside, a shape (n,) meets a shape (n, 1), which makes a table n × n: each answer is compared "
                "with every label, and the best answer to that is always the mean.",
                "Bring both to one shape first, for instance with `tf.reshape(..., (-1, 1))`.",
                word=recipe.loss or "loss",
            )
