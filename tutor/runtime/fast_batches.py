"""Keeps the batches of one epoch, and hands them out again: as they were, or freshly shuffled."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

HOST = "CPU:0"
"""tf.data leaves its batches in the host's memory, so ours lie there, too."""

CHANCE = np.random.default_rng()
"""A source of randomness of our own: those of the learner stay where they were."""


class KeptBatches:
    """The batches of one epoch. Each is a structure of dense tensors whose first axis counts the samples."""

    def __init__(self, batches: Iterable[Any]) -> None:
        self.batches = list(batches)

    @classmethod
    def cut_from(cls, arrays: Any, batch_size: int) -> KeptBatches:
        """Those of a structure of NumPy arrays and tensors, in their order; the last may be smaller."""
        # Copied, as tf.data does: what happens to the arrays from now on is nothing to the training.
        flat = [each.copy() if isinstance(each, np.ndarray) else each for each in tf.nest.flatten(arrays)]
        batches = zip(*(cut(each, batch_size) for each in flat), strict=True)
        return cls(tf.nest.pack_sequence_as(arrays, list(batch)) for batch in batches)

    def again(self) -> Iterator[Any]:
        """The batches as they are."""
        return iter(self.batches)

    def shuffled(self, *, within_batches: bool = False) -> Iterator[Any]:
        """The same samples in a new random order, in batches of the same sizes.

        With `within_batches` each sample stays in its batch, which is what Keras's `shuffle="batch"` means.
        """
        order = self.new_order(within_batches)
        with tf.device(HOST):
            # `tf.gather` does the same, but takes twice as long to decide that it may.
            columns = [tf.raw_ops.GatherV2(params=column, indices=order, axis=0) for column in self.columns]
            leaves = zip(*(tf.split(column, self.sizes) for column in columns), strict=True)
        return (tf.nest.pack_sequence_as(self.batches[0], batch) for batch in leaves)

    def new_order(self, within_batches: bool) -> np.ndarray[Any, Any]:
        """For each place, where its sample was."""
        if not within_batches:
            return CHANCE.permutation(sum(self.sizes))
        starts = np.cumsum([0, *self.sizes[:-1]])
        sizes = zip(starts, self.sizes, strict=True)
        return np.concatenate([start + CHANCE.permutation(size) for start, size in sizes])

    @functools.cached_property
    def sizes(self) -> list[int]:
        """Samples in each batch."""
        return [len(tf.nest.flatten(batch)[0]) for batch in self.batches]

    @functools.cached_property
    def columns(self) -> list[Any]:
        """All samples of each array, in one tensor each."""
        leaves = [tf.nest.flatten(batch) for batch in self.batches]
        with tf.device(HOST):
            return [tf.concat(column, axis=0) for column in zip(*leaves, strict=True)]


def look_of(arrays: Any, sizes: Sequence[int]) -> tuple[Any, ...]:
    """What batches of these sizes have in common that look the same to a step: structure, types and shapes."""
    leaves = tuple((tf.as_dtype(leaf.dtype), tuple(leaf.shape[1:])) for leaf in tf.nest.flatten(arrays))
    return repr(tf.nest.map_structure(lambda _: 0, arrays)), leaves, sizes[0], sizes[-1]


def cut(array: Any, batch_size: int) -> list[Any]:
    """Batches of a NumPy array of shape (samples, ...) as tensors, in its order; the last may be smaller."""
    with tf.device(HOST):
        whole = tf.convert_to_tensor(array)
        return [whole[start : start + batch_size] for start in range(0, len(array), batch_size)]
