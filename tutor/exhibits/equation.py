"""Shows the rule that a model has found, as one writes it: `y ≈ 2.12·x + 27.4`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event, Said
from tutor.core.facts import Describe, ModelFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import weight_table

MOST_INPUTS = 8
"""More make a line that nobody reads."""
DIGITS = 3
"""Significant ones; the fourth changes from one training to the next."""


class EquationExhibit(Struct, frozen=True, kw_only=True):
    """The rule of a single linear neuron, the true one under it; of any other small model its weights."""

    equation: str
    """The model."""
    truth: str = ""
    """The rule behind the data, as text: `2x + 30`."""

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.equation)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.equation))
        if not isinstance(facts, ModelFacts) or not facts.weights:
            return
        found = _linear(facts)
        if found is None:
            yield weight_table(facts, f"Weights of {self.equation}")
            return
        truth = f"\n\nThe true rule: `y = {self.truth}`" if self.truth else ""
        yield Said(f"The model's rule: `y ≈ {_written(*found)}`{truth}")


def _linear(facts: ModelFacts) -> tuple[tuple[float, ...], float | None] | None:
    """Weights and bias when the model is one Dense neuron without activation and nothing else; else None."""
    layers = [layer for layer in facts.layers if layer.kind != "InputLayer"]
    kernel = facts.weights[0]
    if len(layers) != 1 or layers[0].kind != "Dense" or layers[0].config.get("activation") not in (None, "linear"):
        return None
    if len(kernel.shape) != 2 or kernel.shape[1] != 1 or not 1 <= kernel.shape[0] <= MOST_INPUTS:
        return None
    bias = float(facts.weights[1].values[0]) if len(facts.weights) == 2 else None
    return tuple(map(float, kernel.values)), bias


def _written(weights: tuple[float, ...], bias: float | None) -> str:
    """`2.12·x + 27.4`; with several inputs `0.5·x1 - 2·x2`."""
    names = ["x"] if len(weights) == 1 else [f"x{place + 1}" for place in range(len(weights))]
    terms = [(weight, f"·{name}") for weight, name in zip(weights, names, strict=True)]
    terms += [(bias, "")] if bias is not None else []
    first, *rest = terms
    written = short(first[0], DIGITS) + first[1]
    for value, name in rest:
        written += f" {'-' if value < 0 else '+'} {short(abs(value), DIGITS)}{name}"
    return written
