"""Tells every `fit` as a run when it is over, and keeps what it began with, so that it can be tried otherwise."""

from __future__ import annotations

import contextlib
import sys
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np

from . import origins
from .fingerprint import random_state, with_changes
from .settings import settings_of
from .starts import STARTS, Start, seeds_of, values
from .steering import rate_of, shown
from .stopping import RunningFit
from .thinning import columns_of
from .variables import name_of

LARGEST_START = 64 << 20
"""Bytes of variables of one run; what a larger model began with is not kept."""


MOST_TOLD = 200
"""Runs of this session that checks can ask for; the oldest go first."""
TOLD: list[dict[str, Any]] = []


def told_facts() -> dict[str, Any]:
    """The facts of the runs of this session, those that ran to rebuild it, too, and of the variants."""
    return {"$facts": "runs", "runs": list(TOLD)}


def tell(cell: str, **told: Any) -> None:
    """From now on, checks can ask for this run of these lines, or for this variant of that `/try`."""
    TOLD[:] = [*TOLD, {"$facts": "told", "cell": origins.mark(cell), **told}][-MOST_TOLD:]


def only(cells: list[str]) -> None:
    """Forget all runs but those of lines with these marks."""
    TOLD[:] = [each for each in TOLD if each["cell"] in cells]
    STARTS.only(tuple(f"{cell[:8]}." for cell in cells))


class Recording:
    """One `fit` that runs. Whatever cannot be looked at is left out; it never raises an Exception."""

    def __init__(
        self, model: Any, arguments: Mapping[str, Any], place: RunningFit, origin: Mapping[str, Any]
    ) -> None:
        self._model, self._arguments, self._place, self._origin = model, arguments, place, origin
        self._outside = sys.exc_info()[1]
        """The error that the learner's code handles meanwhile."""
        self.checkpoint = ""
        """Under which name the end of it is kept; empty when it is not."""
        self._rate = rate_of(model)
        self._changed = ""
        """The learning rates that were set by hand on the way, in words."""
        own = {name: value for name, value in arguments.items() if name not in ("self", "verbose")}
        self._start = Start(STARTS.key(place), type(model), own, random_state())
        self._start.trains = weakref.ref(model)
        self._start.before = int(origin.get("before") or 0)

    def built(self) -> None:
        """The model has its variables now, and has not begun to learn: keep what they are."""
        start, model = self._start, self._model
        if start.variables is not None or start.seeds is not None:
            return
        if any(hasattr(self._arguments.get(name), "__next__") for name in ("x", "validation_data")):
            start.problem = "its data came from a generator, which can be read only once"
            return
        try:
            if sum(int(np.prod(variable.shape)) * 4 for variable in model.variables) > LARGEST_START:
                start.problem = "its model is too large to keep what it began with"
            elif model.built:
                known = {id(variable): values(variable) for variable in model.variables}
                start.variables = list(known.values())
                start.weights = [known[id(weight)] for weight in model.weights]
                start.optimizer = [values(variable) for variable in model.optimizer.variables]
            else:  # Keras makes them in the first step
                start.seeds = [read(each) for each, read, _ in seeds_of(model)]
        except Exception:
            start.problem = "its model does not show the numbers that it began with"
            return
        try:
            start.config, start.recipe, start.loss = model.get_config(), model.get_compile_config(), model.loss
            start.recipe["optimizer"] = keras.optimizers.serialize(model.optimizer)  # as it is by now
        except Exception:
            start.problem = "its model has no `get_config`, so it cannot be made a second time"

    def ended(self, history: Any, seconds: float, how: str = "") -> dict[str, Any] | None:
        """It is over: keep its start. All that is told of it; None for one without an epoch.

        `how`: the way it ended; empty where the number of its epochs tells.
        """
        with contextlib.suppress(Exception):
            if not history.epoch:
                return None
            STARTS.keep(self._start)
            asked = int(self._arguments.get("epochs", 1))
            whole = asked - int(self._arguments.get("initial_epoch") or 0)
            told = {
                "key": self._start.key,
                "model": name_of(self._model),
                "settings": self._settings(),
                "metrics": columns_of(history),
                "epochs": len(history.epoch),
                "asked": asked,
                "seconds": seconds,
                "ended": how or ("finished" if len(history.epoch) >= whole else "early"),
            }
            tell(self._place.cell, **told)
            return {**told, "run_place": self._place.number, "checkpoint": self.checkpoint}
        return None

    def _settings(self) -> dict[str, Any]:
        settings = settings_of(self._model, self._arguments, self._origin, self._start.random[2])
        if self._changed:
            settings |= {"learning_rate": shown(self._rate or 0.0), "rate_changed": self._changed}
        return settings

    def changed(self, changes: Sequence[tuple[int, float]], first: int) -> None:
        """The learning rate was changed on the way, after so many epochs each."""
        self.checkpoint = with_changes(self.checkpoint, changes) if self.checkpoint else ""
        self._start.changes = list(changes)
        told = [f"{rate:.7g} after epoch {first - 1 + finished}" for finished, rate in changes]
        self._changed = ", ".join(told)

    def way_of_ending(self, stop_asked: bool) -> str:
        """How a `fit` ends that is just being left, as far as that tells; see `ended`."""
        error = sys.exc_info()[1]
        if error is not None and error is not self._outside:
            return "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"
        return "stopped" if stop_asked else ""
