"""The first batch of what a `fit` was given."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
import tensorflow as tf

BATCH = 32
"""Keras's own size of a batch."""


class NoDataError(Exception):
    """There is none; the message says why, as a sentence."""


@dataclass
class Batch:
    """Some samples with their targets."""

    x: Any
    y: Any
    weights: Any = None
    """Of the samples, as the learner gave them."""
    more: dict[str, Any] = field(default_factory=dict)
    """Other arguments of `train_on_batch`."""
    size: int = 0
    rows: int = 0
    """Of all the data; 0 when nobody knows."""
    all_x: Any = None

    @property
    def plain(self) -> bool:
        """Whether it is one array of inputs and one of targets."""
        return all(hasattr(part, "shape") and len(part) == self.size for part in (self.x, self.y))

    @property
    def weighing(self) -> Any:
        """How much each sample counts, with the weights of its class."""
        classes = self.more.get("class_weight")
        if not classes or self.y is None:
            return self.weights
        labels = np.asarray(self.y)
        labels = labels.argmax(axis=-1) if labels.ndim > 1 and labels.shape[-1] > 1 else labels.reshape(-1)
        return np.array([classes.get(int(label), 1.0) for label in labels], "float32")

    def sample(self, place: int) -> Batch:
        """One of them alone."""
        cut = slice(place, place + 1)
        weights = self.weighing
        return Batch(self.x[cut], self.y[cut], None if weights is None else weights[cut], size=1)

    def first(self, most: int) -> Any:
        """The inputs of so many samples of all the data."""
        return cut(self.x if self.all_x is None else self.all_x, 0, most)


def first_batch(arguments: Mapping[str, Any]) -> Batch:
    """The samples of the first step, in the order in which they stand. Raises NoDataError."""
    x, y = arguments.get("x"), arguments.get("y")
    if isinstance(x, (tf.data.Dataset, keras.utils.PyDataset)):
        return _of_batches(x)
    if x is None or hasattr(x, "__next__") or (callable(x) and not hasattr(x, "shape")):
        raise NoDataError("Its data came from a generator, which can be read only once.")
    if y is None and not isinstance(x, (np.ndarray, Mapping, list, tuple)) and not hasattr(x, "__array__"):
        return _of_batches(x)
    rows = _rows(x)
    split = float(arguments.get("validation_split") or 0.0)
    if 0 < split < 1:
        rows = math.floor(rows * (1.0 - split))
    size = min(rows, int(arguments.get("batch_size") or BATCH))
    if not size:
        raise NoDataError("There are no samples to learn from.")
    more = {name: arguments[name] for name in ("class_weight",) if arguments.get(name)}
    weights = arguments.get("sample_weight")
    return Batch(
        cut(x, 0, size),
        cut(y, 0, size),
        None if weights is None else cut(weights, 0, size),
        more,
        size,
        rows,
        cut(x, 0, rows),
    )


def _of_batches(data: Any) -> Batch:
    found = data[0] if isinstance(data, keras.utils.PyDataset) else next(iter(data))
    parts = found if isinstance(found, (list, tuple)) else (found,)
    if not 2 <= len(parts) <= 3:
        raise NoDataError("Its data has no targets beside its inputs.")
    x, y, *weights = parts
    return Batch(x, y, weights[0] if weights else None, size=_rows(x))


def cut(data: Any, begin: int, end: int) -> Any:
    """Some rows of arrays in lists, tuples and dictionaries."""
    if isinstance(data, Mapping):
        return {name: cut(value, begin, end) for name, value in data.items()}
    if isinstance(data, (list, tuple)) and data and hasattr(data[0], "shape"):
        return type(data)(cut(value, begin, end) for value in data)
    if data is None:
        return None
    if hasattr(data, "iloc"):
        return np.asarray(data.iloc[begin:end])
    return np.asarray(data[begin:end]) if isinstance(data, (list, tuple)) else data[begin:end]


def _rows(data: Any) -> int:
    """How many samples there are."""
    if isinstance(data, Mapping):
        return _rows(next(iter(data.values())))
    if isinstance(data, (list, tuple)) and data and hasattr(data[0], "shape"):
        return _rows(data[0])
    shape = getattr(data, "shape", None)
    return int(shape[0]) if shape is not None else len(data)
