"""Tries the switch and the shuffle themselves, and prints what came of it as one object of JSON.

`python -m tests.runtime.fast_fit_probes`: one process.
"""

from __future__ import annotations

import inspect
import json
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.tensorflow import trainer

from tests.runtime.fast_fit_helpers import Subclassed, compiled, small
from tutor.runtime import fast_fit

X = np.arange(10, dtype="float32")[:, None]


class Watching(Subclassed):
    """Writes down which samples each of its steps gets."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[float]] = []

    def train_step(self, data: Any) -> dict[str, float]:
        x, y = data
        assert np.array_equal(y, -x)
        self.seen.append([float(value) for value in x[:, 0]])
        return {"loss": 0.0}


def batches_seen(**settings: Any) -> list[list[float]]:
    """The samples 0 to 9 as five epochs of three batches saw them, without a seed."""
    model = compiled(Watching(), run_eagerly=True)
    model.fit(X, -X, batch_size=4, epochs=5, verbose=0, **settings)
    return list(model.seen)


def iterators_made(act: Any) -> int:
    """How many tf.data iterators are made meanwhile."""
    with mock.patch.object(
        tf.data.Dataset, "__iter__", autospec=True, side_effect=tf.data.Dataset.__iter__
    ) as made:
        act()
    return int(made.call_count)


def iterators() -> dict[str, int]:
    """Iterators of each method, with epochs."""
    model = small()
    x, y = np.ones((6, 3)), np.ones((6, 1))
    return {
        "fit": iterators_made(lambda: model.fit(x, y, epochs=20, verbose=0)),
        "validated": iterators_made(lambda: model.fit(x, y, epochs=20, verbose=0, validation_split=0.5)),
        "evaluate": iterators_made(lambda: model.evaluate(x, y, verbose=0)),
        "predict": iterators_made(lambda: model.predict(x, verbose=0)),
    }


def is_stock() -> bool:
    """Whether Keras takes its batches from its own code."""
    return bool(trainer.TFEpochIterator.__module__ == trainer.__name__)


def switch() -> list[Any]:
    """What the switch says, and whether Keras is as it came, at every turn of it."""
    turns = [fast_fit.state(), is_stock()]
    for turn in (fast_fit.install, fast_fit.install, fast_fit.uninstall, fast_fit.uninstall, fast_fit.install):
        turn()
        turns += [fast_fit.state(), is_stock()]
    return turns


def refused(target: Any, name: str, replacement: Any) -> list[Any]:
    """What `install` says when something is otherwise than it was proved with, and whether Keras is as it came."""
    fast_fit.uninstall()
    with mock.patch.object(target, name, replacement):
        return [fast_fit.install(), fast_fit.state(), is_stock()]


def unreadable(module: Any) -> str:
    raise OSError("could not get source code")


def main() -> dict[str, Any]:
    """Every probe by its name."""
    source = inspect.getsource
    results: dict[str, Any] = {"stock": iterators(), "switch": switch(), "ours": iterators()}
    results["shuffled"] = batches_seen()
    results["within"] = batches_seen(shuffle="batch")
    results["ordered"] = batches_seen(shuffle=False)
    results["another line"] = refused(inspect, "getsource", lambda module: source(module) + "\n")
    results["no source"] = refused(inspect, "getsource", unreadable)
    results["another backend"] = refused(keras.backend, "backend", lambda: "jax")
    return results


if __name__ == "__main__":
    print(json.dumps(main()))
