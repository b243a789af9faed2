"""Runs the epochs of a `fit` in blocks inside one graph where nothing needs to come back between them.

Keras's `fit` counts its epochs with `range`, and looks for that name in its own module first: there it finds
`epochs_from`. So between two epochs, when everything is in order, it is our turn: some of the epochs that are left
run in the graph, those who listen are told of each in order, and Keras gets the number of the next one, or none.

It depends on those who listen: those that have nothing to do between epochs, and those that write down what they
hear and do not look at the model, can be told afterwards. For all others every epoch is replayed.

A callback of our own says that it can wait with one or more of these methods:

`on_epoch_past(epoch, logs, rate, ahead)` in place of `on_epoch_end`: the learning rate was `rate` then (None: ask
the optimizer), and the model is `ahead` epochs further.
`most_epochs(batches)`: so many epochs of so many batches may run before it has to look at the model.
`between_blocks()`: a block has ended, all its epochs are told, and nothing runs. Here it may take its time, stop
the training, or change what the next epoch goes by. Ctrl-C is heard. It comes once in `SECONDS`, or after one
epoch where that takes longer.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator
from functools import partial
from types import FrameType
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.tensorflow import trainer

from .fast_batches import CHANCE, KeptBatches
from .fast_block import SECONDS, Block, BlockDone
from .fast_graph import in_graphs
from .fast_iterator import ReplayingEpochIterator, code_of
from .fast_making import Making
from .stopping import interrupts_wait

FIT = code_of(trainer.TensorFlowTrainer.fit)

KEPT_BY_KERAS = ("reset_metrics", "get_metrics_result", "_get_metrics_result_or_logs", "_should_eval", "evaluate")
"""What a block does in place of these methods is what Keras does in them, not what a learner's own would do."""

WRITE_DOWN = (keras.callbacks.History, keras.callbacks.CSVLogger)
"""They write down what they are told at the end of an epoch, and do nothing else meanwhile."""

OURS = "on_epoch_past", "most_epochs", "between_blocks"
"""What a callback of our own has that can wait."""

MEANWHILE = [
    f"on_{what}_{when}"
    for what in ("epoch", "batch", "train_batch", "test", "test_batch")
    for when in ("begin", "end")
]
"""What a callback may do while epochs run."""

LONGEST, LONGEST_IN_BLOCK = 0.25, 0.1
"""Seconds: an epoch that takes longer when it is replayed, or in a block, is not run in one piece. Nobody should
wait longer for Ctrl-C."""

FIRST = 100_000
"""Numbers in the orders of the samples for the first block, whose pace is not known yet."""


def epochs_from(*bounds: int) -> Any:
    """`range`, but for Keras's `fit` one that runs epochs itself."""
    caller, counted = sys._getframe(1), range(*bounds)  # `epochs=2.5` is its to refuse
    return epochs_of(caller, counted.start, counted.stop) if caller.f_code is FIT else counted


def epochs_of(fit: FrameType, first: int, last: int) -> Iterator[int]:
    """The epochs that Keras is to run itself; all others are done, and told, when it asks for the next one."""
    course = FitCourse(fit.f_locals)
    epoch = first
    while epoch < last:
        began = time.perf_counter()
        yield epoch
        took = time.perf_counter() - began
        epoch += 1
        while epoch < last and (logs := course.run(epoch, last, took)):
            epoch += len(logs)
            # Nobody else holds this dictionary; at the end Keras gives it to those who listen.
            fit.f_locals["training_logs"].clear()
            fit.f_locals["training_logs"].update(logs[-1])
            if course.model.stop_training:
                return


class FitCourse:
    """One `fit` on its way."""

    def __init__(self, names: dict[str, Any]) -> None:
        """From the variables of Keras's `fit` before its first epoch."""
        self.model = names["self"]
        self._listening = names["callbacks"]
        self._iterator = names["epoch_iterator"]
        self._frequency = names["validation_freq"] if names["validation_data"] is not None else None
        replays = type(self._iterator) is ReplayingEpochIterator
        self._possible = replays and is_plain(self.model) and can_wait(self._listening)
        self._pace = 0.0
        """Seconds of an epoch in a block; 0 before the first block."""
        self._making: Making | None = None

    def run(self, epoch: int, last: int, took: float) -> list[dict[str, Any]]:
        """Run some epochs from this one on, and tell of them; their logs. Empty when Keras is to run this one.

        `took` are the seconds of the latest epoch that Keras ran.
        """
        if not self._possible or self._pace > LONGEST_IN_BLOCK or (not self._pace and took > LONGEST):
            return []
        training = self._iterator.kept_for(self.model.train_function)
        held = self._held()
        if training is None or (self._frequency is not None and held is None):
            return []
        kinds = self._reshuffled, self._frequency not in (None, 1)
        self._making = self._making or Making.of(self.model, training, held, *kinds)
        block = self._making.block(took, last - epoch, partial(Block, self.model, training, held, *kinds))
        guessed = math.ceil(2 * SECONDS / self._pace if self._pace else FIRST / sum(training.sizes))
        most = min(last - epoch, guessed, *most_epochs(self._listening, len(training.sizes)))
        if block is None or most < 1:
            return []
        data = (
            training.columns,
            held and held.columns,
            self._orders(training, most),
            self._validated(epoch, most),
        )
        with interrupts_wait():
            began = time.perf_counter()
            try:
                done = block(most, *data)
            except Exception:
                self._possible = False  # Keras meets the error again, where it belongs
                return []
            self._pace = (time.perf_counter() - began) / len(done.rows)
            told = self._told(done, epoch)
        for callback in self._listening.callbacks:
            if hasattr(callback, "between_blocks"):
                callback.between_blocks()
        return told

    @property
    def _reshuffled(self) -> bool:
        return not self._iterator.same_order

    def _held(self) -> KeptBatches | None:
        """The batches to validate on; None where there are none, or they are not kept."""
        iterator = getattr(self.model, "_eval_epoch_iterator", None)
        if self._frequency is None or type(iterator) is not ReplayingEpochIterator:
            return None
        return iterator.kept_for(self.model.test_function)

    def _orders(self, training: KeptBatches, most: int) -> Any:
        """For each epoch and place, where its sample was; None where the order stays."""
        if not self._reshuffled:
            return None
        if self._iterator.data_adapter._shuffle == "batch":
            orders = np.stack([training.new_order(True) for _ in range(most)])
        else:
            orders = CHANCE.permuted(np.tile(np.arange(sum(training.sizes)), (most, 1)), axis=1)
        return tf.constant(orders, tf.int32)

    def _validated(self, epoch: int, most: int) -> Any:
        """Which epochs are followed by a validation; None when all are, or none."""
        if self._frequency in (None, 1):
            return None
        epochs = range(epoch, epoch + most)
        return tf.constant([self.model._should_eval(each, self._frequency) for each in epochs])

    def _told(self, done: BlockDone, first: int) -> list[dict[str, Any]]:
        """Tell those who listen, epoch by epoch; the logs."""
        told = []
        for place in range(len(done.rows)):
            logs = done.logs(place, "train")
            if self._frequency is not None and self.model._should_eval(first + place, self._frequency):
                held = pythonic(done.logs(place, "held"))
                logs |= {f"val_{name}": value for name, value in held.items()}
            rate, ahead = done.rate(place), len(done.rows) - place - 1
            heard = pythonic(logs)
            for callback in self._listening.callbacks:
                if hasattr(callback, "on_epoch_past"):
                    callback.on_epoch_past(first + place, heard, rate, ahead)
                else:
                    callback.on_epoch_end(first + place, heard)
            told.append(logs)
        return told


def pythonic(logs: dict[str, Any]) -> dict[str, Any]:
    """As Keras hands logs to callbacks: numbers of Python, by their names in order."""
    if all(type(value) is float for value in logs.values()):
        return dict(sorted(logs.items()))
    return dict(trainer.pythonify_logs(logs))


def is_plain(model: Any) -> bool:
    """Whether it trains in graphs, on no device of the learner's choice, in Keras's own way between batches."""
    return in_graphs(model) and all(
        code_of(getattr(model, name)) is code_of(getattr(keras.Model, name)) for name in KEPT_BY_KERAS
    )


def can_wait(callbacks: Any) -> bool:
    """Whether all these callbacks may hear of an epoch when the model is some epochs further."""
    if type(callbacks) is not keras.callbacks.CallbackList:
        return False
    return all(
        type(each) in WRITE_DOWN or any(hasattr(each, method) for method in OURS) or does_nothing_meanwhile(each)
        for each in callbacks.callbacks
    )


def most_epochs(callbacks: Any, batches: int) -> list[int]:
    """How many epochs of so many batches may run before one of the callbacks has to look at the model."""
    return [each.most_epochs(batches) for each in callbacks.callbacks if hasattr(each, "most_epochs")]


def does_nothing_meanwhile(callback: Any) -> bool:
    """Whether it does something at the beginning and at the end of a training only, if at all."""
    return all(getattr(getattr(callback, hook), "_is_default", False) for hook in MEANWHILE)
