"""A learning rate of zero, or one far from the usual."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

USUAL = {
    "SGD": 0.01,
    **dict.fromkeys(("Adam", "AdamW", "Nadam", "Adamax", "RMSprop", "Adagrad", "Lamb", "Lion"), 0.001),
}
"""What Keras 3.15 takes by itself. Adadelta is left out: its inventor uses 1000 times the value Keras takes."""
FAR = {"SGD": 100}
FAR_BY_ITSELF = 500
"""So many times the usual rate is told. Adam and its kin measure their steps, and small models bear much of it."""


def find(scene: Scene) -> Iterator[Finding]:
    for handled, recipe in scene.compiled:
        rate = recipe.optimizer_config.get("learning_rate")
        if not isinstance(rate, (int, float)) or recipe.optimizer not in USUAL:
            continue
        usual = USUAL[recipe.optimizer]
        if rate <= 0:
            yield Finding(
                handled.key,
                f"The learning rate is {short(rate)}.",
                "It is the size of each step. "
                + ("With 0 no weight ever moves." if rate == 0 else "A negative one walks uphill."),
                f"`{recipe.optimizer}` takes {short(usual)} by itself; begin there.",
                word="learning rate",
            )
        elif rate >= FAR.get(recipe.optimizer, FAR_BY_ITSELF) * usual * 0.999:
            yield Finding(
                handled.key,
                f"The learning rate is {short(rate)}, {short(rate / usual, 3)} times what `{recipe.optimizer}` "
                "takes by itself.",
                "With such steps training often jumps over the lowest point, to and fro, or runs away.",
                f"Should the loss not fall, try {short(usual * 10)}.",
                word="learning rate",
            )
