"""Shows what a model has learned of one feature: its answers as a line, the data as points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.sampled import ask, column_of, finite, rows_of

MOST_POINTS = 80
"""So many a chart still gives a mark of their own, which a line does not drown in."""


class FitLine(Struct, frozen=True, kw_only=True):
    """A model of one feature, and data for it."""

    of: str
    """The model."""
    x: str
    y: str
    over: tuple[float, float] | None = None
    """Where the line begins and ends; else where the data does. Wider, it shows what the model says beyond."""


class FitLineExhibit(Struct, frozen=True, kw_only=True):
    """The data as points, at most `MOST_POINTS` of them, and the model's answers as a line."""

    fit_line: FitLine

    def probes(self) -> Sequence[Probe]:
        asked = self.fit_line
        low, high = asked.over or (None, None)
        data = [ask("thinned", name, MOST_POINTS) for name in (asked.x, asked.y)]
        return [*data, ask("course", asked.of, asked.x, low, high)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        asked = self.fit_line
        across, up, course = map(outcome.fact, self.probes())
        x, y, line = column_of(across), column_of(up), rows_of(course, 2)
        if not x or len(x) != len(y) or not line:
            return
        points = Series("points", finite(x), finite(y), "data")
        model = Series("line", finite([each for each, _ in line]), finite([each for _, each in line]), asked.of)
        yield Figure((Axes((points, model), x_label=asked.x, y_label=asked.y),))
