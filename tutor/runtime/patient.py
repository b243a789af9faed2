"""Describes what a training begins with, as far as it takes to judge how it goes."""

from __future__ import annotations

import contextlib
import math
import weakref
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import names
from .compiled import plain_config
from .given import labels_of, numbers_of
from .stopping import steps_of

MOST_ROWS = 20_000
"""Of larger arrays so many rows are looked at, evenly spread: well below a millisecond for most."""
MOST_CLASSES = 1000
NOISY = ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "GaussianDropout", "GaussianNoise", "AlphaDropout")
"""Layers that make the training loss larger than the model deserves."""

PATIENTS: weakref.WeakKeyDictionary[Any, dict[str, Any]] = weakref.WeakKeyDictionary()
"""What is known of the `fit` behind each History."""

Array = np.ndarray[Any, Any]


def patient_facts(model: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What a `fit` begins with. Whatever cannot be told is left out; never raises an Exception."""
    facts: dict[str, Any] = {"$facts": "patient"}
    for part in (_recipe, _layers, _data, _labels):
        with contextlib.suppress(Exception):  # a class of the learner's own may do anything
            facts |= part(model, arguments)
    return facts


def _recipe(model: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    rate = plain_config(model.optimizer).get("learning_rate")
    config = plain_config(model.loss)
    return {
        "loss": names.canonical_loss(model.loss)[0] or "",
        "logits": bool(config.get("from_logits")),
        "optimizer": type(model.optimizer).__name__,
        "rate": float(f"{rate:.7g}") if isinstance(rate, float) else None,
        "scheduled": not isinstance(rate, float),
        "steps_before": steps_of(model),
    }


def _layers(model: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    last = model.layers[-1]
    activation = plain_config(last).get("activation")
    return {
        "parameters": sum(math.prod(weight.shape) for weight in model.weights),
        "trainable": sum(math.prod(weight.shape) for weight in model.trainable_weights),
        "built": bool(model.built),
        "ending": activation if isinstance(activation, str) else "",
        "width": int(last.units) if hasattr(last, "units") else 0,
        "depth": sum(bool(layer.weights) for layer in model.layers),
        "noisy": any(type(layer).__name__ in NOISY for layer in model.layers),
    }


def _data(model: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    x = numbers_of(arguments.get("x"))
    if x is None:
        return {}
    split = float(arguments.get("validation_split") or 0.0)
    rows = math.floor(len(x) * (1 - split)) if split else len(x)
    held = arguments.get("validation_data")
    given = numbers_of(held[0]) if isinstance(held, (tuple, list)) and held else None
    batch = min(int(arguments.get("batch_size") or 32), rows)
    seen = thinned(x)
    finite = seen[np.isfinite(seen)]
    return {
        "rows": rows,
        "batch": batch,
        "steps": int(arguments.get("steps_per_epoch") or math.ceil(rows / max(1, batch))),
        "held": len(x) - rows if split else 0 if given is None else len(given),
        "largest": float(np.abs(finite).max()) if finite.size else 0.0,
    }


def _labels(model: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    y = numbers_of(arguments.get("y"))
    if y is None or not y.size:
        return {}
    y = thinned(y)
    finite = y[np.isfinite(y)].astype("float64")
    if not finite.size:
        return {}
    facts: dict[str, Any] = {
        "low": float(finite.min()),
        "high": float(finite.max()),
        "spread": float(finite.std()),
    }
    loss = names.canonical_loss(model.loss)[0] or ""
    weighed = arguments.get("sample_weight") is not None or arguments.get("class_weight") is not None
    labels = labels_of(y) if "crossentropy" in loss and finite.size == y.size else None
    if labels is not None:
        counts = np.unique(labels, return_counts=True)[1][:MOST_CLASSES]
        shares = counts / counts.sum()
        facts |= {"classes": len(shares), "majority": float(shares.max())}
    base = baseline(loss, y)
    return facts | ({"baseline": base} if base is not None and not weighed else {})


def baseline(loss: str, y: Array) -> float | None:
    """The loss of the best answer that is the same for every row; None for a loss for which that is not known."""
    y = y.reshape(len(y), -1).astype("float64")
    match loss:
        case "mean_squared_error":
            return float(y.var(axis=0).mean())
        case "mean_absolute_error":
            return float(np.abs(y - np.median(y, axis=0)).mean())
        case "huber":
            off = np.abs(y - np.median(y, axis=0))
            return float(np.where(off <= 1, off**2 / 2, off - 0.5).mean())
        case "binary_crossentropy":
            shares = y.mean(axis=0)
            return float(np.mean([_entropy(np.array([share, 1 - share])) for share in shares]))
        case "categorical_crossentropy":
            return _entropy(y.mean(axis=0))
        case "sparse_categorical_crossentropy":
            counts = np.unique(y, return_counts=True)[1]
            return _entropy(counts / counts.sum())
    return None


def _entropy(shares: Array) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum()) + 0.0


def thinned(array: Array) -> Array:
    """The array, or evenly spread rows of a long one."""
    return array[:: 1 + len(array) // MOST_ROWS]
