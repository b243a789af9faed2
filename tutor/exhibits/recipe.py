"""Shows what a model was compiled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import Describe, ModelFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import table, words

PURPOSES = {
    "Loss": "made smaller by training",
    "Optimizer": "moves the weights",
    "Learning rate": "how far each move goes",
    "Metrics": "only for people to read",
}


class RecipeExhibit(Struct, frozen=True, kw_only=True):
    """Loss, optimizer, learning rate and metrics, and what each is for."""

    recipe: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.recipe)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Describe(self.recipe))
        if not isinstance(facts, ModelFacts) or facts.compiled is None:
            return
        recipe = facts.compiled
        rate = recipe.optimizer_config.get("learning_rate", "none")
        yours = (
            recipe.loss or "none",
            recipe.optimizer or "none",
            short(rate) if isinstance(rate, (int, float)) else str(rate),
            ", ".join(recipe.metrics) or "none",
        )
        purposes = words("What it does", list(PURPOSES.values()))
        yield table([words("Part", list(PURPOSES)), words("Yours", yours), purposes])
