"""The loss of one model for many sets of weights: all at once for layers in a row, else one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from .batches import Batch
from .starts import values
from .stopping import interrupts_wait

MOST_NUMBERS = 8_000_000
"""Outputs of a layer that are computed together."""
LONGEST = 20.0
"""Seconds after which the rest is left out, as if the loss were no number there."""


Rows = Callable[[int, int], Any]
"""Gives the trainable weights, in a row, of the points from one place to another."""


def losses_at(model: Any, batch: Batch, count: int, rows: Rows) -> Any:
    """The loss on a batch, without dropout and the like, at each of so many points among the trainable weights."""
    loss = _per_sample(model)
    if loss is not None and batch.plain and _in_a_row(model):
        try:
            return _together(model, batch, count, rows, loss)
        except (tf.errors.OpError, ValueError, TypeError):  # layers that see their rows in another way
            pass
    return _one_by_one(model, batch, count, rows)


def _per_sample(model: Any) -> Any:
    """What gives the loss of each sample; None for a loss of several outputs, or one that is the learner's own."""
    loss = model.loss
    if isinstance(loss, str):
        loss = keras.losses.get(loss)
    if isinstance(loss, keras.losses.Loss):
        loss = loss.call
    known = callable(loss) and str(getattr(loss, "__module__", "")).startswith("keras.")
    return loss if known else None


def _in_a_row(model: Any) -> bool:
    """Whether it is a Sequential of Dense layers and of layers without weights, and its loss has no other part."""
    return type(model) is keras.Sequential and all(
        not layer.weights
        or (type(layer) is keras.layers.Dense and not layer.kernel_regularizer and not layer.bias_regularizer)
        for layer in model.layers
    )


def _together(model: Any, batch: Batch, count: int, rows: Rows, loss: Any) -> Any:
    """Many sets of weights at a time: each layer is one product of stacks of matrices."""
    x = tf.convert_to_tensor(batch.x)
    x = tf.cast(x if x.shape.rank > 1 else x[:, None], model.compute_dtype)
    y = tf.convert_to_tensor(batch.y)
    y = y if y.shape.rank > 1 else y[:, None]
    outputs = [batch.size * layer.units for layer in model.layers if layer.weights]
    widest = max([int(np.prod(x.shape)), *outputs, model.count_params()])
    at_once = max(1, MOST_NUMBERS // widest)
    ends = [(place, min(count, place + at_once)) for place in range(0, count, at_once)]
    return np.concatenate([_chunk(model, x, y, np.asarray(rows(*each), "float32"), loss) for each in ends])


def _chunk(model: Any, x: Any, y: Any, rows: Any, loss: Any) -> Any:
    count, samples = len(rows), x.shape[0]
    parts = _parts(model, rows)
    z = tf.tile(x[None], [count, *[1] * x.shape.rank])
    for layer in model.layers:
        if not layer.weights:
            flat = layer(tf.reshape(z, [count * samples, *z.shape[2:]]), training=False)
            z = tf.reshape(flat, [count, samples, *flat.shape[1:]])
            continue
        z = tf.matmul(z, _of(parts, layer.kernel))
        if layer.use_bias:
            z += _of(parts, layer.bias)[:, None, :]
        z = layer.activation(z)
    true = tf.tile(y[None], [count, *[1] * y.shape.rank])
    each = loss(tf.reshape(true, [count * samples, *y.shape[1:]]), tf.reshape(z, [count * samples, *z.shape[2:]]))
    return np.asarray(tf.reduce_mean(tf.reshape(each, [count, -1]), axis=1), "float64")


def _parts(model: Any, rows: Any) -> dict[int, Any]:
    """Each trainable weight, by its id, for all sets: sets × its shape."""
    parts, place = {}, 0
    for weight in model.trainable_variables:
        size = int(np.prod(weight.shape))
        parts[id(weight)] = tf.constant(rows[:, place : place + size].reshape(len(rows), *weight.shape))
        place += size
    return parts


def _of(parts: dict[int, Any], weight: Any) -> Any:
    """One weight for all sets; the same for each where it is frozen."""
    return parts.get(id(weight), tf.convert_to_tensor(weight)[None])


def _one_by_one(model: Any, batch: Batch, count: int, rows: Rows) -> Any:
    """Any model: its weights are set, and put back in the end."""
    weights = list(model.trainable_variables)
    own = [*model.variables, *model.metrics_variables]
    before = [values(variable) for variable in own]
    found = np.full(count, np.nan)
    compute = _computed if model.run_eagerly else tf.function(_computed)
    end = time.monotonic() + LONGEST
    order = [count - 1, *range(count - 1)]  # where the model stands comes first
    try:
        for place in order:
            if time.monotonic() > end:
                break
            at, row = 0, np.asarray(rows(place, place + 1), "float32")[0]
            for weight in weights:
                size = int(np.prod(weight.shape))
                weight.assign(row[at : at + size].reshape(weight.shape))
                at += size
            found[place] = float(compute(model, batch.x, batch.y))
    finally:
        with interrupts_wait():
            for variable, number in zip(own, before, strict=True):
                variable.assign(number)
    return found


def _computed(model: Any, x: Any, y: Any) -> Any:
    return model.compute_loss(x=x, y=y, y_pred=model(x, training=False), training=False)
