"""A callback that watches a metric nobody measures, such as `val_loss` without validation data: it never acts."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.nearest import did_you_mean
from tutor.pitfalls.finding import Finding, Scene

WHAT_THEN = {
    "EarlyStopping": "it never stops the training",
    "ReduceLROnPlateau": "it never lowers the learning rate",
    "ModelCheckpoint": "it cannot tell which epoch is the best",
}


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        measured = list(fit.history.metrics)
        for kind, metric in fit.monitors:
            # A checkpoint that keeps every epoch does not look at its metric.
            idle = kind == "ModelCheckpoint" and "save_best_only=True" not in scene.code.replace(" ", "")
            if kind not in WHAT_THEN or metric in measured or not measured or idle:
                continue
            lacks_validation = metric.startswith("val_") and not fit.validation
            yield Finding(
                f"{handled.key} {kind}",
                f"`{kind}` watches `{metric}`, and "
                + ("this `fit` has no validation data." if lacks_validation else "nobody measures that here."),
                f"So {WHAT_THEN[kind]}.",
                "Give `fit` a `validation_split=0.2` or `validation_data`, or watch `loss`."
                if lacks_validation
                else f"There is {', '.join(f'`{name}`' for name in measured)}.{did_you_mean(metric, measured)}",
                word=kind,
            )
