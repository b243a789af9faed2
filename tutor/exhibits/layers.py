"""Shows what a model is built of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import Describe, LayerFacts, ModelFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, table, words

MOST_LAYERS = 100


class LayersExhibit(Struct, frozen=True, kw_only=True):
    """One row for each layer: class, units, output shape, parameters; the total under it."""

    layers: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.layers)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.layers))
        if not isinstance(facts, ModelFacts):
            return
        layers = [layer for layer in facts.layers if layer.kind != "InputLayer"][:MOST_LAYERS]
        if not layers:
            return
        columns = [
            words("Layer", [layer.kind for layer in layers]),
            Filled("Units", tuple(map(_units, layers)), number=True),
            words("Output shape", [str(layer.output_shape or "not built yet") for layer in layers]),
            Filled("Parameters", tuple(f"{layer.parameters:,}" for layer in layers), number=True),
        ]
        activations = [str(layer.config.get("activation") or "") for layer in layers]
        if any(activation not in ("", "linear") for activation in activations):
            columns.insert(2, words("Activation", activations))
        yield table(columns, f"Layers of {self.layers}", _note(facts))


def _units(layer: LayerFacts) -> str:
    """The neurons or filters of the layer; empty for a layer that has none."""
    number = layer.config.get("units", layer.config.get("filters"))
    return short(number) if isinstance(number, (int, float)) else ""


def _note(facts: ModelFacts) -> str:
    fixed = facts.parameters - facts.trainable
    total = f"{facts.parameters:,} parameters in all" if facts.parameters != 1 else "1 parameter in all"
    training = f", {facts.trainable:,} of them learned." if fixed else ", all of them learned."
    batch = " None stands for any number of rows." if any(layer.output_shape for layer in facts.layers) else ""
    return total + (training if facts.parameters else ".") + batch
