"""Epochs of one model on arrays of one shape, as one function of TensorFlow.

The steps in it are the very functions that Keras has traced for this model: they are called, not made again, so
the arithmetic is the same and a block costs little to trace. What Keras does in Python between the batches and
between the epochs (reset the metrics, cut the next batch, read the metrics, validate) is done in the graph around
them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from .fast_batches import KeptBatches
from .fast_graph import NoBlockError, look_through

SECONDS = 0.04
"""How long a block runs: 25 times a second the learner can step in, and a screen can be told."""

SCALARS = (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.bool)
"""Types of numbers that a float of 64 bits holds as they are."""


@dataclass(frozen=True)
class BlockDone:
    """What some epochs came to."""

    block: Block
    rows: list[list[float]]
    """For each epoch the numbers of training, those of validation, and the learning rate after it, or how many
    batches the optimizer had counted then where the rate follows a schedule."""
    states: list[Any]
    """For each variable of metrics that are no means: what it was after training and after validation in each
    epoch, as an array of shape (epochs, 2, ...)."""

    def logs(self, epoch: int, name: str) -> dict[str, Any]:
        """The metrics of training (`train`) or of validation (`held`) in an epoch, counted from 0.

        Where the metrics are no means they are put back to what they were then, and asked themselves: in a graph
        their arithmetic might be rearranged.
        """
        block = self.block
        names = block.names[name]
        if names is not None:
            start = len(block.names["train"] or ()) if name == "held" else 0
            return dict(zip(names, self.rows[epoch][start : start + len(names)], strict=True))
        for variable, state in zip(block.states, self.states, strict=True):
            variable.value.assign(state[epoch, int(name == "held")])
        return dict(block.model.get_metrics_result())

    def rate(self, epoch: int) -> float | None:
        """The learning rate after an epoch. None where it follows a schedule; then the optimizer is back there."""
        count = self.block.count
        if count is None:
            return self.rows[epoch][-1]
        count.assign(int(self.rows[epoch][-1]))
        return None


def metrics_of(model: Any) -> list[Any]:
    """The metrics that count, without what only holds them together."""
    return [leaf for metric in model.metrics for leaf in (getattr(metric, "metrics", None) or [metric])]


def is_mean(metric: Any) -> bool:
    """Whether its result is a sum by a count, which is the same number wherever it is divided."""
    kind = type(metric)
    return kind.result is keras.metrics.Mean.result and kind.reset_state is keras.metrics.Mean.reset_state


class Sweep:
    """One pass over arrays, batch by batch, with a step of the model's."""

    def __init__(self, function: Callable[[Any], Any], kept: KeptBatches) -> None:
        self._function = function
        self._like = tf.nest.map_structure(lambda _: 0, kept.batches[0])
        self._size, self._last = kept.sizes[0], kept.sizes[-1]
        self._batches = len(kept.sizes)

    def __call__(self, columns: Sequence[Any]) -> Any:
        """All batches; gives what the last step gave. The last one stands apart: it may be smaller."""
        before = self._batches - 1
        if before == 1:
            self.step(columns, 0, self._size)
        elif before:
            tf.while_loop(lambda place: place < before, lambda place: self._at(columns, place), [0])
        return self.step(columns, before * self._size, self._last)

    def _at(self, columns: Sequence[Any], place: Any) -> list[Any]:
        self.step(columns, place * self._size, self._size)
        return [place + 1]

    def step(self, columns: Sequence[Any], start: Any, size: int) -> Any:
        """What the step gives for so many samples."""
        leaves = []
        for column in columns:
            leaf = column[start : start + size]
            leaf.set_shape([size, *column.shape[1:]])
            leaves.append(leaf)
        return self._function(iter([tf.nest.pack_sequence_as(self._like, leaves)]))


class Block:
    """Made when a model has been trained, and validated, for an epoch or more: its steps are traced then.

    Raises NoBlockError where the model does something that is not known to be the same in a block.
    """

    def __init__(
        self, model: Any, training: KeptBatches, held: KeptBatches | None, reshuffled: bool, now_and_then: bool
    ) -> None:
        if not all(type(metric).__module__.startswith("keras.") for metric in metrics_of(model)):
            raise NoBlockError("A metric is the learner's own.")
        self.model = model
        self._train = Sweep(model.train_function, training)
        self._test = Sweep(model.test_function, held) if held else None
        self.states = [] if all(map(is_mean, metrics_of(model))) else list(model.metrics_variables)
        optimizer = model.optimizer
        while hasattr(optimizer, "inner_optimizer"):
            optimizer = optimizer.inner_optimizer
        self._rate = optimizer.learning_rate
        self.count = None if isinstance(self._rate, keras.Variable) else optimizer.iterations
        """The optimizer's count of batches, where the learning rate follows from it."""
        self.names: dict[str, list[str] | None] = {}
        """Of the numbers of training and of validation; None where they are made of the states of the metrics."""
        data = (
            [tf.TensorSpec(column.shape, column.dtype) for column in training.columns],
            held and [tf.TensorSpec(column.shape, column.dtype) for column in held.columns],
            tf.TensorSpec((None, sum(training.sizes)), tf.int32) if reshuffled else None,
            tf.TensorSpec((None,), tf.bool) if now_and_then else None,
        )
        traced = tf.function(self._epochs, autograph=False)
        numbers = tf.TensorSpec((), tf.int32), tf.TensorSpec((), tf.float64)
        self._run = traced.get_concrete_function(*numbers, *data)
        self._variables = self._run.graph.variables
        """All that is read or changed by it."""
        look_through(self._run)
        self._warm_up(data)

    def __call__(self, most: int, *data: Any) -> BlockDone:
        """Run at most so many epochs, one at least, and no longer than a block may last.

        When one of them fails, everything is as it was before, and the error is raised.
        """
        before = [variable.read_value() for variable in self._variables]  # shared until it is written to
        try:
            until = tf.constant(time.time() + SECONDS, tf.float64)
            rows, states = self._run(tf.constant(most), until, *data)
        except Exception:
            for variable, value in zip(self._variables, before, strict=True):
                variable.assign(value)
            raise
        return BlockDone(self, rows.numpy().tolist(), [state.numpy() for state in states])

    def _warm_up(self, data: Any) -> None:
        """Have it optimized, which its first call does, with no epoch at all."""
        nothing = tf.nest.map_structure(
            lambda spec: spec and tf.zeros([size or 0 for size in spec.shape], spec.dtype), data
        )
        self._run(tf.constant(0), tf.constant(0.0, tf.float64), *nothing)

    def _epochs(self, most: Any, until: Any, columns: Any, held: Any, orders: Any, validated: Any) -> Any:
        """Rows of numbers and states of metrics, one for each epoch that was run. Traced."""
        rows = tf.TensorArray(tf.float64, size=most, element_shape=(None,))
        states = [tf.TensorArray(state.dtype, size=most, element_shape=(2, *state.shape)) for state in self.states]

        def more(epoch: Any, *_: Any) -> Any:
            return (epoch < most) & ((epoch == 0) | (tf.timestamp() < until))

        def one(epoch: Any, rows: Any, states: Any) -> Any:
            shuffled = columns if orders is None else [tf.gather(column, orders[epoch]) for column in columns]
            row, trained = self._swept("train", self._train, shuffled), self._read()
            if self._test is not None:
                row = tf.concat([row, self._validation(self._test, held, validated, epoch)], 0)
            last = self._rate if self.count is None else self.count
            row = tf.concat([row, [tf.cast(last.value, tf.float64)]], 0)
            now = zip(states, trained, self._read(), strict=True)
            return epoch + 1, rows.write(epoch, row), [each.write(epoch, tf.stack(pair)) for each, *pair in now]

        done, rows, states = tf.while_loop(more, one, (0, rows, states))
        return rows.gather(tf.range(done)), [each.gather(tf.range(done)) for each in states]

    def _swept(self, name: str, sweep: Sweep, columns: Any) -> Any:
        """The numbers of one pass. Traced."""
        self.model.reset_metrics()
        logs = sweep(columns)
        if not isinstance(logs, dict):
            raise NoBlockError("A step gives something other than a dictionary.")
        told = self.model._get_metrics_result_or_logs(logs)
        if told is not logs and self.states:
            self.names[name] = None
            return tf.zeros([0], tf.float64)
        self.names[name] = list(told)
        values = [tf.convert_to_tensor(value) for value in told.values()]
        if not all(value.shape == () and value.dtype in SCALARS for value in values):
            raise NoBlockError("A step gives something other than numbers.")
        return tf.stack([tf.cast(value, tf.float64) for value in values])

    def _validation(self, sweep: Sweep, held: Any, validated: Any, epoch: Any) -> Any:
        """The numbers of one validation; not a number where this epoch has none. Traced."""
        if validated is None:
            return self._swept("held", sweep, held)
        missing = tf.constant(np.nan, tf.float64)
        return tf.cond(
            validated[epoch],
            lambda: self._swept("held", sweep, held),
            lambda: tf.fill([len(self.names["held"] or ())], missing),
        )

    def _read(self) -> list[Any]:
        return [state.value.read_value() for state in self.states]
