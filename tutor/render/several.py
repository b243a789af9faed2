"""Draws several trainings of one run: a line of numbers for each after the first, and one chart of all of them."""

from __future__ import annotations

import math

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Series
from tutor.core.execution import TrainingEnded
from tutor.core.numbers import short
from tutor.render.chart import chart
from tutor.render.look import Look
from tutor.render.training import Training, can_be_log, duration

MOST_CURVES = 5
"""More lines nobody tells apart."""


class Several:
    """The trainings of one run, as they end."""

    def __init__(self) -> None:
        self._ended: list[Training] = []

    def __len__(self) -> int:
        return len(self._ended)

    def add(self, training: Training) -> None:
        self._ended.append(training)

    def latest(self, ended: TrainingEnded) -> str:
        """What the latest came to, in a sentence: `Training 2: 200 epochs in 0.4 s, loss 1744 → 10.82`."""
        training = self._ended[-1]
        numbers = [
            f"{name} {short(curve.first[1])} → {short(curve.last[1])}" for name, curve in training.curves.items()
        ]
        epochs = f"{ended.epochs} epoch{'' if ended.epochs == 1 else 's'} in {duration(ended.seconds)}"
        return f"Training {len(self._ended)}: {', '.join([epochs, *numbers])}"

    def together(self, look: Look) -> RenderableType | None:
        """The losses of all in one chart; None where that shows nothing more than the lines have said."""
        told = [each for each in self._ended if each.done > 1 and "loss" in each.curves]
        kinds = {each.started.loss for each in told}
        if look.spoken or not 1 < len(told) == len(self._ended) <= MOST_CURVES or len(kinds) > 1:
            return None
        kind = kinds.pop().replace("_", " ")
        axes = Axes(
            tuple(_line(each, f"training {number}") for number, each in enumerate(told, 1)),
            x_label="epoch",
            y_label=f"loss ({kind})" if kind else "loss",
            y_scale="log" if all(map(can_be_log, told)) else "linear",
        )
        return Group(Text(f"  All {len(told)} trainings", "secondary"), Text(), *chart(axes, look))


def _line(training: Training, label: str) -> Series:
    points = list(training.curves["loss"])
    heights = tuple(value if math.isfinite(value) else None for _, value in points)
    return Series("line", tuple(float(number) for number, _ in points), heights, label)
