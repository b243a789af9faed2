"""The iterator that Keras takes its batches from, but one that remembers them.

None of this is public in Keras. `fast_fit` puts it in place only where every line of the original is known.
"""

from __future__ import annotations

import inspect
import math
import sys
import time
from collections.abc import Iterator
from types import CodeType
from typing import Any

import numpy as np
import tensorflow as tf
from keras.src.backend.tensorflow import trainer
from keras.src.trainers.data_adapters import array_slicing
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
from keras.src.trainers.epoch_iterator import EpochIterator

from . import fast_ahead
from .fast_ahead import TRIED
from .fast_batches import KeptBatches, cut, look_of
from .fast_graph import may_be_called

LARGEST = 64 << 20
"""Bytes of samples that are kept a second time; more stay with tf.data."""

STOCK = trainer.TFEpochIterator
"""What Keras itself takes its batches from."""

NO_STRATEGY = tf.distribute.get_strategy()
"""What a model has for a distribution strategy when it has none."""


def code_of(method: Any) -> CodeType:
    """The code of a method, under its decorators."""
    code: CodeType = inspect.unwrap(method).__code__
    return code


PREDICT = code_of(trainer.TensorFlowTrainer.predict)

STEP_FUNCTIONS = {
    code_of(trainer.TensorFlowTrainer.fit): "train_function",
    code_of(trainer.TensorFlowTrainer.evaluate): "test_function",
}
"""Which function of the model gets the batches, by the method that loops over them."""

MADE_BY_KERAS = "TensorFlowTrainer._make_function.<locals>.function"
"""The qualified name of the step functions that Keras makes. Any other may ask for an iterator of tf.data."""

SEEN = "_batches"
"""Where a step function keeps what batches it has had, as `look_of` tells it."""


class ReplayingEpochIterator(trainer.TFEpochIterator):  # type: ignore[misc]
    """The epochs of the original, batch for batch, of which tf.data is asked for the first two only.

    The first epoch is stock: there TensorFlow traces the step function, and a trace depends on where the batches
    come from. For the second, tf.data is asked once more and the answer kept; all later ones are made of that.

    When a step function has had batches that look the same before, in another `fit` or `evaluate`, tf.data is not
    asked at all; unless it shuffles under a seed: only it knows that order.
    """

    cuts = False
    """Whether batches that look like earlier ones are cut here."""
    _kept: KeptBatches | None = None
    _consumer: tuple[Any, str] | None = None
    """The model, and the name of its function that gets the batches; no name when `predict` takes them itself."""
    _traced: Any = None
    """The step function that has had a whole epoch from tf.data."""

    def __init__(self, distribute_strategy: Any = None, *args: Any, **kwargs: Any) -> None:
        # Keras does not say who asks for an iterator, but the frame that asks does. `predict` itself takes the
        # batches out one by one, so its trace depends on the batches alone and tf.data is not needed at all.
        asking = sys._getframe(1)
        if asking.f_code is PREDICT and distribute_strategy is NO_STRATEGY and is_one_array(**kwargs):
            EpochIterator.__init__(self, *args, **kwargs)
            array = array_slicing.convert_to_sliceable(kwargs["x"], target_backend="tensorflow")
            self._distributed_dataset: Any = cut(array, self.data_adapter.batch_size)
            self._one_iterator_is_enough = not self.steps_per_epoch
            return
        EpochIterator.__init__(self, *args, **kwargs)
        self._distribute_strategy = distribute_strategy
        # Keras's shuffle takes its seed from the global one, here and now, and starts anew with every iterator:
        # under a global seed all stock epochs have the same order, and to replay one of them is exact.
        seeded = trainer.tf_context.global_seed() is not None
        self.same_order = not kwargs.get("shuffle") or seeded
        if self.cuts and not (kwargs.get("shuffle") and seeded) and self._is_simple():
            # For its validation, too, it is `fit` that asks.
            name = "train_function" if "class_weight" in kwargs else "test_function"
            self._cut_for(getattr(asking.f_locals.get("self"), name, None))
        if self._kept is None:
            self._get_iterator()
        self._one_iterator_is_enough = self._kept is not None or self._has_plain_batches()

    def _get_iterator(self) -> Any:
        """What tf.data makes of the arrays: at once, or when batches that were cut will not do any more."""
        if not hasattr(self, "_distributed_dataset"):
            self._distributed_dataset = distributed(self.data_adapter.get_tf_dataset(), self._distribute_strategy)
        return super()._get_iterator()

    def _is_simple(self) -> bool:
        """Whether every step takes one batch of arrays, on no device of the learner's choice."""
        if type(self.data_adapter) is not ArrayDataAdapter or self._distribute_strategy is not NO_STRATEGY:
            return False
        return not self.steps_per_epoch and self.steps_per_execution == 1 and bool(self._num_batches)

    def _cut_for(self, function: Any) -> None:
        """Keep batches for a step function that has had some that look the same, without asking tf.data."""
        if not made_by_keras(function) or SEEN not in vars(function):
            return
        kept = self._cut(known=vars(function)[SEEN])
        if kept:
            self._kept, self._traced = kept, function

    def _cut(self, known: Any = None) -> KeptBatches | None:
        """The batches of all arrays in their order; None where these are no arrays, too large, or look unknown."""
        adapter = self.data_adapter
        arrays = array_slicing.convert_to_sliceable(adapter._inputs, target_backend="tensorflow")
        arrays = trainer.tree.lists_to_tuples(arrays)
        flat = tf.nest.flatten(arrays)
        if not all(is_of_numbers(each) for each in flat):
            return None
        size, count = adapter.batch_size, adapter._num_samples
        if known is not None and look_of(arrays, [min(size, count), count % size or size]) not in known:
            return None
        if sum(math.prod(each.shape) * tf.as_dtype(each.dtype).size for each in flat) > LARGEST:
            return None
        return KeptBatches.cut_from(arrays, size)

    def _has_plain_batches(self) -> bool:
        """Whether every step takes one batch of dense tensors, of which there are few enough to keep."""
        if not self._is_simple():
            return False
        specs = tf.nest.flatten(self._distributed_dataset.element_spec)
        if not all(type(spec) is tf.TensorSpec and spec.shape[1:].is_fully_defined() for spec in specs):
            return False
        if not all(spec.dtype.size for spec in specs):  # strings are as long as they like
            return False
        bytes_per_sample = sum(math.prod(spec.shape[1:]) * spec.dtype.size for spec in specs)
        return bool(self.data_adapter._num_samples * bytes_per_sample <= LARGEST)

    def kept_for(self, function: Any) -> KeptBatches | None:
        """The batches of an epoch, for a function that has had one from tf.data; None when they are not kept."""
        if self._consumer is None or function is not self._traced or not made_by_keras(function):
            return None
        new = self._kept is None
        self._kept = self._kept or KeptBatches(self._get_iterator())
        if not may_be_called(function, self._kept.batches[0]):
            return None
        if new:
            vars(function).setdefault(SEEN, set()).add(look_of(self._kept.batches[0], self._kept.sizes))
        return self._kept

    def __iter__(self) -> Any:
        if self._one_iterator_is_enough and self._consumer is None:
            loop = sys._getframe(1)
            self._consumer = loop.f_locals.get("self"), STEP_FUNCTIONS.get(loop.f_code, "")
        return super().__iter__()

    def _enumerate_iterator(self) -> Iterator[tuple[int, int, Any]]:
        if not self._one_iterator_is_enough or self._consumer is None:
            yield from super()._enumerate_iterator()
            return
        model, name = self._consumer
        function = getattr(model, name, None)  # asked every epoch: a callback may have had a new one made
        # At the end of an epoch stock makes another iterator, and drops it at the start of the next.
        batches, step, began = self._epoch(function), 0, 0.0
        while step < self._num_batches:
            yield step, step, batches
            step += 1
            began = began or time.perf_counter()  # when the first one, which may have been traced, is done
            if step == TRIED and self.cuts and name != "train_function":
                left = (time.perf_counter() - began) / (TRIED - 1) * (self._num_batches - step)
                if left > fast_ahead.WORTH and (kept := self._kept_ahead(function)):
                    loop = sys._getframe(2)  # over `__next__`
                    after = fast_ahead.run_ahead(loop, function or model.predict_function, kept, step)
                    batches, step = batches if after == step else iter(kept.batches[after:]), after
        self._traced = function

    def _kept_ahead(self, function: Any) -> KeptBatches | None:
        """The batches of an `evaluate` or a `predict` that may go on without tf.data; None when there are none."""
        if function is None:
            is_cut = type(self._distributed_dataset) is list
            return KeptBatches(self._distributed_dataset) if is_cut else None
        if self._kept is not None:
            return self._kept
        kept = self._cut() if self._is_simple() and made_by_keras(function) else None
        return kept if kept and may_be_called(function, kept.batches[0]) else None

    def _epoch(self, function: Any) -> Iterator[Any]:
        """The batches of the epoch that begins, for the function that gets them."""
        new = self._kept is None
        kept = self.kept_for(function)
        if kept is None:
            return iter(self._get_iterator())
        if new or self.same_order:
            return kept.again()
        return kept.shuffled(within_batches=self.data_adapter._shuffle == "batch")


def distributed(dataset: Any, strategy: Any) -> Any:
    """As Keras does it."""
    known = isinstance(dataset, tf.distribute.DistributedDataset)
    return dataset if known else strategy.experimental_distribute_dataset(dataset)


def put_in_place(*, in_blocks: bool) -> None:
    """Let Keras take its batches from here, and its epochs, too."""
    trainer.TFEpochIterator = ReplayingEpochIterator
    ReplayingEpochIterator.cuts = in_blocks
    if in_blocks:
        from .fast_epochs import epochs_from

        trainer.range = epochs_from


def take_away() -> None:
    """Let Keras take its batches from where it always did."""
    trainer.TFEpochIterator = STOCK
    vars(trainer).pop("range", None)


def made_by_keras(function: Any) -> bool:
    """Whether a step function takes one batch from any iterator."""
    return getattr(function, "__qualname__", "") == MADE_BY_KERAS


def is_of_numbers(array: Any) -> bool:
    """Whether it is a plain array of NumPy or tensor, of numbers of a fixed length."""
    if type(array) is np.ndarray:
        return array.dtype.kind in "biuf"
    # A variable is no `tf.Tensor`, and a tensor without `numpy` holds no numbers yet.
    return isinstance(array, tf.Tensor) and hasattr(array, "numpy") and array.dtype.size > 0


def is_one_array(
    *, x: Any, steps_per_epoch: Any, steps_per_execution: int, batch_size: Any = None, **_: Any
) -> bool:
    """Whether `predict` was given one NumPy array of numbers, not too large, and nothing unusual."""
    if batch_size is not None and not (isinstance(batch_size, int | np.integer) and batch_size > 0):
        return False  # Keras says what is wrong with it
    if type(x) is not np.ndarray or x.dtype.kind not in "biuf" or not 0 < x.nbytes <= LARGEST:
        return False
    return x.ndim > 0 and steps_per_epoch is None and steps_per_execution == 1
