"""Shows the latest trainings of the session side by side: their curves, and a table of what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.comparing import conclusion, in_sentence, labels_of, names_in
from tutor.core.events import Event, Said
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.runs import Runs, RunsFacts
from tutor.exhibits.run_curves import curves_figure, fan_figure
from tutor.exhibits.run_table import runs_table

MOST = 8


class RunsExhibit(Struct, frozen=True, kw_only=True):
    """As `/compare`, of the last so many."""

    runs: int = 2

    def probes(self) -> Sequence[Probe]:
        return [Runs()]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Runs())
        if not isinstance(facts, RunsFacts) or len(facts.own) < 2:
            return
        runs = [each.as_run(number) for number, each in enumerate(facts.own, 1)][-min(self.runs, MOST) :]
        labels = labels_of(runs)
        if figure := curves_figure(runs, labels):
            yield figure
        yield runs_table(runs)
        if said := conclusion(runs, in_sentence(labels, names_in(runs))):
            yield Said(said)


class FanExhibit(Struct, frozen=True, kw_only=True):
    """The last so many as a fan: their middle, their quartiles and extremes as shades. For runs of many seeds."""

    fan: int = 8

    def probes(self) -> Sequence[Probe]:
        return [Runs()]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Runs())
        if not isinstance(facts, RunsFacts):
            return
        runs = [each.as_run(number) for number, each in enumerate(facts.own, 1)][-self.fan :]
        if figure := fan_figure(runs):
            yield figure
