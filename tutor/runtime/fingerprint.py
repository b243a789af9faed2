"""Tells whether two trainings must come to the same end, from all that goes into them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from .arrays import NUMERIC, as_array

NO_CODE = ("__keras_tensor__", "__tuple__")
"""What Keras writes as the class of plain values in a saved configuration."""


class NotRepeatableError(Exception):
    """Something goes into the training that cannot be compared, or that does more than to train."""


def fingerprint(model: Any, arguments: Mapping[str, Any], cell: str, number: int) -> str:
    """64 hexadecimal digits for the fit of number `number` in a cell, taken before it begins.

    In them: the cell's code, every argument with its data, the model, its weights, the optimizer with its state,
    the random state, the versions of Keras and TensorFlow. Raises NotRepeatableError for data sets and generators
    (they have no bytes before they run) and for layers, losses and functions that are the learner's own.
    """
    digest = hashlib.sha256()
    config = plain_config(model)
    begin = [keras.__version__, tf.__version__, keras.config.floatx(), cell, number, json.dumps(config)]
    for part in (begin, random_state(), variables(model), arguments):
        _add(digest, part)
    return digest.hexdigest()


def with_changes(key: str, changes: Sequence[tuple[int, float]]) -> str:
    """The fingerprint of a fit on whose way the learning rate is set: after so many epochs, to that rate."""
    return hashlib.sha256(f"{key} {list(changes)}".encode()).hexdigest() if changes else key


def variables(model: Any) -> list[Any]:
    """All that training changes, in a fixed order: weights, seeds of layers, optimizer, metrics."""
    return [*model.variables, *model.optimizer.variables, *model.metrics_variables]


def random_state() -> list[Any]:
    """Where Python's and NumPy's random numbers stand, and TensorFlow's seed, as plain JSON.

    Keras keeps the random state of its layers among their variables. A training draws nothing from TensorFlow's
    own sequence of seeds: the graphs it makes count theirs from 0.
    """
    name, keys, *rest = np.random.get_state(legacy=True)
    version, numbers, gauss = random.getstate()
    seed = tf.compat.v1.random.get_seed(1)[0]  # with a seed of its own, asking draws nothing
    return [[version, list(numbers), gauss], [name, np.asarray(keys).tolist(), *rest], seed]


def set_random_state(state: list[Any]) -> None:
    """Put Python's and NumPy's random numbers where `random_state` found them."""
    (version, numbers, gauss), (name, keys, *rest), _ = state
    random.setstate((version, tuple(numbers), gauss))
    np.random.set_state((name, np.array(keys, dtype=np.uint32), *rest))


def plain_config(model: Any) -> Any:
    """Model and compilation, as Keras saves them. Raises NotRepeatableError unless all is Keras's own."""
    with no_warnings():  # a lambda makes Keras warn of saving it, and nobody saves here
        config = json.loads(model.to_json())
    if not _of_keras(config):
        raise NotRepeatableError("not everything in the model is Keras's own")
    return config


def _of_keras(config: Any) -> bool:
    """Whether every object and every function in a saved configuration is one that Keras brings."""
    if isinstance(config, list):
        return all(map(_of_keras, config))
    if not isinstance(config, dict):
        return True
    name, module = config.get("class_name"), str(config.get("module"))
    known = name is None or name in NO_CODE or module.partition(".")[0] == "keras"
    lambda_activation = config.keys() == {"value"}  # Keras saves those without saying what they are
    return known and not lambda_activation and all(map(_of_keras, config.values()))


def _add(digest: Any, value: Any) -> None:
    """Add a value to the digest, so that no two different ones look the same."""
    if value is None or isinstance(value, (bool, int, float, str)):
        digest.update(f"{type(value).__name__} {value!r};".encode())
    elif isinstance(value, Mapping):
        _add(digest, list(value.items()))
    elif isinstance(value, (list, tuple)):
        digest.update(f"{type(value).__name__} {len(value)};".encode())
        for item in value:
            _add(digest, item)
    else:
        found = as_array(value)
        if found is None or found[0].dtype.kind not in NUMERIC:
            raise NotRepeatableError(type(value).__name__)
        array, dtype = found
        digest.update(f"{type(value).__name__} {dtype} {array.shape};".encode())
        digest.update(np.ascontiguousarray(array).reshape(-1))


@contextlib.contextmanager
def no_warnings() -> Iterator[None]:
    """Inside, warnings go nowhere. `warnings.catch_warnings` would show old ones again afterwards."""
    before = warnings.showwarning
    warnings.showwarning = lambda *_, **__: None
    try:
        yield
    finally:
        warnings.showwarning = before
