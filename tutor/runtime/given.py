"""Describes what a `fit` or a `predict` was given: one array, seen as a whole, in a few numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .arrays import NUMERIC, as_array
from .codec import number

MOST_ELEMENTS = 2_000_000
"""Of larger arrays only every second, third ... row is looked at: some milliseconds beside a training."""
MOST_CLASSES = 100
MOST_COLUMNS = 100
MOST_ROWS_COMPARED = 20_000
"""Rows of one array that are looked for in another."""

Array = np.ndarray[Any, Any]


def numbers_of(value: Any) -> Array | None:
    """The numbers of an array, a tensor, a data frame or a list; None for data sets and generators."""
    found = None if value is None else as_array(value)
    return found[0] if found and found[0].dtype.kind in NUMERIC and found[0].ndim else None


def given_facts(value: Any, name: str) -> dict[str, Any] | None:
    """Facts of data under the name it has among the learner's variables; None when it holds no plain numbers."""
    whole = numbers_of(value)
    if whole is None:
        return None
    array = thinned(whole)
    smallest, largest = (float(array.min()), float(array.max())) if array.size else (0.0, 0.0)
    finite = math.isfinite(smallest) and math.isfinite(largest)
    labels = labels_of(array) if finite else None
    return {
        "$facts": "given",
        "name": name,
        "shape": list(whole.shape),
        "dtype": str(whole.dtype),
        "minimum": number(smallest),
        "maximum": number(largest),
        "finite": finite,
        "classes": [] if labels is None else np.unique(labels)[: MOST_CLASSES + 1].tolist(),
        "ordered": labels is not None and len(labels) > 1 and bool((labels[1:] >= labels[:-1]).all()),
        "one_hot": finite and is_one_hot(array),
        "sizes": column_sizes(array) if finite else [],
    }


def thinned(array: Array) -> Array:
    """The array, or evenly spread rows of a large one."""
    return array[:: 1 + array.size // MOST_ELEMENTS]


def labels_of(array: Array) -> Array | None:
    """Whole numbers in one column, or the places of the ones in one-hot rows; None for anything else."""
    if array.ndim == 2 and is_one_hot(array):
        return np.asarray(array.argmax(axis=1))
    if array.ndim > 2 or (array.ndim == 2 and array.shape[1] != 1):
        return None
    column = array.reshape(-1)
    if column.dtype.kind == "f" and not bool((column == np.floor(column)).all()):
        return None
    return column.astype("int64")


def is_one_hot(array: Array) -> bool:
    """Rows of at least two columns with a single 1 among zeros."""
    if array.ndim != 2 or array.shape[1] < 2 or not array.size:
        return False
    return bool(((array == 0) | (array == 1)).all() and (array.sum(axis=1) == 1).all())


def column_sizes(array: Array) -> list[float]:
    """The largest absolute value of each column that is not the same throughout; empty unless there are rows of
    columns."""
    if array.ndim != 2 or not array.size:
        return []
    columns = array[:, :MOST_COLUMNS].astype("float64")
    sizes = np.abs(columns).max(axis=0)
    return [float(size) for size, spread in zip(sizes, np.ptp(columns, axis=0), strict=True) if spread > 0]


def unseen_classes(y: Any, split: float) -> list[int]:
    """Classes that are only in the last part of y, which `validation_split` keeps from the training."""
    array = numbers_of(y)
    labels = None if array is None or not np.isfinite(array).all() else labels_of(array)
    if labels is None or not 0 < split < 1:
        return []
    place = math.floor(len(labels) * (1 - split))
    train, held = np.unique(labels[:place]), np.unique(labels[place:])
    unseen: list[int] = np.setdiff1d(held, train).tolist()
    return unseen if len(train) + len(unseen) <= MOST_CLASSES else []


def shared_rows(one: Any, other: Any) -> float:
    """The share of the rows of `other`, 0 to 1, that are among the rows of `one`; 0 for single columns, whose
    numbers may well come twice."""
    first, second = numbers_of(one), numbers_of(other)
    if first is None or second is None or first.shape[1:] != second.shape[1:] or not len(second):
        return 0.0
    if math.prod(first.shape[1:]) < 3 or max(len(first), len(second)) > MOST_ROWS_COMPARED:
        return 0.0
    known = {row.tobytes() for row in np.ascontiguousarray(first, dtype=first.dtype)}
    return sum(row.tobytes() in known for row in np.ascontiguousarray(second, dtype=first.dtype)) / len(second)


def column_of(x: Any, y: Any) -> int | None:
    """The column of x, from 0, that is y itself; None when there is none, or when x has no other columns."""
    features, labels = numbers_of(x), numbers_of(y)
    if features is None or labels is None or features.ndim != 2 or not 1 < features.shape[1] <= MOST_COLUMNS:
        return None
    column = labels.reshape(-1)
    if len(column) != len(features) or len(column) < 3 or np.ptp(column) == 0:
        return None
    same = [place for place in range(features.shape[1]) if np.array_equal(features[:, place], column)]
    return same[0] if same else None
