"""Describes any live object as plain JSON. The shapes are those of the tutor's own facts, `$facts` tells which."""

from __future__ import annotations

import reprlib
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from . import models
from .arrays import array_facts, as_array, element
from .bounded import LEAST, TooLongError, bounded

LONGEST_TEXT = 1000
LONGEST_REPR = 200

REPR_SECONDS = 0.5
"""What a `__repr__` of the learner's may take."""


class Short(reprlib.Repr):
    """Cuts what is long, and lets an object that cannot be shown say so."""

    def repr_instance(self, value: Any, level: int) -> str:
        text = repr(value)
        if not isinstance(text, str):
            raise TypeError(f"__repr__ returned {type(text).__name__}")
        return text if len(text) <= self.maxother else f"{text[: self.maxother - 3]}..."


_short = Short()
_short.maxlist = _short.maxtuple = _short.maxset = _short.maxdict = 20
_short.maxstring = _short.maxother = LONGEST_REPR

_NAMED = (FunctionType, BuiltinFunctionType, MethodType, ModuleType, type)
"""Things that a name says enough about."""


def describe(value: Any, seconds: float | None = None) -> dict[str, Any]:
    """The facts of `value`. A description that fails is a fact, too, and so is one that takes longer than
    `seconds`: never raises."""
    try:
        if seconds is None:
            return _describe(value)
        with bounded(max(seconds, LEAST)):
            return _describe(value)
    except Exception as error:
        return failed(error)
    except TooLongError as error:
        if seconds is None:
            raise
        return failed(error)


def failed(error: BaseException) -> dict[str, Any]:
    try:
        message = str(error)[:LONGEST_TEXT]
    except Exception:  # an error of the learner's own, which cannot even say what is wrong
        message = ""
    return {"$facts": "failed", "error": type(error).__name__, "message": message}


def _describe(value: Any) -> dict[str, Any]:
    if value is None:
        return {"$facts": "nothing"}
    if isinstance(value, (bool, int, float)) and not isinstance(value, np.generic):
        return {"$facts": "scalar", "value": element(value), "holder": type(value).__name__}
    if isinstance(value, str):
        return {"$facts": "text", "value": value[:LONGEST_TEXT], "length": len(value)}
    if isinstance(value, keras.Model):
        return models.model_facts(value)
    if isinstance(value, keras.layers.Layer):
        return models.layer_facts(value)
    if isinstance(value, keras.callbacks.History):
        return models.history_facts(value)
    if isinstance(value, tf.data.Dataset):
        return models.dataset_facts(value)
    numbers = None if isinstance(value, _NAMED) else as_array(value)
    if numbers is not None:
        array, dtype = numbers
        return array_facts(array, holder(value), dtype)
    return object_facts(value)


def object_facts(value: Any) -> dict[str, Any]:
    text = "" if isinstance(value, _NAMED) else in_short(value)
    return {"$facts": "object", "holder": type(value).__name__, "text": text}


def in_short(value: Any) -> str:
    """What the object says of itself; where that fails, the error."""
    try:
        with bounded(REPR_SECONDS):
            return _short.repr(value)[:LONGEST_REPR]
    except (Exception, TooLongError) as error:
        said = failed(error)
        return f"its repr fails: {said['error']}: {said['message']}"[:LONGEST_REPR]


def holder(value: Any) -> str:
    """The class that holds the numbers: `EagerTensor`, `ndarray`, `list` ...; `Variable` for every variable."""
    return "Variable" if isinstance(value, (keras.Variable, tf.Variable)) else type(value).__name__
