"""A training on its way, as the doctor sees it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from tutor.core.patient import Patient
from tutor.core.runs import grows


class Course(Struct, frozen=True):
    """The curves so far. Values may be thinned: then a place stands for several epochs."""

    metrics: Mapping[str, Sequence[float]]
    done: int
    """Epochs that are over."""
    asked: int = 0
    """Epochs that were asked for; 0 when nobody knows."""
    patient: Patient = field(default_factory=Patient)
    ended: bool = True

    @property
    def loss(self) -> Sequence[float]:
        return self.metrics.get("loss", ())

    @property
    def held(self) -> Sequence[float]:
        """The loss on validation data; empty where there is none."""
        return self.metrics.get("val_loss", ())

    @property
    def beside(self) -> Sequence[float]:
        """The training loss at the epochs in which it was validated: they may have been every second or third."""
        count, every = len(self.loss), len(self.held)
        return [self.loss[(place + 1) * count // every - 1] for place in range(every)] if count >= every else ()

    @property
    def accuracy(self) -> tuple[str, Sequence[float]] | None:
        """The first metric that is a share of right answers."""
        found = (name for name in self.metrics if "acc" in name and not name.startswith("val_"))
        return next(((name, self.metrics[name]) for name in found), None)

    @property
    def others(self) -> dict[str, Sequence[float]]:
        """What was measured besides the loss, on the training rows."""
        return {
            name: values
            for name, values in self.metrics.items()
            if not name.startswith("val_") and name not in ("loss", "learning_rate") and values
        }

    @property
    def share(self) -> float:
        """How much of what was asked for is over."""
        return 1.0 if self.ended or not self.asked else self.done / self.asked

    @property
    def scale(self) -> float:
        """What a loss is measured by: what it began with, or what the same answer for all would get, if that is
        less."""
        base = self.patient.baseline
        if base and self.patient.steps_before:
            return base  # it began far down already
        start = next((abs(value) for value in self.loss if math.isfinite(value)), 0.0)
        return min(start, base) if base else start

    def epoch(self, place: int, of: int) -> int:
        """The number of the epoch at a place, from 0, of a curve of so many values."""
        return max(1, round((place + 1) * self.done / max(1, of)))

    def better(self, name: str) -> int:
        """1 for a metric that should grow, -1 for one that should fall."""
        return 1 if grows(name) else -1
