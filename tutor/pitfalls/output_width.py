"""An answer with more or fewer columns than y: mean squared error stretches y, and trains on nonsense."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import REGRESSION, loss_of, width
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        answers, loss = width(handled.model), loss_of(handled.model.compiled)
        if fit.y is None or answers is None or loss not in REGRESSION or len(fit.y.shape) > 2:
            continue
        columns = fit.y.width
        if answers != columns:
            yield Finding(
                handled.key,
                f"{title(handled)} answers each row with {_numbers(answers)}, and a row of y has "
                f"{_numbers(columns)}.",
                "Keras does not complain: it repeats the shorter one until both are equally long, and then each "
                "answer is compared with the same number.",
                f"End with `Dense({columns})`.",
                word=f"{answers}",
            )


def _numbers(count: int) -> str:
    return f"{count} number" if count == 1 else f"{count} numbers"
