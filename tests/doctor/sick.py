"""Trainings that go wrong, each kind by a cause that is put in: the doctor knows nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np

from tests.doctor.making import (
    Chance,
    Plan,
    between,
    for_kinds,
    inputs,
    kinds,
    measured,
    network,
    pick,
    steepest,
    validated,
    wide,
)
from tests.doctor.recorded import SIZES

COUNTS = dict(zip(SIZES, (2, 3, 10), strict=True))
"""How many kinds there are in place of a size of the targets."""

Recipe = Callable[[Chance, float, bool], Plan]


def lost(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(20, 200)), int(chance.integers(2, 6))
    x, y = measured(chance, rows, columns, size, 0.1)
    model = network(columns, hidden=wide(chance, deep), scale=size)
    how = pick(chance, "x", "y", "rate", "loss")
    epochs = int(chance.integers(10, 60))
    loss: Any = "mse"
    optimizer = keras.optimizers.Adam(0.01)
    if how == "x":
        x[chance.integers(rows), chance.integers(columns)] = np.nan
    elif how == "y":
        y[chance.integers(rows)] = np.inf
    elif how == "rate":
        model = network(columns, hidden=wide(chance, deep), activation=pick(chance, "relu", "tanh"))
        optimizer = keras.optimizers.SGD(1e4 * steepest(x))
        y = y * 1e6
        epochs += 40
    else:

        def loss(true: Any, said: Any) -> Any:
            return keras.ops.mean(keras.ops.log(said - true))

    model.compile(loss=loss, optimizer=optimizer)
    return Plan(model, x, y, {"epochs": epochs, **validated(chance)}, cause=how)


def diverging(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(20, 150)), int(chance.integers(2, 6))
    x, y = measured(chance, rows, columns, size, 0.1)
    x *= pick(chance, 1.0, 1.0, 30.0)
    epochs = int(chance.integers(8, 40))
    batch = rows if chance.random() < 0.6 else 16
    rate = steepest(x) * 2 * between(chance, 1.15, 1.6) * (1 if batch == rows else 1.5)
    if deep:
        x /= max(1.0, float(np.abs(x).max()) / 4)
        units = pick(chance, 16, 32)
        model = network(columns, hidden=(units,), activation="tanh")
        rate = 2 * between(chance, 1.6, 3.0) / (0.4 * units)
        y = y * 5
    else:
        model = network(columns)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(rate), metrics=pick(chance, [], ["mae"]))
    return Plan(model, x, y, {"epochs": epochs, "batch_size": batch, **validated(chance)}, cause="rate")


def stuck(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(30, 300)), int(chance.integers(2, 6))
    x, y = measured(chance, rows, columns, size, 0.2)
    epochs = int(chance.integers(20, 120))
    how = pick(chance, "shut", "frozen", "rate")
    hidden = wide(chance, deep)
    model = network(columns, hidden=hidden, scale=size)
    rate = 0.01
    if how == "shut":
        shut = keras.initializers.Constant(-60.0)
        if deep:
            model = network(columns, hidden=hidden, scale=size, bias_initializer=shut)
            y = y - y.mean()  # so that the bias of the last layer has nothing to learn
        else:
            y = np.abs(y)
            model = keras.Sequential(
                [keras.Input((columns,)), keras.layers.Dense(1, "relu", bias_initializer=shut)]
            )
    elif how == "frozen":
        model.trainable = False
    else:
        steps = epochs * -(-rows // 32)
        model = network(columns, hidden=hidden)
        y = y + 3 * size * pick(chance, 1, -1)
        rate = between(chance, 2e-4, 3e-3) * size / steps / (10 if deep else 1)
    optimizer = pick(chance, keras.optimizers.Adam, keras.optimizers.RMSprop)(rate)
    model.compile(loss=pick(chance, "mse", "mse", "mae"), optimizer=optimizer)
    return Plan(model, x, y, {"epochs": epochs, **validated(chance)}, cause=how)


def crawling(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(30, 300)), int(chance.integers(2, 5))
    x, y = measured(chance, rows, columns, size, 0.1)
    epochs = int(chance.integers(30, 200))
    steps = epochs * -(-rows // 32)
    model = network(columns, hidden=(16,) if deep else (), scale=size if deep else 1.0)
    if chance.random() < 0.5 or deep:
        y = y + 2 * size
        # Adam goes about a rate in each step; a network has many weights that go together.
        rate = between(chance, 0.1, 0.35) * (0.15 if deep else max(size, 1.0)) / steps
        optimizer = keras.optimizers.Adam(rate)
    else:
        rate = between(chance, 0.08, 0.25) / (2 * steps)
        optimizer = keras.optimizers.SGD(rate)
    model.compile(loss="mse", optimizer=optimizer, metrics=pick(chance, [], ["mae"]))
    return Plan(model, x, y, {"epochs": epochs, **validated(chance)}, cause="rate")


def plateau(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(60, 300)), int(chance.integers(2, 5))
    epochs = int(chance.integers(60, 200))
    how = pick(chance, "decay", "narrow")
    x = inputs(chance, rows, columns)
    bent = np.cos(2 * x[:, 0]) + np.cos(2 * x[:, 1])
    y = size * (bent + 3 + 0.15 * x[:, -1])
    steps = -(-rows // 32)
    model = network(columns, hidden=(1,) if deep else (), scale=size, activation="tanh")
    rate: object = 0.03
    if how == "decay":
        y = size * (x @ np.ones(columns) / np.sqrt(columns) + 4)
        rate = keras.optimizers.schedules.ExponentialDecay(between(chance, 0.02, 0.06), steps * 5, 0.3)
        model = network(columns, hidden=(8,) if deep else (), scale=size, activation="tanh")
        rate = rate if not deep else keras.optimizers.schedules.ExponentialDecay(0.004, steps * 5, 0.3)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(rate), metrics=pick(chance, [], ["mae"]))
    return Plan(model, x, y, {"epochs": epochs, **validated(chance)}, cause=how)


def guessing(chance: Chance, size: float, deep: bool) -> Plan:
    count, rows, columns = COUNTS[size], int(chance.integers(300, 800)), int(chance.integers(2, 4))
    rare = pick(chance, 0.0, 0.0, 0.3)
    x, y = kinds(chance, rows, columns, count, 0.0, rare)
    loss, out, ending = for_kinds(count, chance)
    model = network(columns, out, hidden=(8,) if deep else (), ending=ending)
    metrics = ["accuracy"] if chance.random() < 0.7 else []
    optimizer = pick(chance, keras.optimizers.Adam, keras.optimizers.RMSprop)(0.01)
    model.compile(loss=loss, optimizer=optimizer, metrics=metrics)
    return Plan(model, x, y, {"epochs": int(chance.integers(50, 90)), **validated(chance)}, cause="no relation")


def overfitting(chance: Chance, size: float, deep: bool) -> Plan:
    rows, epochs = int(chance.integers(30, 70)), int(chance.integers(80, 200))
    if chance.random() < 0.5:
        columns = int(chance.integers(20, 40)) if deep else int(chance.integers(60, 90))
        x, y = measured(chance, rows, columns, size, 0.8)
        model = network(columns, hidden=(64, 64) if deep else (), scale=size)
        loss, rate, metrics = "mse", 0.01 if deep else 0.02, list[str]()
    else:
        count, columns = COUNTS[size], 30
        x, y = kinds(chance, rows, columns, count, 1.5)
        loss, out, ending = for_kinds(count, chance)
        model = network(columns, out, hidden=(64, 64) if deep else (), ending=ending)
        rate, metrics = 0.01 if deep else 0.05, pick(chance, [], ["accuracy"])
        epochs = 150 if not deep else epochs
    model.compile(loss=loss, optimizer=keras.optimizers.Adam(rate), metrics=metrics)
    return Plan(model, x, y, {"epochs": epochs, "validation_split": 0.3}, cause="few rows")


def saws(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(60, 200)), int(chance.integers(3, 8))
    epochs = int(chance.integers(30, 80))
    x, y = measured(chance, rows, columns, size, 0.4)
    how = pick(chance, "rate", "batch")
    model = network(columns, hidden=(32,) if deep else (), scale=size)
    if deep:
        optimizer = keras.optimizers.Adam(between(chance, 0.3, 0.8) if how == "rate" else 0.15)
    elif how == "rate":
        optimizer = keras.optimizers.Adam(between(chance, 1.0, 3.0))
    else:
        model = network(columns)
        optimizer = keras.optimizers.SGD(between(chance, 1.0, 1.4) / float((x**2).sum(axis=1).max()))
        optimizer = keras.optimizers.SGD(1.0 / (columns + 1))
        x = np.clip(x, -1.7, 1.7)
    batch = 2 if how == "batch" else pick(chance, 16, 32)
    model.compile(loss="mse", optimizer=optimizer)
    return Plan(model, x, y, {"epochs": epochs, "batch_size": batch}, cause=how)


def jumps(chance: Chance, size: float, deep: bool) -> Plan:
    rows, columns = int(chance.integers(300, 600)), 8
    x, y = measured(chance, rows, columns, size, 0.5)
    few = int(chance.integers(2, 5))
    model = network(columns, hidden=(32,) if deep else (), scale=size)
    model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.02 if deep else 0.15))
    held = inputs(chance, few, columns)
    truth = np.linalg.lstsq(np.c_[x, np.ones(rows)], y, rcond=None)[0]
    held_y = np.c_[held, np.ones(few)] @ truth + 0.1 * size * chance.normal(size=few)
    fit = {"epochs": int(chance.integers(30, 60)), "batch_size": 16, "validation_data": (held, held_y)}
    return Plan(model, x, y, fit, cause="few rows")


def contradiction(chance: Chance, size: float, deep: bool) -> Plan:
    epochs, columns = int(chance.integers(40, 100)), 4
    if chance.random() < 0.5:
        x, y = measured(chance, 200, columns, size, 0.1)
        model = network(columns, hidden=wide(chance, deep), scale=size)
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.05), metrics=["accuracy"])
        return Plan(model, x, y, {"epochs": epochs, **validated(chance)}, cause="accuracy of numbers")
    count = COUNTS[size]
    x, y = kinds(chance, 600, columns, count, 1.8, rare=pick(chance, 0.03, 0.05))
    loss, out, ending = for_kinds(count, chance)
    model = network(columns, out, hidden=(8,) if deep else (), ending=ending)
    # So slow that the loss falls, and the rare ones are still passed over.
    model.compile(loss=loss, optimizer=keras.optimizers.Adam(0.002), metrics=["accuracy"])
    return Plan(model, x, y, {"epochs": 20}, cause="rare kinds")


SICK: Mapping[str, Recipe] = {
    "lost": lost,
    "diverging": diverging,
    "stuck": stuck,
    "crawling": crawling,
    "plateau": plateau,
    "guessing": guessing,
    "overfitting": overfitting,
    "saws": saws,
    "jumps": jumps,
    "contradiction": contradiction,
}
