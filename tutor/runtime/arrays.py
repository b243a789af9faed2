"""Describes whatever holds numbers: arrays, tensors, variables, data frames, lists that could be arrays."""

from __future__ import annotations

import math
import numbers
import sys
from typing import Any

import numpy as np

from .codec import number

WHOLE_ARRAY = 1000
"""Elements that travel with an array; more than these stay behind."""

NUMERIC = "biuf"
"""NumPy's letters for truth values, integers, unsigned integers and floats."""


def array_facts(array: np.ndarray[Any, Any], holder: str, dtype: str | None = None) -> dict[str, Any]:
    """Facts of an array; of a scalar when its shape is ()."""
    numeric = array.dtype.kind in NUMERIC
    if array.shape == () and numeric:
        return {"$facts": "scalar", "value": element(array.item()), "holder": holder}
    facts: dict[str, Any] = {
        "$facts": "array",
        "shape": list(array.shape),
        "dtype": dtype or str(array.dtype),
        "holder": holder,
        "values": [element(value) for value in array.flat[:WHOLE_ARRAY].tolist()],
    }
    if numeric and array.size:
        # One pass each. NumPy's minimum of anything with a nan in it is nan, which tells that, too.
        smallest, largest = float(array.min()), float(array.max())
        facts["finite"] = math.isfinite(smallest) and math.isfinite(largest)
        finite = array if facts["finite"] else array[np.isfinite(array)]
        if finite.size:
            facts |= {"minimum": float(finite.min()), "maximum": float(finite.max())}
    return facts


def element(value: Any) -> Any:
    """One element as JSON; the text of anything that is not a number."""
    if isinstance(value, float):
        return number(value)
    return value if isinstance(value, (bool, int)) else str(value)


def as_array(value: Any) -> tuple[np.ndarray[Any, Any], str] | None:
    """The numbers in `value` as a NumPy array with the name of their dtype; None when it holds none."""
    if isinstance(value, (np.ndarray, np.generic)):
        return np.asarray(value), str(value.dtype)
    if isinstance(value, (list, tuple)):
        return _from_list(value)
    if isinstance(value, range):
        return np.asarray(value), "int64"
    tensorflow, keras = sys.modules.get("tensorflow"), sys.modules.get("keras")
    if tensorflow and isinstance(value, (tensorflow.Tensor, tensorflow.Variable)):
        return (value.numpy(), value.dtype.name) if hasattr(value, "numpy") else None
    if keras and isinstance(value, keras.Variable):
        return keras.ops.convert_to_numpy(value), str(value.dtype)
    if type(value).__module__.partition(".")[0] == "pandas" and hasattr(value, "to_numpy"):
        array = np.asarray(value.to_numpy())
        return array, str(array.dtype)
    return None


def _from_list(values: Any) -> tuple[np.ndarray[Any, Any], str] | None:
    """Nested lists of numbers, when all rows are as long as each other."""
    first = values
    while isinstance(first, (list, tuple)) and first:
        first = first[0]
    if not isinstance(first, (list, tuple, numbers.Real, np.ndarray, np.generic)) and as_array(first) is None:
        return None
    try:
        array = np.asarray(values)
    except Exception:  # rows of several lengths, or something in the middle that will not be a number
        return None
    return (array, str(array.dtype)) if array.dtype.kind in NUMERIC else None
