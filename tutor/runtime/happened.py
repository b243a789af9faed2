"""Answers what the latest cell did with models: built, compiled, trained, asked."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import keras
import numpy as np

from .given import given_facts
from .models import history_facts, model_facts
from .variables import models, name_of
from .watching import WATCH, Before, EndedFit, optimizer_of, trainable

MOST_LAYERS = 60
"""Larger models are nobody's first, and describing them takes its time."""
FLAT = 0.02
"""The loss has hardly changed when it ended within this share of where it began."""


def happened() -> dict[str, Any]:
    """The facts of the latest cell."""
    handled = [each for model in touched() if (each := handled_facts(model))]
    asked = [(model, given_facts(x, name_of(x))) for model, x in WATCH.asked]
    return {
        "$facts": "happened",
        "models": handled,
        "fits": [fit_facts(training) for training in WATCH.trainings],
        "asked": [asked_facts(model, given) for model, given in asked if given is not None],
    }


def touched() -> list[Any]:
    """The models that the cell did something with, each once."""
    found = [training.model for training in WATCH.trainings] + [model for model, _ in WATCH.asked]
    found += [model for _, model in models() if model not in WATCH.before or changed(model)]
    return list({id(model): model for model in found if len(model.layers) <= MOST_LAYERS}.values())


def changed(model: Any) -> bool:
    before = WATCH.before[model]
    return optimizer_of(model) is not before.optimizer or len(model.layers) != before.layers


def handled_facts(model: Any) -> dict[str, Any] | None:
    """What the cell did with one model; None when it cannot be described."""
    before = WATCH.before.get(model, Before(None, 0, None))
    past = before.past
    try:
        return {
            "$facts": "handled",
            "key": WATCH.key(model),
            "name": name_of(model),
            "model": model_facts(model),
            "built": len(model.layers) != before.layers,
            "compiled": bool(model.compiled) and optimizer_of(model) is not before.optimizer,
            "trained_before": past.epochs if past else 0,
            "refrozen": past is not None and past.trainable != trainable(model),
            "unadapted": [layer.name for layer in normalizations(model) if not adapted(layer)],
            "misfits": [fit for layer in normalizations(model) if (fit := misfit(layer))],
            "broadcasts": broadcasts(model),
        }
    except Exception:  # a class of the learner's own may do anything
        return None


def fit_facts(training: EndedFit) -> dict[str, Any]:
    return {**training.facts, "history": history_facts(training.history), "constant": constant(training)}


def asked_facts(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    past = WATCH.past.get(model)
    return {"$facts": "asked", "key": WATCH.key(model), "x": given, "trained_on": past.x if past else None}


def normalizations(model: Any) -> Iterator[Any]:
    """Normalization layers, in models within the model, too."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            yield layer
        elif isinstance(layer, keras.Model):
            yield from normalizations(layer)


def adapted(layer: Any) -> bool:
    """Whether it knows a mean and a variance: not those it begins with, or given to it when it was made."""
    values = [keras.ops.convert_to_numpy(weight) for weight in layer.weights[:2]]
    if len(values) < 2:
        return bool(layer.built) or layer.get_config().get("mean") is not None
    return bool(values[0].any() or (values[1] != 1).any())


def misfit(layer: Any) -> list[Any] | None:
    """Name, columns it was adapted to, columns it gets; None when they agree or cannot be told."""
    axis = layer.get_config().get("axis")
    try:
        (length,) = layer.weights[0].shape
        columns = layer.input.shape[-1]
    except (IndexError, ValueError, AttributeError):
        return None
    last = list(axis) in ([-1], [len(layer.input.shape) - 1]) if isinstance(axis, (list, tuple)) else axis == -1
    return [layer.name, int(length), int(columns)] if last and columns not in (None, length) else None


def broadcasts(model: Any) -> bool:
    """Whether the learner's own loss finds fault with answers that are right, once there are several of them.

    (n,) minus (n, 1) is n × n: each label beside each answer. One row alone does not show it.
    """
    loss = model.loss if model.compiled else None
    if not isinstance(loss, FunctionType) or loss.__module__.partition(".")[0] == "keras":
        return False
    if tuple(model.output_shape[1:]) != (1,):
        return False
    y = np.array([[0.5], [1.0], [3.0]], dtype="float32")
    singles = y[:1], y[1:2], y[2:]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            each = np.array([[_mean_loss(loss, label, answer) for answer in singles] for label in singles])
            together = _mean_loss(loss, y, y)
    except Exception:
        return False
    right, table = float(np.abs(np.diag(each)).max()), float(each.mean())
    return right < 1e-6 and abs(table) > 1e-3 and abs(together - table) < 1e-3 * abs(table)


def _mean_loss(loss: Any, labels: np.ndarray[Any, Any], answers: np.ndarray[Any, Any]) -> float:
    return float(np.mean(loss(keras.ops.convert_to_tensor(labels), keras.ops.convert_to_tensor(answers))))


def constant(training: EndedFit) -> bool:
    """Whether the model answers different rows alike. Asked only when the loss has not gone down."""
    curve = training.history.history.get("loss") or [0.0]
    flat = len(curve) > 1 and abs(curve[0] - curve[-1]) <= FLAT * abs(curve[0])
    if not flat or training.sample is None or len(training.sample) < 2:
        return False
    try:
        answers = keras.ops.convert_to_numpy(training.model(np.asarray(training.sample), training=False))
        rows = np.asarray(training.sample).reshape(len(answers), -1)
    except Exception:
        return False
    return bool(np.ptp(rows, axis=0).any() and np.isfinite(answers).all() and not np.ptp(answers, axis=0).any())
