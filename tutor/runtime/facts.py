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

LONGEST_TEXT = 1000
LONGEST_REPR = 200

_short = reprlib.Repr()
_short.maxlist = _short.maxtuple = _short.maxset = _short.maxdict = 20
_short.maxstring = _short.maxother = LONGEST_REPR

_NAMED = (FunctionType, BuiltinFunctionType, MethodType, ModuleType, type)
"""Things that a name says enough about."""


def describe(value: Any) -> dict[str, Any]:
    """The facts of `value`. A description that fails is a fact, too: never raises."""
    try:
        return _describe(value)
    except Exception as error:
        return failed(error)


def failed(error: BaseException) -> dict[str, Any]:
    return {"$facts": "failed", "error": type(error).__name__, "message": str(error)[:LONGEST_TEXT]}


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
    text = "" if isinstance(value, _NAMED) else _short.repr(value)[:LONGEST_REPR]
    return {"$facts": "object", "holder": type(value).__name__, "text": text}


def holder(value: Any) -> str:
    """The class that holds the numbers: `EagerTensor`, `ndarray`, `list` ...; `Variable` for every variable."""
    return "Variable" if isinstance(value, (keras.Variable, tf.Variable)) else type(value).__name__
