"""What the latest runs began with: so much of each that it can be begun again, and tried otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from . import origins
from .stopping import RunningFit

MOST_KEPT = 12
"""Runs that can be tried otherwise: the latest."""
MOST_BYTES = 256 << 20
"""Bytes of all that is kept, data that a run alone holds on to among them; the oldest go first."""


@dataclass
class Start:
    """What a run began with. It holds on to the data and copies the numbers of the model."""

    key: str
    model: Any
    """The class of the model."""
    arguments: dict[str, Any]
    random: list[Any]
    config: dict[str, Any] | None = None
    """As `get_config` gave it; None for a model that has none."""
    recipe: dict[str, Any] | None = None
    """As `get_compile_config` gave it."""
    variables: list[Any] | None = None
    """Of the model: weights, and where the chance of its layers stands; None when they were too large."""
    seeds: list[Any] | None = None
    """Of a model that had no variables yet: what its layers make them from, see `seeds_of`."""
    weights: list[Any] = field(default_factory=list)
    """Those of the variables that are weights."""
    optimizer: list[Any] = field(default_factory=list)
    loss: Any = None
    """As `compile` was given it."""
    before: int = 0
    """Epochs that the model had been trained before."""
    changes: list[tuple[int, float]] = field(default_factory=list)
    """Learning rates that were set on the way, each with the number of epochs after which it was."""
    trains: Callable[[], Any] = lambda: None
    """The model itself, as long as it lives."""
    problem: str = ""
    """Why it cannot be tried otherwise, in a sentence; empty when it can."""

    @property
    def size(self) -> int:
        """Bytes of what it holds."""
        arrays = [*(self.variables or ()), *self.optimizer, *flat(self.arguments)]
        return sum(int(getattr(array, "nbytes", 0)) for array in arrays)


class Starts:
    """The starts of the latest runs, by their keys."""

    def __init__(self) -> None:
        self._kept: dict[str, Start] = {}
        self._seen: Counter[tuple[str, int]] = Counter()

    def key(self, place: RunningFit) -> str:
        """A name for the run that is about to begin, the same one when its lines run again in a replay."""
        mark = origins.mark(place.cell)[:8]
        self._seen[mark, place.number] += 1
        return f"{mark}.{place.number}.{self._seen[mark, place.number]}"

    def keep(self, start: Start) -> None:
        """Keep it, and let go of what is too old or too much; the latest stays."""
        self._kept[start.key] = start
        while len(self._kept) > MOST_KEPT or (
            len(self._kept) > 1 and sum(each.size for each in self._kept.values()) > MOST_BYTES
        ):
            del self._kept[next(iter(self._kept))]

    def only(self, beginnings: tuple[str, ...]) -> None:
        """Let go of all whose keys begin otherwise."""
        self._kept = {key: start for key, start in self._kept.items() if key.startswith(beginnings)}

    def get(self, key: str) -> Start | None:
        """The start of that run; None when it is not kept any more."""
        return self._kept.get(key)

    def of(self, model: Any) -> Start | None:
        """What the latest training of that model began with; None when it has had none, or it is not kept."""
        return next((each for each in reversed(self._kept.values()) if each.trains() is model), None)

    @property
    def latest(self) -> Start | None:
        return next(reversed(self._kept.values()), None)


STARTS = Starts()


def seeds_of(model: Any) -> list[tuple[Any, Callable[[Any], Any], Callable[[Any, Any], None]]]:
    """What the layers draw their first weights and their chance from, in one order; how to read and to set it."""
    found: list[tuple[Any, Callable[[Any], Any], Callable[[Any, Any], None]]] = []
    for layer in model._flatten_layers(include_self=False):
        for _, each in sorted(vars(layer).items()):
            if isinstance(each, keras.initializers.Initializer) and hasattr(each, "seed"):
                found.append((each, _seed, _set_seed))
            elif isinstance(each, keras.random.SeedGenerator):
                found.append((each, _state, _set_state))
    return found


def _seed(initializer: Any) -> Any:
    return initializer.seed


def _set_seed(initializer: Any, seed: Any) -> None:
    initializer.seed = seed


def _state(generator: Any) -> Any:
    return values(generator.state)


def _set_state(generator: Any, state: Any) -> None:
    generator.state.assign(state)


def values(variable: Any) -> Any:
    """The numbers of a variable as they are now; what TensorFlow hands out would change with it."""
    return np.array(keras.ops.convert_to_numpy(variable), copy=True)


def flat(value: Any) -> list[Any]:
    """What lies in lists, tuples and dictionaries, however deep."""
    if isinstance(value, Mapping):
        return [each for item in value.values() for each in flat(item)]
    if isinstance(value, (list, tuple)) and len(value) <= 100:
        return [each for item in value for each in flat(item)]
    return [value]
