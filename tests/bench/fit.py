"""What an epoch costs: in stock Keras, with its batches replayed, batch by batch by hand, and in the bare loop.

All ways take turns on the same model and the same arrays, without a seed, so every `fit` shuffles.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from tutor.runtime import fast_fit


@dataclass(frozen=True)
class Shape:
    """Arrays to train on: samples × features, and numbers to find or classes to tell apart."""

    name: str
    samples: int
    features: int
    batch_size: int
    units: tuple[int, ...] = ()
    """Of the hidden layers."""
    classes: int = 0
    """0 for one number to find."""
    validation: int = 0
    """How many samples beside them are for validation."""
    stock_epochs: int = 10
    """In one measurement of stock Keras, which takes its time."""
    epochs: int = 40
    """In one measurement of any other way."""


SHAPES = (
    Shape("6 points", 6, 1, 32, stock_epochs=50, epochs=500),
    Shape("1000×20, batch 32, validation", 1000, 20, 32, units=(32,), validation=200),
    Shape("1500×64, batch 64", 1500, 64, 64, units=(64,), classes=10),
)


class Contest:
    """One model, its arrays, and every way to train it for some epochs."""

    def __init__(self, shape: Shape) -> None:
        chance = np.random.default_rng(0)
        self.shape = shape
        rows = shape.samples + shape.validation
        self.x = chance.normal(size=(rows, shape.features)).astype("float32")
        self.y = chance.integers(0, shape.classes or 9, size=(rows, 1)).astype("float32")
        answer = keras.layers.Dense(shape.classes, "softmax") if shape.classes else keras.layers.Dense(1)
        hidden = [keras.layers.Dense(units, "relu") for units in shape.units]
        self.model = keras.Sequential([keras.Input((shape.features,)), *hidden, answer])
        self.model.compile("sgd", "sparse_categorical_crossentropy" if shape.classes else "mse")
        self.mean = keras.metrics.Mean()
        self.train, self.test = tf.function(self._train), tf.function(self._test)

    def ways(self) -> dict[str, Callable[[int], None]]:
        """Each trains for so many epochs."""
        return {"stock": self.stock, "ours": self.ours, "train_on_batch": self.on_batch, "loop": self.loop}

    def stock(self, epochs: int) -> None:
        fast_fit.uninstall()
        self.fit(epochs)

    def ours(self, epochs: int) -> None:
        installed = fast_fit.install()
        assert installed is True, installed
        self.fit(epochs)

    def fit(self, epochs: int) -> None:
        n, batch_size = self.shape.samples, self.shape.batch_size
        validation = (self.x[n:], self.y[n:]) if self.shape.validation else None
        self.model.fit(
            self.x[:n], self.y[:n], batch_size=batch_size, epochs=epochs, verbose=0, validation_data=validation
        )

    def batches(self) -> list[tuple[slice, bool]]:
        """Where each batch lies, and whether it is for training."""
        ends = ((0, self.shape.samples, True), (self.shape.samples, len(self.x), False))
        return [
            (slice(start, min(start + self.shape.batch_size, end)), training)
            for begin, end, training in ends
            for start in range(begin, end, self.shape.batch_size)
        ]

    def on_batch(self, epochs: int) -> None:
        """Keras's `train_on_batch`, in the order of the arrays."""
        batches = self.batches()
        for _ in range(epochs):
            for place, training in batches:
                step = self.model.train_on_batch if training else self.model.test_on_batch
                step(self.x[place], self.y[place])

    def loop(self, epochs: int) -> None:
        """Traced steps on tensors made before, and the mean of the loss: less cannot be done."""
        batches = [
            (tf.constant(self.x[place]), tf.constant(self.y[place]), training)
            for place, training in self.batches()
        ]
        for _ in range(epochs):
            self.mean.reset_state()
            for x, y, training in batches:
                (self.train if training else self.test)(x, y)
            float(self.mean.result())

    def _train(self, x: Any, y: Any) -> None:
        with tf.GradientTape() as tape:
            loss = self.model.compute_loss(x, y, self.model(x, training=True))
        weights = self.model.trainable_weights
        self.model.optimizer.apply(tape.gradient(loss, weights), weights)
        self.mean.update_state(loss)

    def _test(self, x: Any, y: Any) -> None:
        self.mean.update_state(self.model.compute_loss(x, y, self.model(x)))


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row per shape and way: the median of milliseconds per epoch, and how often it fits into stock's."""
    rows = []
    for shape in SHAPES:
        ways = Contest(shape).ways()
        for way in ways.values():
            way(2)  # the first epochs trace
        measured: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(repeats):
            for name, way in ways.items():
                epochs = shape.stock_epochs if name == "stock" else shape.epochs
                began = time.perf_counter()
                way(epochs)
                measured[name].append((time.perf_counter() - began) / epochs * 1000)
        stock, loop = statistics.median(measured["stock"]), statistics.median(measured["loop"])
        for name, times in measured.items():
            cost = statistics.median(times)
            each = {"ms per epoch": round(cost, 2), "stock ÷ it": round(stock / cost, 1)}
            rows.append({"shape": shape.name, "way": name, **each, "it ÷ loop": round(cost / loop, 1)})
    return rows
