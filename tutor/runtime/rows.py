"""Fingerprints of rows: what went into a `fit`, whatever holds it, and in whatever order the rows stand.

Two data sets have one fingerprint when they hold the same rows, x and y side by side, each as often: a slice, a
`tf.constant` of it, a shuffled copy and a tf.data set made of it are all the same. Numbers are compared as
float32, which is what Keras trains with. A one-hot y is the classes that it stands for.
"""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from .given import is_one_hot, numbers_of

MOST_ELEMENTS = 50_000_000
"""Larger arrays have no fingerprint: to make one would be felt beside their training."""
MOST_BATCHES = 2000
"""Of a data set that is run to know its rows."""
AT_ONCE = 1_000_000
"""Elements that are looked at together."""
KEEPS_ROWS = (
    "shuffle",
    "batch",
    "parallelbatch",
    "paddedbatch",
    "prefetch",
    "cache",
    "options",
    "model",
    "repeat",
)
"""What tf.data may do to a set without changing its rows; the beginnings of the names of its classes."""

Array = np.ndarray[Any, Any]

_WORD = np.uint64(0x9E3779B97F4A7C15)


def part_facts(x: Any, y: Any, begin: int = 0, end: int | None = None) -> dict[str, Any] | None:
    """The facts of the rows from `begin` to `end` of x, and of y beside it; None for what cannot be looked into.

    `y` may be None. 0.5 ms for 1,500 rows of 64 numbers.
    """
    if y is None:
        x, y = unpacked(x)
    x, y = _alone(x), _alone(y)
    table = table_of(x)
    labels = None if y is None else table_of(y, labels=True)
    if table is None or (y is not None and labels is None):
        return None
    table, labels = table[begin:end], None if labels is None else labels[begin:end]
    if labels is not None and len(labels) != len(table):
        return None
    of_x = row_numbers(table)
    of_y = np.zeros_like(of_x) if labels is None else row_numbers(labels)
    return {
        "$facts": "part",
        "rows": len(table),
        "x": together(of_x),
        "y": "" if labels is None else together(of_y),
        "pairs": together(of_x * _WORD + stirred(of_y)),
    }


def _alone(value: Any) -> Any:
    """The one array that a list or a dictionary of a single input holds; else the value."""
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return parts[0] if len(parts) == 1 and getattr(parts[0], "ndim", 0) > 0 else value


def ran_through(given: Any) -> dict[str, Any] | None:
    """The facts of the rows of a data set, or of something that gives its batches by number: it is run once.

    None for what is endless, very large, or gives more than x and y.
    """
    batches: list[Any] = []
    tensorflow = sys.modules.get("tensorflow")
    try:
        if tensorflow is not None and isinstance(given, tensorflow.data.Dataset):
            batches = [*given.take(MOST_BATCHES + 1)]
        elif hasattr(given, "__getitem__") and not hasattr(given, "ndim"):
            batches = [given[place] for place in range(min(len(given), MOST_BATCHES + 1))]
        if not 0 < len(batches) <= MOST_BATCHES or any(len(each) != 2 for each in batches):
            return None
        x, y = (np.concatenate([np.atleast_1d(np.asarray(each[side])) for each in batches]) for side in (0, 1))
        return part_facts(x, y)
    except Exception:  # whatever the learner's own batches may do
        return None


def cut(x: Any, split: float) -> int | None:
    """The row at which `validation_split` cuts, as Keras does it; None without one."""
    found = numbers_of(x)
    return None if found is None or not 0 < split < 1 else math.floor(len(found) * (1.0 - split))


def table_of(value: Any, *, labels: bool = False) -> Array | None:
    """The numbers as rows of float32; None for texts, several inputs, and what is too large."""
    array = numbers_of(value)
    if array is None or array.size > MOST_ELEMENTS:
        return None
    if labels and array.ndim == 2 and is_one_hot(array):
        array = array.argmax(axis=1)
    rows: Array = np.ascontiguousarray(array.reshape(len(array), -1), dtype="float32") + np.float32(0)  # no -0
    return rows


def row_numbers(table: Array) -> Array:
    """A number of 64 bits for each row."""
    columns = table.shape[1]
    weights = stirred(np.arange(1, columns + 1, dtype="uint64")) | np.uint64(1)
    words = table.view("uint32")
    step = max(1, AT_ONCE // max(1, columns))
    parts = [
        (words[place : place + step].astype("uint64") * weights).sum(axis=1, dtype="uint64")
        for place in range(0, len(words), step)
    ]
    return stirred(np.concatenate(parts)) if parts else np.zeros(0, dtype="uint64")


def stirred(numbers: Array) -> Array:
    """Every bit of each number spread over all of them (the finisher of splitmix64, Steele et al. 2014)."""
    mixed = numbers + _WORD
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Array = mixed ^ (mixed >> np.uint64(31))
    return result


def together(numbers: Array) -> str:
    """One fingerprint for numbers in any order."""
    return f"{int(stirred(numbers).sum(dtype='uint64')):016x}"


def unpacked(value: Any) -> tuple[Any, Any]:
    """x and y of a tf.data set that was made of arrays, and only shuffled, batched and the like; else the value.

    The set itself is not run: that might draw random numbers, or never end.
    """
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None or not isinstance(value, tensorflow.data.Dataset):
        return value, None
    try:
        inputs = value._inputs()  # tf.data has no public way to ask what a set was made of
        while inputs:
            if not type(value).__name__.lstrip("_").lower().startswith(KEEPS_ROWS):
                return None, None
            (value,) = inputs
            inputs = value._inputs()
        tensors = tensorflow.nest.flatten(value._tensors)
        return (tensors[0].numpy(), tensors[1].numpy()) if len(tensors) == 2 else (None, None)
    except (AttributeError, ValueError, TypeError):
        return None, None
