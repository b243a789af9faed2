"""Remembers which weights the learner has set by hand: nothing has learned those."""

from __future__ import annotations

import functools
import sys
import weakref
from typing import Any

import keras

from .variables import is_learners

_SET: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
"""The variables, by their identity: Keras compares variables element by element."""


def install() -> None:
    """Hear of `set_weights` and `assign` where the learner's own lines call them. Keras's own calls are no matter,
    and nor is a step of gradient descent that somebody writes out with `assign_sub`."""
    keras.layers.Layer.set_weights = heard(keras.layers.Layer.set_weights, lambda layer: layer.weights)
    keras.Variable.assign = heard(keras.Variable.assign, lambda variable: [variable])


def heard(original: Any, variables_of: Any) -> Any:
    """The method, which remembers what it has set."""

    @functools.wraps(original)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        result = original(self, *args, **kwargs)
        if is_learners(sys._getframe(1)):
            for variable in variables_of(self):
                _SET[id(variable)] = variable
        return result

    return method


def by_hand(model: Any) -> bool:
    """Whether a weight of the model that training changes was set by hand."""
    return bool(_SET) and any(id(variable) in _SET for variable in model.trainable_variables)
