"""Looks at a model while it trains: which layer or column left the numbers first, which neurons are shut."""

from __future__ import annotations

import contextlib
import inspect
import math
from collections.abc import Iterator, Mapping
from typing import Any

import keras
import numpy as np

from .compiled import plain_config
from .given import numbers_of
from .patient import Array, patient_facts

SAMPLE = 64
"""Rows that are sent through the layers."""
MOST_WEIGHTS = 200_000
"""The weights of larger models are not looked at while they train."""
STILL = 0.02
"""A loss that has moved by no more than this share has not moved."""
EARLY = 0.1
"""The share of the epochs after which a loss that has not moved is looked into, once."""
GROWN = 10
"""So many times larger a weight has grown, and not learned."""


class Examination:
    """One `fit`, looked at as often as it is told of. Nothing here raises an Exception, or changes the model."""

    def __init__(self, model: Any, arguments: Mapping[str, Any]) -> None:
        """The model has its variables, and has not begun to learn."""
        self._model, self._x, self._y = model, arguments.get("x"), arguments.get("y")
        self.facts = patient_facts(model, arguments)
        """What is known so far, as `Patient`."""
        self._first_loss: float | None = None
        self._sizes: dict[str, tuple[float, float]] = {}
        """The largest weight of each layer, at the first look and at the latest."""
        self._asked = False
        """Whether the layers were asked already what they answer."""
        with contextlib.suppress(Exception):
            self._measure()

    def look(self, loss: float | None, done: float, ended: bool = False) -> bool:
        """Look at the model when its latest loss is this, after so large a share of its epochs; whether something
        was found that was not known."""
        known = len(self.facts)
        with contextlib.suppress(Exception):  # a layer of the learner's own may do anything
            self._look(loss, done, ended)
        return len(self.facts) > known

    def _look(self, loss: float | None, done: float, ended: bool) -> None:
        if loss is None:
            return
        if not math.isfinite(loss):
            if "lost" not in self.facts:
                self.facts["lost"] = True
                self.facts |= self._where_lost()
            return
        self._measure()
        first = self._first_loss = loss if self._first_loss is None else self._first_loss
        unmoved = abs(loss - first) <= STILL * abs(first)
        if unmoved and (ended or (done >= EARLY and not self._asked)):
            self._asked = True
            shut = shut_layer(self._model, self._x)
            self.facts |= {"shut": shut} if shut else {}

    def _measure(self) -> None:
        """Take the size of the weights, unless they are many."""
        if sum(math.prod(weight.shape) for weight in self._model.weights) <= MOST_WEIGHTS:
            for name, size in largest_weights(self._model):
                self._sizes[name] = (self._sizes[name][0] if name in self._sizes else size, size)

    def _where_lost(self) -> dict[str, Any]:
        """The column, the labels, or the layer that was the first to leave the numbers."""
        for name, data in (("x", self._x), ("y", self._y)):
            array = numbers_of(data)
            bad = None if array is None else ~np.isfinite(array.reshape(len(array), -1))
            if bad is not None and bad.any():
                column = int(bad.any(axis=0).argmax())
                return {"lost_data": name, "lost_column": column, "lost_rows": int(bad.any(axis=1).sum())}
        growth = {name: last / first for name, (first, last) in self._sizes.items() if first > 0}
        if growth and max(growth.values()) > GROWN:
            name = max(growth, key=growth.__getitem__)
            return {"lost_layer": name, "lost_from": self._sizes[name][0], "lost_to": self._sizes[name][1]}
        broken = [name for name, size in largest_weights(self._model) if not math.isfinite(size)]
        if broken:
            return {"lost_layer": broken[0]}
        for layer, _, after in passed_through(self._model, self._x):
            if not np.isfinite(after).all():
                return {"lost_layer": layer.name, "lost_answers": True}
        return {}


def largest_weights(model: Any) -> Iterator[tuple[str, float]]:
    """For each layer that may learn, the largest size of a weight."""
    for layer in model.layers:
        values = [np.abs(keras.ops.convert_to_numpy(weight)) for weight in layer.trainable_weights]
        sizes = [float(value.max()) for value in values if value.size]
        if sizes:
            yield layer.name, max(sizes) if all(map(math.isfinite, sizes)) else math.inf


def shut_layer(model: Any, x: Any) -> str:
    """The first layer with `relu` of which no neuron answers any of the rows; empty when there is none."""
    for layer, _, after in passed_through(model, x):
        activation = plain_config(layer).get("activation")
        if (activation == "relu" or type(layer).__name__ == "ReLU") and not after.any():
            return str(layer.name)
    return ""


def passed_through(model: Any, x: Any) -> Iterator[tuple[Any, Array, Array]]:
    """Each layer of a model that is a plain row of layers, with what goes into it and what comes out."""
    rows = numbers_of(x)
    if rows is None or not isinstance(model, keras.Sequential):
        return
    step = max(1, len(rows) // SAMPLE)
    value = np.asarray(rows[::step][:SAMPLE], dtype=model.compute_dtype)
    if value.ndim == 1 and len(model.input_shape) == 2:
        value = value[:, None]
    for layer in model.layers:
        takes = "training" in inspect.signature(layer.call).parameters
        answer = keras.ops.convert_to_numpy(layer(value, training=False) if takes else layer(value))
        yield layer, value, answer
        value = answer
