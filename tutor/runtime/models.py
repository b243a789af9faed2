"""Describes models, layers and histories through Keras's public interface."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import keras

from . import names, origins, telemetry, trainings
from .arrays import array_facts
from .by_hand import by_hand
from .codec import number, plain
from .compiled import compiled_facts, plain_config
from .patient import PATIENTS

SMALL_MODEL = 200
"""Weights of models with at most this many numbers travel with their facts."""
LONGEST_CURVE = 1000


def model_facts(model: Any) -> dict[str, Any]:
    weights = list(model.weights)
    small = sum(count(weight) for weight in weights) <= SMALL_MODEL
    history = getattr(model, "history", None)
    return {
        "$facts": "model",
        "holder": type(model).__name__,
        "name": model.name,
        "built": bool(model.built),
        "layers": [layer_facts(layer) for layer in model.layers],
        "input_shape": one_shape(lambda: model.input_shape),
        "output_shape": one_shape(lambda: model.output_shape),
        "parameters": sum(count(weight) for weight in weights),
        "trainable": sum(count(weight) for weight in model.trainable_weights),
        "compiled": compiled_facts(model) if model.compiled else None,
        "weights": [variable_facts(weight) for weight in weights] if small else [],
        "weight_names": [weight.name for weight in weights] if small else [],
        "trained_epochs": len(history.epoch) if isinstance(history, keras.callbacks.History) else 0,
        "by_hand": by_hand(model),
    }


def layer_facts(layer: Any) -> dict[str, Any]:
    return {
        "$facts": "layer",
        "kind": type(layer).__name__,
        "name": layer.name,
        "config": plain_config(layer),
        "output_shape": one_shape(lambda: layer.output.shape),
        "parameters": sum(count(weight) for weight in layer.weights),
    }


def history_facts(history: Any) -> dict[str, Any]:
    columns = {str(name): metric_facts(str(name), values) for name, values in history.history.items() if values}
    return {
        "$facts": "history",
        "epochs": len(history.epoch),
        "seconds": telemetry.SECONDS.get(history),
        "metrics": columns,
        "run": origins.run_facts(history),
        "patient": plain(PATIENTS.get(history)),
    }


def trainings_facts(model: Any) -> dict[str, Any]:
    """All trainings of a model that measured the same loss as the latest, as one history; nothing before any."""
    together, columns = trainings.joined(model)
    if not together:
        return {"$facts": "nothing"}
    seconds = [each.seconds for each in together if each.seconds is not None]
    return {
        "$facts": "history",
        "epochs": sum(each.epochs for each in together),
        "seconds": sum(seconds) if len(seconds) == len(together) else None,
        "metrics": {name: metric_facts(name, values) for name, values in columns.items() if values},
        "fits": len(together),
        "patient": plain(together[-1].patient),
    }


def metric_facts(name: str, values: Iterable[Any]) -> dict[str, Any]:
    """One column of a history; nan never is the best, unless there is nothing else."""
    curve = [float(value) for value in values]
    valid = [place for place, value in enumerate(curve) if not math.isnan(value)] or [0]
    best = (max if names.grows(name) else min)(valid, key=curve.__getitem__)
    step = max(1, len(curve) / LONGEST_CURVE)
    kept = [curve[int(place * step)] for place in range(int(len(curve) / step))]
    kept[-1] = curve[-1]
    return {
        "$facts": "metric",
        "first": number(curve[valid[0]]),
        "last": number(curve[-1]),
        "best": number(curve[best]),
        "best_epoch": best + 1,
        "curve": [number(value) for value in kept],
    }


def dataset_facts(dataset: Any) -> dict[str, Any]:
    batches = int(dataset.cardinality())
    element = dataset.element_spec
    parts = element.values() if isinstance(element, dict) else element
    parts = parts if isinstance(element, (dict, tuple)) else (element,)
    return {
        "$facts": "dataset",
        "holder": type(dataset).__name__.lstrip("_"),
        "element": ", ".join(spec_text(part) for part in parts),
        "batches": None if batches == -2 else batches,  # TensorFlow: -1 is endless, -2 is unknown
    }


def spec_text(spec: Any) -> str:
    """`(16, 8, 8) float32`; the text of anything that is no tensor."""
    if hasattr(spec, "shape") and hasattr(spec, "dtype"):
        return f"{tuple(spec.shape)} {spec.dtype.name}"
    return str(spec)


def variable_facts(variable: Any) -> dict[str, Any]:
    return array_facts(keras.ops.convert_to_numpy(variable), "Variable", str(variable.dtype))


def count(variable: Any) -> int:
    return math.prod(variable.shape)


def one_shape(read: Any) -> list[int | None] | None:
    """The shape that `read` returns; None when there is none yet, or several."""
    try:
        shape = read()
        return [None if size is None else int(size) for size in shape]
    except Exception:  # AttributeError, ValueError, TypeError: each kind of model says "not yet" in its own way
        return None
