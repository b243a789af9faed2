"""Tells of each layer what the next step does to it: how large its numbers are, and how far they move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np

from .batches import Batch

LOOKED_AT = 1000
"""Samples by which a unit is called dead."""


def flat(arrays: Sequence[Any]) -> list[float]:
    """All their numbers in a row."""
    return [float(value) for array in arrays for value in np.asarray(array).reshape(-1)]


def layers_told(
    model: Any,
    batch: Batch,
    weights: Sequence[Any],
    old: Sequence[Any],
    gradients: Sequence[Any],
    new: Sequence[Any],
) -> list[dict[str, Any]]:
    """Each layer that learns, in order."""
    known = {id(weight): place for place, weight in enumerate(weights)}
    dead = _dead(model, batch)
    told = []
    for layer in model.layers:
        places = [known[id(weight)] for weight in layer.trainable_variables if id(weight) in known]
        if not places:
            continue
        before, derived, after = (np.array(flat([part[n] for n in places])) for part in (old, gradients, new))
        units, silent = dead.get(layer.name, (0, 0))
        told.append(
            {
                "$facts": "layer_step",
                "name": layer.name,
                "kind": type(layer).__name__,
                "parameters": len(before),
                "weights": size(before),
                "gradient": size(derived),
                "step": size(after - before),
                "units": units,
                "dead": silent,
            }
        )
    return told


def size(numbers: Any) -> float:
    """The root of the mean of their squares."""
    return float(np.sqrt(np.mean(np.square(numbers)))) if len(numbers) else 0.0


def _dead(model: Any, batch: Batch) -> dict[str, tuple[int, int]]:
    """For each layer that ends in ReLU its units, and those that give 0 for all samples looked at."""
    try:
        found = [layer for layer in model.layers if getattr(layer, "activation", None) is keras.activations.relu]
        if not found:
            return {}
        inner = keras.Model(model.inputs, [layer.output for layer in found])
        parts = inner(batch.first(LOOKED_AT), training=False)
    except Exception:  # a model of the learner's own does not show its insides
        return {}
    outputs = parts if isinstance(parts, (list, tuple)) else [parts]
    told = {}
    for layer, output in zip(found, outputs, strict=True):
        rows = np.asarray(output)
        rows = rows.reshape(-1, rows.shape[-1])
        told[layer.name] = rows.shape[-1], int((rows <= 0).all(axis=0).sum())
    return told
