"""Shows pairs of numbers as points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event
from tutor.core.facts import ArrayFacts, Facts, Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import asking_for


class ScatterExhibit(Struct, frozen=True, kw_only=True):
    """One point for each pair; shown only when both arrays are equally long."""

    scatter: tuple[str, ...]
    """Two names or expressions: what goes to the right, what goes up."""
    x_label: str = ""
    """Empty: the name of the array, or the expression."""
    y_label: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if len(self.scatter) != 2:
            raise ValueError(f"`scatter` needs two arrays, x and y; here are {len(self.scatter)}")

    def probes(self) -> Sequence[Probe]:
        return [asking_for(name) for name in self.scatter]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        x, y = (_coordinates(outcome.fact(asking_for(name))) for name in self.scatter)
        if not x or len(x) != len(y):
            return
        x_name, y_name = self.scatter
        points = Series("points", x, y)
        yield Figure((Axes((points,), self.title, self.x_label or x_name, self.y_label or y_name),))


def _coordinates(facts: Facts) -> tuple[float | None, ...]:
    """The numbers of a row or a single column, gaps where they are not finite; else nothing."""
    if not isinstance(facts, ArrayFacts) or len(facts.shape) > 2 or facts.shape[1:] not in ((), (1,)):
        return ()
    if not all(isinstance(value, (int, float)) for value in facts.values):
        return ()
    return tuple(float(value) if math.isfinite(value) else None for value in facts.values)
