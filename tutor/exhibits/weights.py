"""Shows the numbers that a small model has learned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import Describe, ModelFacts, Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import weight_table


class WeightsExhibit(Struct, frozen=True, kw_only=True):
    """One row for each weight array: name, shape, first numbers. Nothing for a model of more than 200."""

    weights: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.weights)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.weights))
        if isinstance(facts, ModelFacts) and facts.weights:
            yield weight_table(facts, f"Weights of {self.weights}")
