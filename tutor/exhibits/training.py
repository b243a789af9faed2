"""Shows where a training began, where it ended, and where it was best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import Describe, HistoryFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, table, words


class TrainingExhibit(Struct, frozen=True, kw_only=True):
    """One row for each metric of a History."""

    training: str
    """The History."""

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.training)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.training))
        if not isinstance(facts, HistoryFacts) or not facts.metrics:
            return
        metrics = facts.metrics.values()
        columns = [
            words("Metric", list(facts.metrics)),
            _column("First", [metric.first for metric in metrics]),
            _column("Last", [metric.last for metric in metrics]),
            _column("Best", [metric.best for metric in metrics]),
            _column("At epoch", [metric.best_epoch for metric in metrics]),
        ]
        seconds = f" in {short(facts.seconds, 2)} s" if facts.seconds is not None else ""
        yield table(columns, f"{facts.epochs} epoch{'' if facts.epochs == 1 else 's'}{seconds}")


def _column(name: str, values: list[float]) -> Filled:
    """Each number written for itself: a loss and an accuracy have no decimals in common."""
    return Filled(name, tuple(short(value) for value in values), number=True)
