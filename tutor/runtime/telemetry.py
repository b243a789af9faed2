"""Makes the learner's unchanged `model.fit(...)` tell how it goes, and lets Ctrl-C end it politely."""

from __future__ import annotations

import contextlib
import functools
import inspect
import math
import sys
import time
import weakref
from collections import Counter
from typing import Any

import keras

from . import by_hand, ledger, origins, trainings
from .briefly import cut
from .cells import LATEST
from .codec import number, plain, publish
from .examining import Examination
from .names import canonical_loss
from .patient import PATIENTS, patient_facts
from .resuming import KEEPER
from .steering import PLAN, Steering
from .stopping import PLACES, polite_interrupt, steps_of
from .variables import is_learners
from .watching import WATCH

BATCHES_PER_SECOND = 25
"""Rows of epochs wait no longer than a block of them takes, so that at least 15 messages a second are sent."""
FEW_WEIGHTS = 4
"""Models with at most this many numbers show them while they train."""

SECONDS: weakref.WeakKeyDictionary[Any, float] = weakref.WeakKeyDictionary()
"""How long the `fit` behind each History took."""


class Telemetry(keras.callbacks.Callback):  # type: ignore[misc]
    """Publishes every epoch of one `fit` exactly once, at most so many messages a second."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first
        """The number of the first epoch, from 1."""
        self.again = ""
        """Why a replay has to train, as `Keeper.obstacle` says it; empty for a line of the learner."""
        self.stop_asked = False
        self.run: ledger.Recording | None = None
        """What keeps the run; None when nobody does."""
        self.arguments: dict[str, Any] = {}
        """What `fit` was given, by name."""
        self.steering = Steering()
        """What changes it on the way."""
        self.examination: Examination | None = None
        """None before training began."""
        self.began: float | None = None
        """`time.monotonic()` when training began; None before."""
        self.finished = self.total = 0
        self.rows: list[dict[str, Any]] = []
        self._loss: float | None = None
        """The latest."""
        self.due = 0.0

    def on_train_begin(self, logs: Any = None) -> None:
        if self.run:
            self.run.built()
        self.began = time.monotonic()
        self.total = self.params["epochs"]
        self.examination = Examination(self.model, self.arguments)
        loss = canonical_loss(self.model.loss)[0] or ""
        about = {"total": self.total, "first": self.first, "loss": loss, "again": self.again}
        facts = {"weights": few_weights(self.model), "patient": plain(self.examination.facts)}
        publish({"event": "training_started", **about, **facts})
        if self.stop_asked:  # Ctrl-C came while Keras was still preparing, and Keras has cleared the flag since
            self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.on_epoch_past(epoch, logs, None, 0)
        self.between_blocks()

    def on_epoch_past(self, epoch: int, logs: Any, rate: float | None, ahead: int) -> None:
        """An epoch has ended, and the model is `ahead` epochs further already.

        The learning rate after it is `rate`; None when the optimizer still knows it.
        """
        metrics = {name: float(value) for name, value in (logs or {}).items()}
        shown = learning_rate(self.model) if rate is None else seven_digits(rate)
        if shown is not None:
            metrics.setdefault("learning_rate", shown)
        self._loss = metrics.get("loss")
        self.finished += 1
        self.rows.append(
            {"number": epoch + 1, "metrics": {name: number(value) for name, value in metrics.items()}}
        )
        if not ahead and time.monotonic() >= self.due:  # the weights that go with it are those of the latest
            self.flush()

    def between_blocks(self) -> None:
        """The model is what the latest epoch left, and the next one has not begun."""
        if self.steering.wanted(self.finished):
            self.flush()
            self.steering.obey(self.model, self.first - 1 + self.finished, self.finished)

    def most_epochs(self, batches: int) -> int:
        """How many epochs may run before the model is needed; see `fast_epochs`."""
        return self.steering.most_epochs(self.finished)

    def flush(self, ended: bool = False) -> None:
        """Publish what has gathered."""
        if not self.rows:
            return
        weights = few_weights(self.model)
        publish({"event": "epochs", "rows": self.rows, "weights": weights, "patient": self._examined(ended)})
        self.rows = []
        self.due = time.monotonic() + 1 / BATCHES_PER_SECOND

    def _examined(self, ended: bool) -> dict[str, Any] | None:
        """The facts of the patient, when something new was found in the model; else None."""
        if self.examination is None:
            return None
        done = self.finished / max(1, self.total - self.first + 1)
        new = self.examination.look(self._loss, done, ended)
        return dict(plain(self.examination.facts)) if new else None

    def close(self) -> None:
        """Publish the rest. Keras calls no callback when a `fit` is interrupted or fails, so `fit` itself does."""
        if self.began is None:
            return
        self.flush(ended=True)
        seconds = time.monotonic() - self.began
        SECONDS[self.model.history] = seconds
        if self.examination is not None:
            PATIENTS[self.model.history] = self.examination.facts
        stopped = self.finished < self.total - self.first + 1
        ended = {"event": "training_ended", "epochs": self.finished, "seconds": seconds, "stopped": stopped}
        if self.run and self.steering.changes:
            self.run.changed(self.steering.changes, self.first)
        run = self.run and self.run.ended(self.model.history, seconds, self.run.way_of_ending(self.stop_asked))
        changes = [[self.steering.number, *change] for change in self.steering.changes]
        publish({**ended, "run": run, "changes": changes})


def learning_rate(model: Any) -> float | None:
    """The optimizer's learning rate as it is now; None for an optimizer without one."""
    try:
        return seven_digits(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
    except (AttributeError, TypeError, ValueError):
        return None


def seven_digits(value: Any) -> float:
    """What a float of 32 bits was meant to be: 0.1 and not 0.10000000149."""
    return float(f"{float(value):.7g}")


def few_weights(model: Any) -> dict[str, Any]:
    """The weights by name, `weight` and `bias`, numbered from 1 where there are several; empty for most models."""
    if sum(math.prod(variable.shape) for variable in model.weights) > FEW_WEIGHTS:
        return {}
    named = [
        ("weight" if variable.name == "kernel" else variable.name, float(value))
        for variable in model.weights
        for value in keras.ops.convert_to_numpy(variable).flat
    ]
    several = Counter(name for name, _ in named)
    seen: Counter[str] = Counter()
    result = {}
    for name, value in named:
        seen[name] += 1
        result[f"{name} {seen[name]}" if several[name] > 1 else name] = number(value)
    return result


def install() -> None:
    """Wrap the methods of `keras.Model` that the learner calls. They keep their signatures and their help."""
    keras.Model.fit = reporting(keras.Model.fit)
    keras.Model.predict = remembering(quiet(keras.Model.predict))
    keras.Model.evaluate = noting(quiet(keras.Model.evaluate))
    by_hand.install()


def reporting(original: Any) -> Any:
    """`fit`, with telemetry in place of Keras's own progress bar, whatever `verbose` says."""
    signature = inspect.signature(original)

    @functools.wraps(original)
    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        arguments = bind(signature, self, *args, **kwargs)
        if arguments is None or isinstance(arguments.get("callbacks"), keras.callbacks.CallbackList):
            return original(self, *args, **kwargs)
        telemetry = Telemetry(first=int(arguments.get("initial_epoch") or 0) + 1)
        given = arguments.get("callbacks")
        listed = list(given) if isinstance(given, (list, tuple)) else [given] if given else []
        arguments |= {"verbose": 0}
        arguments.pop("self")
        telemetry.arguments = arguments
        place, began = PLACES.next(), steps_of(self)
        with polite_interrupt(self, telemetry, place):
            origin = origins.begins(self, arguments, place.cell)
            run = telemetry.run = ledger.Recording(self, {**arguments, "callbacks": listed}, place, origin)
            steering = telemetry.steering = Steering(planned := PLAN.of(place), place.number)
            arguments = cut(arguments, telemetry.first)
            attempt = KEEPER.attempt(place, self, {**arguments, "callbacks": listed}, planned)
            run.checkpoint = attempt.key if attempt else ""
            resumed = attempt.resumed(run.built) if attempt else None
            if resumed:
                history, SECONDS[history] = resumed
                PATIENTS[history] = patient_facts(self, arguments) | {"steps_before": began}  # not its end
                if planned:
                    run.changed(planned, telemetry.first)
                run.ended(history, SECONDS[history])
                origins.keep(history, self, origin, arguments.get("x"))
                trainings.remember(self, history, canonical_loss(self.loss)[0], SECONDS[history])
                WATCH.trained(self, {**arguments, "callbacks": listed}, history)
                return history
            telemetry.again = KEEPER.obstacle(place, attempt)
            watching = [*listed, *KEEPER.stops_again(place, began), telemetry]
            with contextlib.closing(telemetry):
                history = original(self, **{**arguments, "callbacks": watching})
            if telemetry.stop_asked:
                KEEPER.stopped(place, began, steps_of(self))
            if attempt:
                attempt.changed(steering.changes)
                attempt.keep(history, SECONDS[history])
            origins.keep(history, self, origin, arguments.get("x"))
            trainings.remember(self, history, canonical_loss(self.loss)[0], SECONDS.get(history))
            WATCH.trained(self, {**arguments, "callbacks": listed}, history)
            return history

    return fit


def quiet(original: Any) -> Any:
    """The method without its progress bar, unless the learner asks for one."""
    signature = inspect.signature(original)

    @functools.wraps(original)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        arguments = bind(signature, self, *args, **kwargs)
        if arguments is not None and "verbose" not in arguments:
            kwargs["verbose"] = 0
        return original(self, *args, **kwargs)

    return method


def remembering(original: Any) -> Any:
    """`predict`, whose results are candidates for what the cell was about."""

    @functools.wraps(original)
    def predict(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        predictions = original(self, *args, **kwargs)
        LATEST.predicted(predictions)
        if not LATEST.answering:
            WATCH.predicted(self, args[0] if args else kwargs.get("x"))
        return predictions

    return predict


def noting(original: Any) -> Any:
    """`evaluate`, whose rows are remembered where the learner's own lines call it; `fit` calls it, too."""
    signature = inspect.signature(original)

    @functools.wraps(original)
    def evaluate(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        result = original(self, *args, **kwargs)
        if is_learners(sys._getframe(1)) and not LATEST.answering:
            arguments = bind(signature, self, *args, **kwargs) or {}
            with contextlib.suppress(Exception):
                WATCH.measured(self, arguments.get("x"), arguments.get("y"))
        return result

    return evaluate


def bind(signature: inspect.Signature, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
    """Arguments by name; None when they do not fit, which the method itself says best."""
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return None
    extra = bound.arguments.pop("kwargs", {})
    return {**bound.arguments, **extra}
