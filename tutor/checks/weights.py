"""Checks what a small model has learned: its weights and biases."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.numeric import Numbers, around, close, flat
from tutor.checks.wording import count, three, unfit
from tutor.core.facts import Describe, ModelFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement

MEANINGS = {
    "kernel": "A weight says how much the answer changes when its x grows by 1.",
    "bias": "The bias is what the model answers where every x is 0.",
}


class WeightsCheck(Struct, frozen=True, kw_only=True):
    """The weights of a model with at most 200 of them."""

    weights: str
    """The model."""
    near: Numbers = ()
    """One group for each weight array, in the order of `model.weights`: `[[2], [30]]` for a weight and a bias."""
    within: float | tuple[float, ...] = 0.0
    """How far each may be: one number for all, or one for each group of `near`."""

    @property
    def subject(self) -> str:
        return self.weights

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.weights)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.weights))
        if not isinstance(facts, ModelFacts):
            return unfit(self.weights, facts, outcome, "a model", f"Build `{self.weights}` first.")
        found = [
            (facts.weight_names[place] if place < len(facts.weight_names) else "weight", float(value))
            for place, array in enumerate(facts.weights)
            for value in array.values
        ]
        if not found:
            return three(
                f"`{self.weights}` has no weights that could be compared.",
                "Weights are made once the model knows its input; only small models are compared one by one.",
                f"`{self.weights}.summary()` shows what there is.",
            )
        return self._finite(found) or self._near(found, facts.trained_epochs) or self._learned(facts) or PASSED

    def _learned(self, facts: ModelFacts) -> Judgement | None:
        if not facts.by_hand:
            return None
        return three(
            f"Weights of `{self.weights}` were set by hand.",
            "They are what was put in, and not what the model has learned from the examples.",
            "`/reset` brings back the model as it was.",
        )

    def _finite(self, found: list[tuple[str, float]]) -> Judgement | None:
        broken = sum(1 for _, value in found if not math.isfinite(value))
        if not broken:
            return None
        return three(
            f"{count(broken, 'weight')} of `{self.weights}` {'is' if broken == 1 else 'are'} nan or infinite.",
            "Such a model answers nan to everything, and more training cannot mend it.",
            "`/reset` brings back the model as it was; train it again with a smaller learning rate.",
        )

    def _near(self, found: list[tuple[str, float]], trained_epochs: int) -> Judgement | None:
        if not self.near:
            return None
        wanted = self._wanted()
        if len(found) != len(wanted):
            return three(
                f"`{self.weights}` has {count(len(found), 'weight')}.",
                f"The rule to be found has {len(wanted)}.",
                f"Look at the layers: `{self.weights}.summary()`.",
            )
        for (name, value), (target, room) in zip(found, wanted, strict=True):
            if close(value, target, room):
                continue
            then = (
                "More epochs bring it nearer, and so does a larger learning rate."
                if trained_epochs
                else f"`{self.weights}` has not been trained yet: run `fit` first."
            )
            which = "weight" if name == "kernel" else name
            return three(
                f"The {which} is {short(value)}; it should be near {around(target, room)}.",
                MEANINGS.get(name, "The weights are all that the model knows."),
                then,
            )
        return None

    def _wanted(self) -> list[tuple[float, float]]:
        """Every number asked for, with the room it has."""
        groups = [flat(group) for group in self.near]
        rooms = self.within if isinstance(self.within, tuple) else (self.within,) * len(groups)
        return [(target, room) for group, room in zip(groups, rooms, strict=True) for target in group]

    def __post_init__(self) -> None:
        if isinstance(self.within, tuple) and len(self.within) != len(self.near):
            raise ValueError(f"`within` has {len(self.within)} numbers and `near` has {len(self.near)} groups")
