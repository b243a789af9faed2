"""The names that the scenarios use: small models of every make, and callbacks that do something on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import layers

HOOKS = (
    "on_train_begin",
    "on_epoch_begin",
    "on_train_batch_begin",
    "on_train_batch_end",
    "on_test_begin",
    "on_test_batch_end",
    "on_test_end",
    "on_epoch_end",
    "on_train_end",
)


def compiled(model: Any, loss: str = "mse", optimizer: Any = "sgd", **more: Any) -> Any:
    model.compile(optimizer=optimizer, loss=loss, **more)
    return model


def ready(*stack: Any, shape: tuple[int, ...] = (3,), **settings: Any) -> Any:
    """A compiled Sequential model of these layers."""
    return compiled(keras.Sequential([keras.Input(shape), *stack]), **settings)


def small() -> Any:
    return ready(layers.Dense(1))


class Subclassed(keras.Model):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = layers.Dense(2, activation="tanh"), layers.Dense(1)

    def call(self, inputs: Any) -> Any:
        return self.last(self.first(inputs))


class Total(Subclassed):
    """Of ragged rows."""

    def call(self, inputs: Any) -> Any:
        return self.last(tf.reduce_sum(inputs, axis=1, keepdims=True))


class Lengths(Subclassed):
    """Of texts."""

    def call(self, inputs: Any) -> Any:
        return self.last(tf.cast(tf.strings.length(inputs), "float32"))


class Shrinking(Subclassed):
    """Has no targets, only a wish for small weights."""

    def call(self, inputs: Any) -> Any:
        self.add_loss(tf.reduce_mean(self.last(self.first(inputs)) ** 2))
        return inputs


class OwnStep(Subclassed):
    def train_step(self, data: Any) -> dict[str, Any]:
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(abs(y - self(x, training=True)))
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return {"mine": loss, "samples": tf.shape(x)[0]}


class OwnSteps(OwnStep):
    """Tells more of its validation than of its training."""

    def test_step(self, data: Any) -> dict[str, Any]:
        x, y = data
        error = y - self(x, training=False)
        return {"worst": tf.reduce_max(abs(error)), "samples": tf.shape(x)[0], "mine": tf.reduce_mean(error)}


class Careful(OwnStep):
    """Fails at its twentieth step."""

    def train_step(self, data: Any) -> dict[str, Any]:
        tf.debugging.assert_less(self.optimizer.iterations.value, tf.constant(19, tf.int64), "too far")
        logs = super().train_step(data)
        return {"mine": tf.debugging.check_numerics(logs["mine"], "no number")}


class Picky(Subclassed):
    """Fails where a number is too large."""

    def call(self, inputs: Any) -> Any:
        tf.debugging.assert_less(inputs, tf.constant(100.0), "too far")
        return super().call(inputs)


class OwnLoss(Subclassed):
    """With a loss and a metric of its own making, as Keras's guide has them."""

    def __init__(self) -> None:
        super().__init__()
        self.tracker = keras.metrics.Mean(name="loss")
        self.counted = keras.metrics.MeanAbsoluteError(name="off")

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):  # type: ignore[no-untyped-def]
        loss = tf.reduce_mean((y - y_pred) ** 4)
        self.tracker.update_state(loss)
        self.counted.update_state(y, y_pred)
        return loss

    @property
    def metrics(self) -> list[Any]:
        return [self.tracker, self.counted]


class Sampling(layers.Layer):  # type: ignore[misc]
    """Random numbers from TensorFlow's own sequence, as in many an autoencoder."""

    def call(self, inputs: Any) -> Any:
        return inputs + tf.random.normal(tf.shape(inputs))


class Printing(layers.Layer):  # type: ignore[misc]
    """Looks at the values in Python."""

    def call(self, inputs: Any) -> Any:
        return tf.ensure_shape(tf.numpy_function(lambda value: value * 2, [inputs], inputs.dtype), inputs.shape)


class Counting(keras.metrics.Metric):  # type: ignore[misc]
    """A metric of the learner's own, whose result is made in Python."""

    def __init__(self) -> None:
        super().__init__(name="counting")
        self.seen = self.add_weight(name="seen", initializer="zeros")
        self.asked = 0

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        self.seen.assign_add(tf.cast(tf.shape(y_true)[0], tf.float32))

    def result(self) -> Any:
        self.asked += 1
        return self.seen + self.asked

    def reset_state(self) -> None:
        self.seen.assign(0.0)


class Unreset(Subclassed):
    """Adds its metrics up over all epochs."""

    def reset_metrics(self) -> None:
        pass


class OwnEvaluation(Subclassed):
    """Validates in its own way."""

    def evaluate(self, *args: Any, **kwargs: Any) -> Any:
        return {"half": 0.5}


class OwnFunction(Subclassed):
    """Whose function can be called with an iterator of tf.data only."""

    def make_train_function(self, force: bool = False) -> None:
        self.train_function = self.steps

    @staticmethod
    def steps(iterator: Any) -> dict[str, Any]:
        x, y = iterator.get_next()
        return {"loss": tf.reduce_mean(x) + tf.reduce_mean(y)}


class Batches(keras.utils.PyDataset):  # type: ignore[misc]
    def __init__(self, x: Any, y: Any) -> None:
        super().__init__()
        self.x, self.y = x, y

    def __len__(self) -> int:
        return 4

    def __getitem__(self, place: int) -> Any:
        return self.x[place * 5 : place * 5 + 5], self.y[place * 5 : place * 5 + 5]


class StopAt(keras.callbacks.Callback):  # type: ignore[misc]
    """Stops at the n-th batch, epoch or predicted batch, counted from 1."""

    def __init__(self, batch: int = 0, epoch: int = 0, predicted: int = 0) -> None:
        super().__init__()
        self.batch, self.epoch, self.predicted = batch, epoch, predicted

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.batch -= 1
        if self.batch == 0:
            self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if self.epoch == epoch + 1:
            self.model.stop_training = True

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        if self.predicted == batch + 1:
            self.model.stop_predicting = True


class Raise(keras.callbacks.Callback):  # type: ignore[misc]
    """Raises in one hook: in the third epoch, if it comes that often."""

    def __init__(self, hook: str, error: type[BaseException]) -> None:
        super().__init__()
        calls = 1 if hook in ("on_train_begin", "on_train_end") else 8 if "train_batch" in hook else 3

        def fail(*_: Any, **__: Any) -> None:
            nonlocal calls
            calls -= 1
            if calls == 0:
                raise error(hook)

        setattr(self, hook, fail)


def at(epoch: int, act: Callable[[], object]) -> Any:
    """A callback that acts at the end of an epoch, counted from 0."""
    return keras.callbacks.LambdaCallback(on_epoch_end=lambda now, _: act() if now == epoch else None)


def in_a_thread(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


class Told(keras.callbacks.Callback):  # type: ignore[misc]
    """Writes down every epoch, with the learning rate after it; can be told afterwards."""

    def __init__(self, events: list[Any]) -> None:
        super().__init__()
        self.events = events

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.on_epoch_past(epoch, logs, None, 0)

    def on_epoch_past(self, epoch: int, logs: Any, rate: float | None, ahead: int) -> None:
        if rate is None:
            rate = float(self.model.optimizer.learning_rate)
        self.events.append(("epoch", epoch, dict(logs), rate))

    def on_train_end(self, logs: Any = None) -> None:
        self.events.append(("end", dict(logs)))


class Log(keras.callbacks.Callback):  # type: ignore[misc]
    """Writes down every event, and what came with it."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []
        for name in dir(keras.callbacks.Callback):
            if name.startswith("on_"):
                setattr(self, name, self._writer(name))

    def _writer(self, name: str) -> Callable[..., None]:
        def write(*arguments: Any, **logs: Any) -> None:
            self.events.append((name, arguments, logs))

        return write


def namespace(log: Log, failures: list[str]) -> dict[str, Any]:
    """What a scenario starts with."""
    chance = np.random.default_rng(0)
    told = Told(log.events)
    names: dict[str, Any] = {**globals(), "log": log, "told": told, "x": chance.normal(size=(20, 3))}
    names["y"] = names["x"].sum(1, keepdims=True) + 1

    def fails(code: str) -> None:
        try:
            exec(code, names)
        except BaseException as error:
            failures.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
        else:
            failures.append("none")

    names["fails"] = fails
    return names
