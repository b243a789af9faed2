"""One model, its arrays, and every way to train it for some epochs; runs inside a session, where `fit` is ours.

All ways take turns on the same model and the same arrays, without a seed, so every `fit` shuffles.
"""

from __future__ import annotations

import builtins
import os
import pty
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf


@dataclass(frozen=True)
class Shape:
    """Arrays to train on: samples × features, and numbers to find or classes to tell apart."""

    samples: int
    features: int
    batch_size: int
    units: tuple[int, ...] = ()
    """Of the hidden layers."""
    classes: int = 0
    """0 for one number to find."""
    validation: int = 0
    """How many samples beside them are for validation."""
    side: int = 0
    """Of the square pictures that the features are, for a small convolutional network; 0 where they are none."""


SHAPES = {
    "6 points": Shape(6, 1, 32),
    "1000×20, batch 32, validation": Shape(1000, 20, 32, units=(32,), validation=200),
    "1500×64, batch 64": Shape(1500, 64, 64, units=(64,), classes=10),
    "1797 digits, convnet": Shape(1797, 64, 32, classes=10, side=8),
}

STOCK = keras.Model.fit.__wrapped__
"""Keras's own `fit`, under what the session puts around it."""


class Contest:
    """The contestants, each a method that trains for so many epochs."""

    def __init__(self, name: str) -> None:
        chance = np.random.default_rng(0)
        shape = self.shape = SHAPES[name]
        rows = shape.samples + shape.validation
        self.x = chance.normal(size=(rows, shape.features)).astype("float32")
        self.y = chance.integers(0, shape.classes or 9, size=(rows, 1)).astype("float32")
        answer = keras.layers.Dense(shape.classes, "softmax") if shape.classes else keras.layers.Dense(1)
        hidden = [*pictured(shape.side), *(keras.layers.Dense(units, "relu") for units in shape.units)]
        self.model = keras.Sequential([keras.Input((shape.features,)), *hidden, answer])
        self.model.compile("sgd", "sparse_categorical_crossentropy" if shape.classes else "mse")
        self.mean = keras.metrics.Mean()
        self.train, self.test = tf.function(self._train), tf.function(self._test)

    def stock(self, epochs: int) -> None:
        """Keras as it comes, in silence."""
        fast(False)
        self._fit(STOCK, epochs, verbose=0)

    def progress_bar(self, epochs: int) -> int:
        """Keras as it comes, with its progress bar in a terminal that reads as fast as it can; the bytes of it."""
        fast(False)
        with terminal() as written:
            self._fit(STOCK, epochs, verbose=1)
        return sum(written)

    def ours(self, epochs: int) -> None:
        """What the learner's line runs."""
        fast(True)
        self._fit(keras.Model.fit, epochs)

    def on_batch(self, epochs: int) -> None:
        """Keras's `train_on_batch`, in the order of the arrays."""
        batches = self._batches()
        for _ in range(epochs):
            for place, training in batches:
                step = self.model.train_on_batch if training else self.model.test_on_batch
                step(self.x[place], self.y[place])

    def loop(self, epochs: int) -> None:
        """Traced steps on tensors made before, and the mean of the loss: less cannot be done."""
        batches = [
            (tf.constant(self.x[place]), tf.constant(self.y[place]), training)
            for place, training in self._batches()
        ]
        for _ in range(epochs):
            self.mean.reset_state()
            for x, y, training in batches:
                (self.train if training else self.test)(x, y)
            float(self.mean.result())

    def _fit(self, fit: Callable[..., Any], epochs: int, **more: Any) -> None:
        rows, batch_size = self.shape.samples, self.shape.batch_size
        validation = (self.x[rows:], self.y[rows:]) if self.shape.validation else None
        arguments = {"batch_size": batch_size, "epochs": epochs, "validation_data": validation}
        fit(self.model, self.x[:rows], self.y[:rows], **arguments, **more)

    def _batches(self) -> list[tuple[slice, bool]]:
        """Where each batch lies, and whether it is for training."""
        ends = ((0, self.shape.samples, True), (self.shape.samples, len(self.x), False))
        return [
            (slice(start, min(start + self.shape.batch_size, end)), training)
            for begin, end, training in ends
            for start in range(begin, end, self.shape.batch_size)
        ]

    def _train(self, x: Any, y: Any) -> None:
        with tf.GradientTape() as tape:
            loss = self.model.compute_loss(x, y, self.model(x, training=True))
        weights = self.model.trainable_weights
        self.model.optimizer.apply(tape.gradient(loss, weights), weights)
        self.mean.update_state(loss)

    def _test(self, x: Any, y: Any) -> None:
        self.mean.update_state(self.model.compute_loss(x, y, self.model(x)))


def pictured(side: int) -> list[Any]:
    """The layers that look at pictures."""
    if not side:
        return []
    seen = keras.layers.Reshape((side, side, 1)), keras.layers.Conv2D(16, 3, activation="relu")
    return [*seen, keras.layers.MaxPooling2D(), keras.layers.Flatten()]


def fast(wanted: bool) -> None:
    """Turn the fast path on or off; fails where that cannot be had."""
    state = builtins.__tutor__.speed(wanted)  # type: ignore[attr-defined]
    assert (state is True) is wanted, state


@contextmanager
def terminal() -> Iterator[list[int]]:
    """Inside, stdout is a terminal of its own. Yields the sizes of what it was sent, complete at the end."""
    ours, theirs = pty.openpty()
    written: list[int] = []

    def read() -> None:
        try:
            while new := os.read(ours, 65536):
                written.append(len(new))
        except OSError:  # Linux says so when the other end is closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    outside = sys.stdout
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as sys.stdout:
            yield written
    finally:
        sys.stdout = outside
        reader.join()
        os.close(ours)
