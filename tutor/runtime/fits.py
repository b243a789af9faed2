"""Describes how a `fit` was called: its data, its arguments, and how the two go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .given import column_of, given_facts, numbers_of, shared_rows, unseen_classes
from .variables import name_of


def fit_facts(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of one `fit`, from its arguments by name. Milliseconds for millions of numbers."""
    x, y = arguments.get("x"), arguments.get("y")
    split = float(arguments.get("validation_split") or 0.0)
    held = arguments.get("validation_data")
    pair = held if isinstance(held, (tuple, list)) and len(held) >= 2 else (None, None)
    batch_size = arguments.get("batch_size")
    return {
        "$facts": "fit",
        "x": given_facts(x, name_of(x)),
        "y": given_facts(y, name_of(y)),
        "epochs": int(arguments.get("epochs", 1)),
        "batch_size": None if batch_size is None else int(batch_size),
        "split": split,
        "validation": bool(split) or held is not None,
        "shuffle": bool(arguments.get("shuffle", True)),
        "monitors": monitors(arguments.get("callbacks")),
        "same_validation": same(x, pair[0]) and same(y, pair[1]),
        "shared": shared_rows(x, pair[0]) if pair[0] is not None else 0.0,
        "unseen": unseen_classes(y, split),
        "leak": column_of(x, y),
        "same_xy": x is not None and x is y,
    }


def monitors(callbacks: Any) -> list[list[str]]:
    """Class and metric of each callback that watches one."""
    listed = callbacks if isinstance(callbacks, (list, tuple)) else [callbacks]
    return [
        [type(callback).__name__, callback.monitor]
        for callback in listed
        if isinstance(getattr(callback, "monitor", None), str)
    ]


def same(one: Any, other: Any) -> bool:
    """Whether two arrays are one, or hold the same numbers in the same places."""
    if one is None or other is None:
        return False
    if one is other:
        return True
    first, second = numbers_of(one), numbers_of(other)
    return first is not None and second is not None and np.array_equal(first, second)
