"""Checks which rows a Normalization layer was adapted to."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import three, unfit
from tutor.core.facts import Describe, Evaluate, LayerFacts, Probe, ScalarFacts
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement


class NormalizationCheck(Struct, frozen=True, kw_only=True):
    """A Normalization layer that a variable holds. One made with `mean` and `variance` passes as well."""

    normalization: str
    adapted_on: str = ""
    """An expression: the rows whose mean and variance it must know."""

    @property
    def subject(self) -> str:
        return self.normalization

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.normalization), *adapting(self.normalization, self.adapted_on)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.normalization))
        if not isinstance(facts, LayerFacts) or facts.kind != "Normalization":
            then = f"Make one: `{self.normalization} = keras.layers.Normalization()`."
            return unfit(self.normalization, facts, outcome, "a Normalization layer", then)
        return adapted_miss(self.normalization, self.adapted_on, outcome) or PASSED


def adapting(name: str, rows: str) -> tuple[Evaluate, ...]:
    """The probe that tells whether what has this name is adapted to these rows; none without rows."""
    return (Evaluate(f"adapted_on({name}, {rows})"),) if rows else ()


def adapted_miss(name: str, rows: str, outcome: Outcome) -> Judgement | None:
    """What is to be said when it is adapted to other rows, or to none."""
    facts = [outcome.fact(probe) for probe in adapting(name, rows)]
    if all(isinstance(each, ScalarFacts) and each.value for each in facts):
        return None
    of = f" of `{rows}`" if rows.isidentifier() else " of the rows that the task names"
    return three(
        f"The Normalization layer at `{name}` does not know the means{of}.",
        "It would scale by those of other rows, or by none at all, and say nothing about it.",
        "Make the layer anew, and call `adapt` with just these rows.",
    )
