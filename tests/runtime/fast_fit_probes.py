"""Tries the switch and the shuffle themselves, and prints what came of it as one object of JSON.

`python -m tests.runtime.fast_fit_probes`: one process.
"""

from __future__ import annotations

import inspect
import json
import signal
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.tensorflow import trainer

from tests.runtime.fast_fit_helpers import Subclassed, compiled, small
from tutor.runtime import fast_block, fast_fit, fast_making
from tutor.runtime.fast_making import Making

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


class InGraphs(Subclassed):
    """Tells the mean of all samples of an epoch, and the first of its last batch."""

    def __init__(self) -> None:
        super().__init__()
        self.mean = keras.metrics.Mean(name="mean")

    def train_step(self, data: Any) -> dict[str, Any]:
        self.mean.update_state(data[0])
        return {"mean": self.mean.result(), "first": data[0][0, 0]}


def epochs_seen(**settings: Any) -> list[list[float]]:
    """What `InGraphs` tells of twelve epochs of the samples 0 to 9, without a seed, most of them in blocks."""
    model = compiled(InGraphs())
    history = model.fit(X, -X, batch_size=4, epochs=12, verbose=0, **settings).history
    return [history["mean"], history["first"]]


class Ends(keras.callbacks.Callback):  # type: ignore[misc]
    """Does something when it hears of an epoch that the model has left behind; may be told afterwards."""

    def __init__(self, act: Any) -> None:
        super().__init__()
        self.act = act

    def on_epoch_past(self, epoch: int, logs: Any, rate: float | None, ahead: int) -> None:
        if ahead:
            self.act(self.model)

    def on_train_end(self, logs: Any = None) -> None:
        self.last = dict(logs)


def ended(act: Any) -> dict[str, Any]:
    """A training that is ended in a block: how, after how many epochs, and whether it is then as one that had been
    meant to take so many in Keras."""
    keras.utils.set_random_seed(7)
    model, ends, how = small(), Ends(act), ""
    x, y = np.ones((6, 3)), np.ones((6, 1))
    try:
        model.fit(x, y, epochs=2000, verbose=0, callbacks=[ends])
    except KeyboardInterrupt:
        how = "KeyboardInterrupt"
    epochs, weights = len(model.history.epoch), model.get_weights()
    fast_fit.uninstall()
    keras.utils.set_random_seed(7)
    stock, logs = small(), model.history.history
    expected = stock.fit(x, y, epochs=epochs, verbose=0).history
    fast_fit.install()
    same = expected == logs and all(map(np.array_equal, weights, stock.get_weights()))
    told = how or ends.last == {name: values[-1] for name, values in logs.items()}
    return {"how": how, "within": 0 < epochs < 2000, "same": same, "told": bool(told)}


class Faster(keras.callbacks.Callback):  # type: ignore[misc]
    """Doubles the learning rate between the first two blocks, and ends the training between the next two."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[int] = []
        """How many there were each time."""

    def between_blocks(self) -> None:
        self.epochs.append(len(self.model.history.epoch))
        self.model.optimizer.learning_rate = 2 * self.model.optimizer.learning_rate
        self.model.stop_training = len(self.epochs) == 2


def changed_on_the_way() -> dict[str, Any]:
    """A training that is changed between two blocks, and in Keras after the same epoch: are they the same?"""
    x, y = np.ones((6, 3)), np.ones((6, 1))
    keras.utils.set_random_seed(7)
    model, faster = small(), Faster()
    ours = model.fit(x, y, epochs=20_000, verbose=0, callbacks=[faster]).history
    first, last = faster.epochs
    fast_fit.uninstall()
    keras.utils.set_random_seed(7)
    stock = small()
    scheduler = keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate * (2 if epoch == first else 1))
    expected = stock.fit(x, y, epochs=last, verbose=0, callbacks=[scheduler]).history
    fast_fit.install()
    weights = zip(model.get_weights(), stock.get_weights(), strict=True)
    same = ours["loss"] == expected["loss"] and all(np.array_equal(*pair) for pair in weights)
    return {"in blocks": 0 < first < last < 20_000, "same": same}


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
        "fit again": iterators_made(lambda: model.fit(x, y, epochs=20, verbose=0)),
        "validated": iterators_made(lambda: model.fit(x, y, epochs=20, verbose=0, validation_split=0.5)),
        "evaluate": iterators_made(lambda: model.evaluate(x, y, verbose=0)),
        "evaluate again": iterators_made(lambda: model.evaluate(x[3:], y[3:], verbose=0)),
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
    keras.utils.set_random_seed(7)
    tf.random.set_seed(None)
    with mock.patch.object(Making, "_begin", Making._make), mock.patch.object(fast_making, "WORTH", 0.0):
        results["epochs"] = [epochs_seen(), epochs_seen(shuffle="batch"), epochs_seen(shuffle=False)]
        with mock.patch.object(fast_block, "SECONDS", 0.002):  # stock has to take as many epochs
            results["interrupted"] = ended(lambda model: signal.raise_signal(signal.SIGINT))
            results["stopped"] = ended(lambda model: setattr(model, "stop_training", True))
            results["changed"] = changed_on_the_way()
    results["another line"] = refused(inspect, "getsource", lambda module: source(module) + "\n")
    results["no source"] = refused(inspect, "getsource", unreadable)
    results["another backend"] = refused(keras.backend, "backend", lambda: "jax")
    return results


if __name__ == "__main__":
    print(json.dumps(main()))
