"""Runs a training again on the side and keeps the weights of some of its moments. Nothing is kept before that.

A training is repeatable to the last bit from what it began with (`starts`), and takes no longer than it took, so
nothing has to be written down while the learner trains. At most `MOST_MOMENTS` are kept of a run, of all runs
together at most `MOST_BYTES`; of a larger model fewer moments, and none of one that does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from . import chance, ledger
from .codec import number
from .remade import Bench, first_line
from .starts import Start, values
from .stopping import RunningFit, polite_interrupt, running_request
from .variants import copied
from .varied import CannotError, plan

MOST_MOMENTS = 200
MOST_BYTES = 64 << 20
"""Of the weights of all moments that are kept."""
KEPT = dict[str, "Again"]()
"""By the keys of the runs, the oldest first."""


@dataclass
class Again:
    """A run that has been trained again."""

    model: Any
    """A twin of the learner's. Its weights are those of whatever moment was looked at last."""
    first: int
    """Epochs before its first one: `initial_epoch`."""
    weights: dict[int, list[Any]] = field(default_factory=dict)
    """By the number of the epoch; that of `first` is before the training."""
    logs: dict[int, dict[str, float]] = field(default_factory=dict)
    """The metrics of every epoch."""
    same: bool = True
    """Whether its numbers are those of the run."""
    stopped: bool = False
    """Whether Ctrl-C ended it."""

    @property
    def size(self) -> int:
        """Bytes of the weights."""
        return sum(array.nbytes for arrays in self.weights.values() for array in arrays)

    def at(self, epoch: int) -> Any:
        """The model as it was after an epoch."""
        self.model.set_weights(self.weights[epoch])
        return self.model


class Keeping(keras.callbacks.Callback):  # type: ignore[misc]
    """Keeps the weights of some epochs."""

    def __init__(self, again: Again, wanted: Sequence[int], changes: Sequence[tuple[int, float]]) -> None:
        super().__init__()
        self.stop_asked = False
        """Whether Ctrl-C was pressed."""
        self._again, self._wanted, self._done = again, sorted(wanted), again.first
        self._changes = [(again.first + finished, rate) for finished, rate in changes]
        """Learning rates that were set on the way, each with the epoch after which it was."""

    def most_epochs(self, batches: int) -> int:
        """How many may run until the next one that is wanted."""
        stops = [*self._wanted, *(epoch for epoch, _ in self._changes)]
        return max(1, min((each for each in stops if each > self._done), default=self._done + 1) - self._done)

    def on_train_begin(self, logs: Any = None) -> None:
        self._keep()
        if self.stop_asked:
            self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.on_epoch_past(epoch, logs, None, 0)

    def on_epoch_past(self, epoch: int, logs: Any, rate: float | None, ahead: int) -> None:
        """As `Telemetry.on_epoch_past`."""
        self._done = epoch + 1
        self._again.logs[self._done] = {name: float(value) for name, value in (logs or {}).items()}
        if ahead:
            return
        self._keep()
        while self._changes and self._changes[0][0] <= self._done:
            self.model.optimizer.learning_rate = self._changes.pop(0)[1]

    def _keep(self) -> None:
        if self._done in self._wanted:
            self._again.weights[self._done] = [values(weight) for weight in self.model.weights]


def trained_again(start: Start, wanted: Sequence[int]) -> Again:
    """The run with the weights of these epochs, as many of them as may be kept. Raises CannotError."""
    known = KEPT.get(start.key)
    if known is not None and set(wanted) <= set(known.weights):
        return known
    with chance.aside():
        again = _trained(start, sorted({*wanted} - {*(known.weights if known else ())}))
    if known is not None and len(known.weights) + len(again.weights) <= MOST_MOMENTS:
        again.weights = {**known.weights, **again.weights}
        again.logs = {**known.logs, **again.logs}
    KEPT.pop(start.key, None)
    KEPT[start.key] = again
    while len(KEPT) > 1 and sum(each.size for each in KEPT.values()) > MOST_BYTES:
        del KEPT[next(iter(KEPT))]
    return again


def _trained(start: Start, wanted: Sequence[int]) -> Again:
    first = int(start.arguments.get("initial_epoch") or 0)
    last = max([first, *wanted])
    what = plan(start, {"epochs": max(last, first + 1)})
    model, _ = Bench(start).model(what)
    each = sum(4 * int(np.prod(weight.shape)) for weight in model.weights)
    if each > MOST_BYTES // 2:
        raise CannotError(f"its model is too large to keep moments of it: {each >> 20} MB each")
    most = min(MOST_MOMENTS, max(2, MOST_BYTES // max(1, each)))
    again = Again(model, first)
    keeping = Keeping(again, thinned([first, *wanted], most), start.changes)
    if last == first:
        again.weights[first] = [values(weight) for weight in model.weights]
        return again
    request = running_request()
    try:
        with polite_interrupt(model, keeping, RunningFit(request["header"]["msg_id"] if request else "")):
            own = copied(what.arguments.get("callbacks") or ())
            arguments = {**what.arguments, "verbose": 0, "callbacks": [*own, keeping]}
            keras.Model.fit.__wrapped__(model, **arguments)  # nothing of it is the learner's
    except CannotError:
        raise
    except Exception as error:
        raise CannotError(f"it fails: {first_line(error)}") from error
    again.stopped = keeping.stop_asked
    again.same = _is_the_run(start.key, again)
    return again


def thinned(wanted: Sequence[int], most: int) -> list[int]:
    """At most so many of them, evenly, the first and the last among them."""
    numbers = sorted(set(wanted))
    if len(numbers) <= most:
        return numbers
    return [numbers[round(place * (len(numbers) - 1) / (most - 1))] for place in range(most)]


def _is_the_run(key: str, again: Again) -> bool:
    """Whether every number that is known of the run came out once more."""
    told = next((each for each in reversed(ledger.TOLD) if each["key"] == key), None)
    for name, (epochs, column) in (told["metrics"] if told else {}).items():
        for epoch, value in zip(epochs, column, strict=True):
            found = again.logs.get(epoch, {}).get(name)
            if found is not None and number(float(f"{found:.7g}")) != value:
                return False
    return True
