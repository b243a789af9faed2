"""Calculates what is small and changes nothing: arithmetic, NumPy's makers of arrays, methods of arrays."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

import keras
import numpy as np

MOST = 1_000_000
"""Elements of an array, and of all the numbers given to a call multiplied with each other."""


class _Unknown:
    """What a piece of code comes to when nobody can tell without running it."""


UNKNOWN: Any = _Unknown()


class Kind(NamedTuple):
    """Some value of a class."""

    of: type
    closed: bool = False
    """Whether the class itself shows every attribute: nothing more can be set."""


_CLOSED = (np.ndarray, np.random.Generator, list, tuple, dict, str, set)
_SURE = (int, float, bool, str, tuple, complex, np.generic, np.ndarray, type(None))
"""What later lines of the same code leave as it is, in its size at least."""
_MAKERS = frozenset(
    {
        *(
            "array",
            "asarray",
            "zeros",
            "ones",
            "empty",
            "full",
            "linspace",
            "arange",
            "eye",
            "reshape",
            "concatenate",
        ),
        *(
            "stack",
            "vstack",
            "hstack",
            "column_stack",
            "expand_dims",
            "squeeze",
            "mean",
            "sum",
            "min",
            "max",
            "std",
        ),
        *("var", "median", "argmax", "argmin", "round", "where", "transpose", "ravel", "zeros_like", "ones_like"),
        *("full_like", "unique", "sort", "argsort", "cumsum", "diff", "dot", "matmul", "repeat", "tile", "clip"),
        *("flip", "append", "allclose", "shape", "size", "ndim", "isnan", "any", "all", "prod", "outer", "split"),
    }
)
_METHODS = frozenset(
    {
        *("reshape", "astype", "mean", "sum", "min", "max", "std", "var", "argmax", "argmin", "flatten", "ravel"),
        *(
            "transpose",
            "squeeze",
            "round",
            "tolist",
            "copy",
            "item",
            "dot",
            "cumsum",
            "any",
            "all",
            "prod",
            "clip",
        ),
    }
)
_PLAIN = (len, range, list, tuple, int, float, str, abs, sum, min, max, round, sorted, bool)
_GENERAL = (ModuleType, FunctionType, BuiltinFunctionType, MethodType, type)


def kind_of(value: Any) -> Any:
    """The value, or its kind where other lines may change it."""
    if (
        value is UNKNOWN
        or isinstance(value, (Kind, *_SURE, *_GENERAL))
        or type(value).__module__.startswith("keras")
    ):
        return value
    return Kind(type(value), isinstance(value, _CLOSED)) if isinstance(value, _CLOSED) else UNKNOWN


def holds(kind: Kind, name: str) -> bool:
    """Whether the class has an attribute of that name."""
    return hasattr(kind.of, name)


def combined(sign: ast.operator | ast.unaryop, *values: Any) -> Any:
    """A sum, a product, a difference; raises what Python raises."""
    for value in values:
        meant = isinstance(sign, ast.Not) or (isinstance(value, type) and isinstance(sign, ast.BitOr))
        if isinstance(value, _GENERAL) and not meant:
            raise TypeError(f"unsupported operand type: '{type(value).__name__}'")
    if not all(isinstance(value, (int, float, str, list, tuple, np.ndarray, np.generic)) for value in values):
        return UNKNOWN
    if isinstance(sign, ast.Pow | ast.LShift | ast.MatMult) or any(_size(value) > MOST for value in values):
        return UNKNOWN
    if isinstance(sign, ast.Mult) and any(isinstance(value, str | list | tuple) for value in values):
        return UNKNOWN
    function = _SIGNS.get(type(sign))
    with np.errstate(all="ignore"):
        return function(*values) if function else UNKNOWN


_SIGNS: Mapping[type, Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}


def indexed(owner: Any, index: Any) -> Any:
    """An item or a part; raises what Python raises."""
    if isinstance(owner, (list, tuple, str, np.ndarray)) and _size(owner) <= MOST:
        return owner[index]
    if isinstance(owner, (int, float, *_GENERAL)) and not isinstance(owner, type):
        raise TypeError(f"'{type(owner).__name__}' object is not subscriptable")
    return UNKNOWN


def calculated(function: Any, given: Sequence[Any], named: Mapping[str, Any]) -> Any:
    """What a call gives: its value where it is small and changes nothing, else what kind of value it is."""
    values = [*given, *named.values()]
    known = all(value is not UNKNOWN and not isinstance(value, Kind) for value in values)
    if known and _is_pure(function, values):
        with np.errstate(all="ignore"):
            return function(*given, **named)
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    if isinstance(owner, list) and name in ("append", "extend", "insert", "sort", "reverse", "clear", "remove"):
        return None
    if isinstance(owner, np.random.Generator) and known and _is_small(values) and name in _DRAWS:
        return getattr(np.random.default_rng(0), name)(
            *given, **named
        )  # one of our own: nothing is drawn of theirs
    if name in ("compile", "add", "summary", "build", "adapt") and isinstance(owner, keras.Layer):
        return None
    if getattr(function, "__qualname__", "").startswith("DatasetV2.") and name != "as_numpy_iterator":
        import tensorflow as tf

        return Kind(tf.data.Dataset)
    if isinstance(function, type):
        return Kind(function, function in _CLOSED)
    if function is np.random.default_rng:
        return Kind(np.random.Generator, closed=True)
    if function is keras.Input:
        return Kind(keras.KerasTensor)
    if owner is not None and type(owner).__module__.startswith("keras"):
        if isinstance(owner, keras.Model) and name == "fit":
            return Kind(keras.callbacks.History)
        if isinstance(owner, keras.Model) and name == "predict" and len(owner.outputs if owner.built else ()) == 1:
            return Kind(np.ndarray, closed=True)
    return UNKNOWN


_DRAWS = frozenset({"normal", "uniform", "integers", "random", "standard_normal", "permutation", "choice"})


def can_format(form: ast.expr, value: Any) -> bool:
    """Whether a value can take the form behind the colon in an f-string; of an unknown one, whether any can."""
    if value is None or isinstance(value, (list, dict, tuple, np.ndarray, Kind)):
        return False
    parts = form.values if isinstance(form, ast.JoinedStr) else []
    if any(isinstance(part, ast.FormattedValue) and part.format_spec is not None for part in parts):
        return False
    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "1" for part in parts)
    return "%" in text or any(_formats(value, text) for value in (1, 1.0, "x"))


def _formats(value: object, form: str) -> bool:
    try:
        format(value, form)
    except (ValueError, TypeError):
        return False
    return True


def _is_small(values: Sequence[Any]) -> bool:
    if math.prod(max(1, abs(number)) for value in values for number in _integers(value)) > MOST:
        return False
    return all(isinstance(value, (*_SURE, list)) and _size(value) <= MOST for value in values)


def _is_pure(function: Any, values: Sequence[Any]) -> bool:
    if math.prod(max(1, abs(number)) for value in values for number in _integers(value)) > MOST:
        return False
    if any(_size(value) > MOST for value in values) or any(
        isinstance(value, _GENERAL) for value in values if not isinstance(value, type)
    ):
        return False
    if any(not isinstance(value, (*_SURE, list, type, slice)) for value in values):
        return False
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray):
        return name in _METHODS and owner.size <= MOST
    if isinstance(function, np.ufunc):
        return "out" not in name
    try:
        return function in _PLAIN or (name in _MAKERS and getattr(np, name, None) is function)
    except Exception:
        return False


def _integers(value: Any) -> list[int]:
    if isinstance(value, int) and not isinstance(value, bool):
        return [value]
    if isinstance(value, tuple) and len(value) < 10:
        return [each for each in value if isinstance(each, int)]
    return []


def _size(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return int(value.size)
    return len(value) if isinstance(value, str | list | tuple) else 1
