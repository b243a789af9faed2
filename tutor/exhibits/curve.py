"""Shows how the loss, or another metric, went from epoch to epoch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event
from tutor.core.facts import Describe, HistoryFacts, Probe
from tutor.core.outcome import Outcome

WIDE = 10.0
"""Above this ratio of the largest to the smallest value, a logarithmic scale shows more."""


class CurveExhibit(Struct, frozen=True, kw_only=True):
    """A line over the epochs, and a second one for the validation data when there is one."""

    curve: str
    """The History."""
    metric: str = "loss"

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.curve)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.curve))
        if not isinstance(facts, HistoryFacts):
            return
        names = [name for name in (self.metric, f"val_{self.metric}") if name in facts.metrics]
        lines = [course(name, facts.metrics[name].curve, facts.epochs) for name in names]
        scale = scale_of(lines)
        if scale is None:
            return
        yield Figure((Axes(tuple(lines), x_label="epoch", y_label=self.metric, y_scale=scale),))


def scale_of(lines: Sequence[Series]) -> str | None:
    """`log` or `linear`, whichever shows more of these lines; None when there is nothing to show."""
    values = [value for line in lines for value in line.y if value is not None]
    if not values:
        return None
    return "log" if min(values) > 0 and max(values) > WIDE * min(values) else "linear"


def course(name: str, curve: Sequence[float], epochs: int) -> Series:
    """A metric over the epochs. Long curves come thinned out evenly, so each value is put back at its epoch."""
    step = (epochs - 1) / (len(curve) - 1) if len(curve) > 1 else 0.0
    x = tuple(1 + place * step for place in range(len(curve)))
    return Series("line", x, tuple(value if math.isfinite(value) else None for value in curve), name)
