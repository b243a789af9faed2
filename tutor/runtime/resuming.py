"""Makes a replayed `fit` end as it ended the first time, without training: weights, optimizer, history, chance.

Only in a replay (the session runs the code silently), and only when all that went into the fit is what it was
then; in every other case it trains. A `fit` with callbacks of the learner's own trains again, always: they may
print, count and draw, and they remember what they saw.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import keras

from .checkpoints import Checkpoint, Checkpoints
from .fingerprint import (
    NotRepeatableError,
    fingerprint,
    random_state,
    set_random_state,
    variables,
    with_changes,
)
from .stopping import RunningFit, StopsAgain

SILENT_ARGUMENTS = ("callbacks", "verbose")
"""They have no part in what a fit leads to: callbacks of the learner's own are not here, and ours only watch."""


class Keeper:
    """Knows the folder, and what lies there of a `fit`."""

    def __init__(self) -> None:
        self.checkpoints: Checkpoints | None = None
        """None when nothing is to be kept."""

    def use(self, folder: Path) -> None:
        """Keep checkpoints there from now on."""
        self.checkpoints = Checkpoints(folder)

    def attempt(
        self,
        place: RunningFit,
        model: Any,
        arguments: Mapping[str, Any],
        planned: Sequence[tuple[int, float]] = (),
    ) -> Attempt | None:
        """The `fit` that is about to begin; None when it will not be kept. Never raises an Exception.

        `planned`: the changes of the learning rate that it is going to make again.
        """
        if self.checkpoints is None or not place.request or arguments.get("callbacks"):
            return None
        try:
            own = {name: value for name, value in arguments.items() if name not in SILENT_ARGUMENTS}
            key = fingerprint(model, own, place.cell, place.number)
        except Exception:  # what cannot be kept is trained again
            return None
        attempt = Attempt(self.checkpoints, key, model, own, place.replayed)
        attempt.changed(planned)
        return attempt

    def obstacle(self, place: RunningFit, attempt: Attempt | None) -> str:
        """Why a replayed `fit` has to train: `unkept`, or what the attempt says. Empty for the learner's lines."""
        if not place.replayed or self.checkpoints is None:
            return ""
        return attempt.obstacle if attempt else "unkept"

    def stopped(self, place: RunningFit, began: int, ended: int) -> None:
        """Ctrl-C has ended a `fit` politely, between these two numbers of steps."""
        if self.checkpoints is None:
            return
        with contextlib.suppress(Exception):  # a disk that is full
            self.checkpoints.save(_stop_key(place, began), Checkpoint({"steps": ended}, {}))

    def stops_again(self, place: RunningFit, began: int) -> list[Any]:
        """The callback that has a replayed `fit` end where Ctrl-C did, should it have; it might go on for ever."""
        if not place.replayed or self.checkpoints is None:
            return []
        stopped = self.checkpoints.load(_stop_key(place, began))
        return [StopsAgain(stopped.about["steps"])] if stopped else []


KEEPER = Keeper()


def _stop_key(place: RunningFit, began: int) -> str:
    return hashlib.sha256(f"stopped {began} {place.number} {place.cell}".encode()).hexdigest()


class Attempt:
    """One `fit`, known by its fingerprint."""

    def __init__(
        self, checkpoints: Checkpoints, key: str, model: Any, arguments: Mapping[str, Any], replayed: bool
    ) -> None:
        self._checkpoints = checkpoints
        self.key = self._plain_key = key
        """Under which name it is kept."""
        self._model = model
        self._arguments = arguments
        self._replayed = replayed
        self.obstacle = ""
        """Why a replay has to train: `missing`, `damaged` or `misfit`; known after `resumed`."""

    def changed(self, changes: Sequence[tuple[int, float]]) -> None:
        """The learning rate is changed on the way: it leads elsewhere than the same `fit` without that."""
        self.key = with_changes(self._plain_key, changes)

    def resumed(self, when_built: Callable[[], None]) -> tuple[Any, float] | None:
        """In a replay, the History of the first time and its seconds, with everything as it was after that `fit`.

        None when the `fit` has to train; nothing that matters to it has been touched then. `when_built` is called
        when the model has its variables, still as they were before.
        """
        if not self._replayed:
            return None
        self.obstacle = "damaged" if self._checkpoints.has(self.key) else "missing"
        checkpoint = self._checkpoints.load(self.key)
        if checkpoint is None:
            return None
        chance = random_state()
        try:
            self._build(checkpoint.about["input_shape"])
            when_built()
            self._assign(checkpoint.arrays)
        except Exception:
            set_random_state(chance)
            self.obstacle = "misfit"
            return None
        set_random_state(checkpoint.about["random"])
        self._model.stop_training = checkpoint.about["stop_training"]
        return self._history(checkpoint.about), checkpoint.about["seconds"]

    def keep(self, history: Any, seconds: float) -> None:
        """The `fit` has come to its end. A disk that is full or cannot be written costs a training later."""
        try:
            about = {
                "history": history.history,
                "epoch": history.epoch,
                "params": history.params,
                "stop_training": self._model.stop_training,
                "seconds": seconds,
                "input_shape": self._model.input_shape,
                "random": random_state(),
            }
            values = [keras.ops.convert_to_numpy(variable) for variable in variables(self._model)]
            arrays = {f"variable_{place}": value for place, value in enumerate(values)}
            self._checkpoints.save(self.key, Checkpoint(about, arrays))
        except Exception:
            return

    def _build(self, input_shape: Any) -> None:
        """Make the variables that the first step of a training makes: of model, metrics and optimizer."""
        if not self._model.built:  # only a Sequential may come so far without a shape
            self._model.build(tuple(input_shape))
        x, y, weights = (_first_row(self._arguments.get(name)) for name in ("x", "y", "sample_weight"))
        predictions = self._model(x, training=False)
        self._model.compute_loss(x=x, y=y, y_pred=predictions, sample_weight=weights, training=False)
        self._model.compute_metrics(x, y, predictions, sample_weight=weights)
        self._model.optimizer.build(self._model.trainable_variables)

    def _assign(self, arrays: Mapping[str, Any]) -> None:
        """Give every variable its value; raises before the first one when they do not fit."""
        own = variables(self._model)
        values = [arrays[f"variable_{place}"] for place in range(len(own))]
        if len(arrays) != len(own) or any(
            (tuple(variable.shape), variable.dtype) != (value.shape, str(value.dtype))
            for variable, value in zip(own, values, strict=True)
        ):
            raise NotRepeatableError("the variables are not those of the checkpoint")
        for variable, value in zip(own, values, strict=True):
            variable.assign(value)

    def _history(self, about: Mapping[str, Any]) -> Any:
        history = keras.callbacks.History()
        history.set_model(self._model)
        history.set_params(about["params"])
        history.epoch, history.history = about["epoch"], about["history"]
        self._model.history = history
        return history


def _first_row(data: Any) -> Any:
    """The first sample of arrays in lists, tuples and dictionaries."""
    if isinstance(data, Mapping):
        return {name: _first_row(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return type(data)(_first_row(value) for value in data)
    return None if data is None else keras.ops.convert_to_tensor(data[:1])
