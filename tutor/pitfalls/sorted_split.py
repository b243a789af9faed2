"""Labels in order with `validation_split`: the last rows are held back, and with them whole classes."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import BINARY, CATEGORICAL, loss_of
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if not fit.unseen or loss_of(handled.model.compiled) not in BINARY | CATEGORICAL:
            continue
        several = len(fit.unseen) > 1
        classes = f"Classes {fit.unseen[0]} to {fit.unseen[-1]} are" if several else f"Class {fit.unseen[0]} is"
        yield Finding(
            handled.key,
            f"{classes} only among the last {short(100 * fit.split, 3)} % of the rows, "
            "which `validation_split` holds back.",
            "`fit` cuts them off before it shuffles, so the model never sees such a row, and `val_loss` is about "
            "nothing else.",
            "Bring x and y into one random order first: `order = np.random.permutation(len(y))`.",
            word="validation_split",
        )
