"""Trainings that go well, each in a way in which it might be taken for one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from tests.doctor.making import Chance, Plan, between, for_kinds, kinds, measured, network, pick, validated, wide
from tests.doctor.sick import COUNTS, Recipe


def line(chance: Chance, size: float, deep: bool) -> Plan:
    """A line or a bent curve through points with noise, by any optimizer, with any batch."""
    rows, columns = int(chance.integers(40, 300)), int(chance.integers(1, 6))
    x, y = measured(chance, rows, columns, size, chance.uniform(0, 0.5), bent=deep)
    model = network(columns, hidden=pick(chance, (32,), (24, 24)) if deep else (), scale=size)
    optimizer = pick(
        chance,
        keras.optimizers.Adam(0.03 if not deep else 0.01),
        keras.optimizers.RMSprop(0.01),
        keras.optimizers.AdamW(0.02),
        keras.optimizers.Nadam(0.02),
    )
    model.compile(loss=pick(chance, "mse", "mae"), optimizer=optimizer, metrics=pick(chance, [], ["mae"]))
    fit = {"epochs": int(chance.integers(60, 150)), "batch_size": pick(chance, 8, 16, 32)}
    return Plan(model, x, y, {**fit, **validated(chance)}, cause="plain")


def huge(chance: Chance, size: float, deep: bool) -> Plan:
    """A loss of 1e12 and more, that falls."""
    x, y = measured(chance, 100, 3, size * 1e6, 0.05)
    model = network(3, hidden=wide(chance, deep), scale=size * 1e6)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.02))
    return Plan(model, x, y, {"epochs": 80, **validated(chance)}, cause="huge loss")


def to_nothing(chance: Chance, size: float, deep: bool) -> Plan:
    """Noise-free: the loss falls to nothing, and trembles there by the last bits."""
    x, y = measured(chance, pick(chance, 6, 20, 64), 2, size, 0.0)
    model = network(2, scale=size, hidden=(8,) if deep else (), activation="linear")
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(between(chance, 0.05, 0.2)))
    return Plan(model, x, y, {"epochs": int(chance.integers(150, 300))}, cause="to nothing")


def descent(chance: Chance, size: float, deep: bool) -> Plan:
    """Plain gradient descent, with momentum at times."""
    x, y = measured(chance, int(chance.integers(20, 200)), 3, size, 0.2)
    model = network(3, hidden=(16,) if deep else (), activation="tanh", scale=1.0)
    if deep:
        y = y / size
    optimizer = keras.optimizers.SGD(0.05 if not deep else 0.02, momentum=pick(chance, 0.0, 0.9))
    model.compile(loss="mse", optimizer=optimizer)
    return Plan(model, x, y, {"epochs": int(chance.integers(40, 120)), **validated(chance)}, cause="sgd")


def classes(chance: Chance, size: float, deep: bool) -> Plan:
    """Kinds that overlap a little, rare ones among them."""
    count = COUNTS[size]
    x, y = kinds(chance, int(chance.integers(200, 500)), 6, count, 3.5, rare=pick(chance, 0.0, 0.0, 0.2))
    loss, out, ending = for_kinds(count, chance)
    model = network(6, out, hidden=(16,) if deep else (), ending=ending)
    metrics = ["accuracy"] if chance.random() < 0.7 else []
    model.compile(loss=loss, optimizer=keras.optimizers.Adam(0.01), metrics=metrics)
    return Plan(model, x, y, {"epochs": int(chance.integers(20, 60)), **validated(chance)}, cause="classes")


def schedule(chance: Chance, size: float, deep: bool) -> Plan:
    """A rate that falls, or that begins anew again and again."""
    x, y = measured(chance, 160, 4, size, 0.2, bent=deep)
    model = network(4, hidden=(32,) if deep else (), scale=size)
    schedules = keras.optimizers.schedules
    rate = pick(
        chance,
        schedules.CosineDecayRestarts(0.05, 100),
        schedules.CosineDecay(0.05, 500),
        schedules.ExponentialDecay(0.05, 200, 0.7),
    )
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(rate))
    return Plan(model, x, y, {"epochs": 100, **validated(chance)}, cause="schedule")


def second(chance: Chance, size: float, deep: bool) -> Plan:
    """The second `fit` of a model: it begins where the first one ended, and there is little left to learn."""
    x, y = measured(chance, 120, 3, size, 0.2)
    model = network(3, hidden=(16,) if deep else (), scale=size)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.03))
    return Plan(model, x, y, {"epochs": 40, **validated(chance)}, before=pick(chance, 15, 60), cause="second fit")


def dropped(chance: Chance, size: float, deep: bool) -> Plan:
    """Dropout or batch normalization: the training loss is restless, and above the validation loss."""
    x, y = measured(chance, 300, 5, size, 0.2, bent=deep)
    extra = pick(chance, lambda: keras.layers.Dropout(0.2), lambda: keras.layers.BatchNormalization())
    model = network(5, hidden=(64,) if deep else (), scale=size, extra=extra)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.01 if deep else 0.03))
    return Plan(model, x, y, {"epochs": 60, "validation_split": 0.25}, cause="dropout")


def streamed(chance: Chance, size: float, deep: bool) -> Plan:
    """From a data set, of which nobody knows the labels, or with a callback that ends it."""
    import tensorflow as tf

    x, y = measured(chance, 200, 3, size, 0.2)
    model = network(3, hidden=(16,) if deep else (), scale=size)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.03))
    if chance.random() < 0.5:
        return Plan(
            model, tf.data.Dataset.from_tensor_slices((x, y)).batch(20), None, {"epochs": 40}, cause="data set"
        )
    stop = keras.callbacks.EarlyStopping("val_loss", patience=8)
    slow = keras.callbacks.ReduceLROnPlateau("val_loss", patience=4)
    fit: dict[str, Any] = {"epochs": 150, "validation_split": 0.25, "callbacks": [pick(chance, stop, slow)]}
    return Plan(model, x, y, fit, cause="callback")


def brief(chance: Chance, size: float, deep: bool) -> Plan:
    """A few epochs, after which it is well on its way."""
    x, y = measured(chance, 600, 3, size, 0.2)
    model = network(3, hidden=(16,) if deep else (), scale=size)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.02))
    return Plan(model, x, y, {"epochs": int(chance.integers(3, 9)), **validated(chance)}, cause="brief")


def points(chance: Chance, size: float, deep: bool) -> Plan:
    """Six points on a line, as in the lessons."""
    x = np.array([-10, 0, 2, 6, 12, 15], dtype=float) / 10
    y = size * (2 * x + pick(chance, 0, 1, 3))
    model = network(1, hidden=(8,) if deep else (), scale=size, activation="tanh")
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.05))
    return Plan(model, x, y, {"epochs": int(chance.integers(200, 400))}, cause="six points")


HEALTHY: Mapping[str, Recipe] = {
    "line": line,
    "huge": huge,
    "to_nothing": to_nothing,
    "descent": descent,
    "classes": classes,
    "schedule": schedule,
    "second": second,
    "dropped": dropped,
    "streamed": streamed,
    "brief": brief,
    "points": points,
}
