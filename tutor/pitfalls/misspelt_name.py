"""A loss or a metric that Keras does not know: `compile` takes any text, and training fails on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.core.keras_names import LOSSES, METRICS, canonical, nearest
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import quoted, statement_with

KNOWN: dict[str, Sequence[str]] = {"loss": LOSSES, "metric": METRICS}
PLACES = {"loss": "losses", "metric": "metrics"}


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        names = [] if recipe.loss_known or not recipe.loss else [("loss", recipe.loss)]
        if not recipe.metrics_known:
            names += [("metric", name) for name in recipe.metrics if not _known(name)]
        for what, name in names:
            near, typed = nearest(name, KNOWN[what]), quoted(scene.code, name)
            yield Finding(
                f"{handled.key} {name}",
                f"`{name}` is not a {what} that Keras knows.",
                "`compile` takes any text, and only `fit` will fail on it.",
                f"Did you mean `{near}`?" if near else f"`dir(keras.{PLACES[what]})` lists them all.",
                word=name,
                offer=statement_with(scene.code, typed, typed[0] + near + typed[0]) if near and typed else "",
            )


def _known(metric: str) -> bool:
    return canonical(metric) in METRICS or canonical(metric) in LOSSES
