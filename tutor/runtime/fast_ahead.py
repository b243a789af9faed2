"""Runs ahead of Keras in an `evaluate` or a `predict` of many batches: inside a graph, in pieces of 40 ms.

Keras runs the first batches and the last one itself, so what it traces, tells and returns is its own doing. From
the first ones it is known how long the others would take. Where a graph is worth that, and nobody listens to
single batches, those in between run there, through the very step that Keras has traced.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import tensorflow as tf
from keras.src.backend.tensorflow import trainer

from .fast_batches import KeptBatches, look_of
from .fast_block import SECONDS, Sweep
from .fast_graph import in_graphs, look_through

TRIED = 16
"""Batches that Keras runs first."""

WORTH = 0.3
"""Seconds that Keras would take for those in between. To make a graph for them costs about 0.1 s."""

SHELF = "_ahead"
"""Where a function of the model keeps what was made of it: it goes when the function goes."""

PREDICTS = "TensorFlowTrainer.make_predict_function.<locals>.one_step_on_data_distributed"
"""The qualified name of what Keras predicts a batch with."""


class Ahead:
    """A step of a model over many batches. Raises NoBlockError where it is not known to be the same."""

    def __init__(self, step: Callable[[Any], Sequence[Any]], kept: KeptBatches, like: Sequence[Any]) -> None:
        """`step` gives for an iterator of batches, of which it takes one, tensors that look `like` these."""
        self._sweep, self._size = Sweep(step, kept), kept.sizes[0]
        self._like = [(each.dtype, tuple(each.shape)) for each in like]
        columns = [tf.TensorSpec((None, *column.shape[1:]), column.dtype) for column in kept.columns]
        whole = tf.TensorSpec((), tf.int32)
        traced = tf.function(self._batches, autograph=False)
        self._run = traced.get_concrete_function(whole, whole, tf.TensorSpec((), tf.float64), columns)
        self._variables = self._run.graph.variables
        look_through(self._run)

    def __call__(self, first: int, last: int, columns: Any) -> tuple[int, list[Any]]:
        """Run batches from `first` on, one at least, and no longer than a piece may last; the first one that is
        left, and what the others gave, one tensor for all of them each.

        When one of them fails, everything is as it was before, and the error is raised.
        """
        before = [variable.read_value() for variable in self._variables]  # shared until it is written to
        try:
            until = tf.constant(time.time() + SECONDS, tf.float64)
            done, given = self._run(tf.constant(first), tf.constant(last), until, columns)
        except Exception:
            for variable, value in zip(self._variables, before, strict=True):
                variable.assign(value)
            raise
        return int(done), given

    def _batches(self, first: Any, last: Any, until: Any, columns: Any) -> Any:
        """Traced."""
        arrays = [tf.TensorArray(dtype, size=last - first, element_shape=shape) for dtype, shape in self._like]

        def more(place: Any, *_: Any) -> Any:
            return (place < last) & ((place == first) | (tf.timestamp() < until))

        def one(place: Any, arrays: Any) -> Any:
            given = self._sweep.step(columns, place * self._size, self._size)
            pairs = zip(arrays, given, strict=True) if self._like else ()
            return place + 1, [array.write(place - first, each) for array, each in pairs]

        done, arrays = tf.while_loop(more, one, (first, arrays))
        rows = [array.gather(tf.range(done - first)) for array in arrays]
        shapes = [((done - first) * self._size, *shape[1:]) for _, shape in self._like]
        return done, [tf.reshape(each, shape) for each, shape in zip(rows, shapes, strict=True)]


def run_ahead(loop: FrameType, function: Any, kept: KeptBatches, first: int) -> int:
    """Run batches from `first` on for the `evaluate` or `predict` in this frame; which is the next for Keras."""
    names, last = loop.f_locals, len(kept.sizes) - 1
    if not in_graphs(names["self"]) or hears_of_batches(names["callbacks"]):
        return first
    predicts = "outputs" in names
    if predicts and getattr(getattr(function, "python_function", None), "__qualname__", "") != PREDICTS:
        return first
    lists, like, step = predicting(names, function) if predicts else ([], [], function)
    if not all(is_of_rows(each, kept.sizes[0]) for each in like):
        return first
    shelf = vars(function).setdefault(SHELF, {})
    key = *look_of(kept.batches[0], kept.sizes)[:3], *((each.dtype, tuple(each.shape)) for each in like)
    try:
        if key not in shelf:
            shelf[key] = Ahead(step, kept, like)
        while shelf[key] and first < last:
            first, given = shelf[key](first, last, kept.columns)
            for outputs, new in zip(lists, given, strict=True):
                outputs.append(new)
    except Exception:  # Keras goes on, and meets the error again, where it belongs
        shelf[key] = None
    return first


def is_of_rows(output: Any, rows: int) -> bool:
    """Whether it is a dense tensor of numbers with so many rows."""
    return isinstance(output, tf.Tensor) and output.dtype != tf.string and tuple(output.shape[:1]) == (rows,)


def predicting(names: Any, function: Any) -> tuple[list[list[Any]], list[Any], Callable[[Any], list[Any]]]:
    """Of `predict` with these variables: the lists that gather its outputs, what they look like, and its step."""
    structure = names["batch_outputs"]

    def flat(outputs: Any) -> list[Any]:
        found: list[Any] = []
        trainer.tree.map_structure_up_to(structure, found.append, outputs)
        return found

    lists = flat(names["outputs"])
    return lists, [each[-1] for each in lists], lambda batches: flat(function([next(batches)]))


def hears_of_batches(callbacks: Any) -> bool:
    """Whether one of these callbacks does something when a batch of a test or a prediction begins or ends."""
    hooks = [f"on_{what}_batch_{when}" for what in ("test", "predict") for when in ("begin", "end")]
    return any(
        not getattr(getattr(each, hook), "_is_default", False) for each in callbacks.callbacks for hook in hooks
    )
