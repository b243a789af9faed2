"""Shows how several trainings went, one over the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure
from tutor.core.events import Event
from tutor.core.facts import Describe, HistoryFacts, Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.curve import course, scale_of


class Curves(Struct, frozen=True, kw_only=True):
    """Which trainings, and what of them."""

    runs: Mapping[str, str]
    """What a run is called in the legend, and the name of its History: `{"32 rows": small_batches}`."""
    metric: str = "loss"
    """`val_loss` for one."""
    log: bool | None = None
    """A logarithmic scale; without a word the numbers decide."""


class CurvesExhibit(Struct, frozen=True, kw_only=True):
    """One line for each run over its epochs. A run that is not there, or lacks the metric, is left out."""

    curves: Curves

    def probes(self) -> Sequence[Probe]:
        return list(map(Describe, self.curves.runs.values()))

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        metric = self.curves.metric
        found = {label: outcome.fact(Describe(name)) for label, name in self.curves.runs.items()}
        lines = [
            course(label, facts.metrics[metric].curve, facts.epochs)
            for label, facts in found.items()
            if isinstance(facts, HistoryFacts) and metric in facts.metrics
        ]
        scale = scale_of(lines)
        if scale is None:
            return
        if self.curves.log is not None:
            scale = "log" if self.curves.log else "linear"
        yield Figure((Axes(tuple(lines), x_label="epoch", y_label=metric, y_scale=scale),))
