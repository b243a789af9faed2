"""Compares what lines came to with what it should be, beside the live objects: models, large arrays, charts.

In the expressions of checks these functions may be called by their names. A model is called, not asked to
`predict`, so that its answers here do not count as the learner's.
"""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import keras
import numpy as np

from . import samples
from .arrays import NUMERIC, as_array
from .by_hand import by_hand
from .rows import part_facts
from .watching import WATCH

Array = np.ndarray[Any, Any]

SHORTEST_PART = 0.5
"""A line may leave out the beginning or the end of what it is to show, as far as so much of it is there."""
ROUNDING = 1e-4
"""Of the size of the numbers compared: float32, in one order or another."""


def answers_of(model: Any, inputs: Any) -> Array:
    """What a model says for each row, in the shape in which `predict` gives it. One number is a row, too."""
    found = as_array(inputs)
    rows = np.asarray(inputs) if found is None else found[0]
    rows = rows.reshape(-1, 1) if rows.ndim < 2 and _width(model) == 1 else rows
    return samples.answers(model, rows)


def same(value: Any, wanted: Any, within: float = 0.0) -> bool:
    """Whether the numbers are those that are wanted, axes of length 1 left out of account."""
    mine, its = _numbers(value), _numbers(wanted)
    if mine is None or its is None or mine.shape != its.shape or not its.size:
        return False
    room = max(within, ROUNDING * float(np.abs(its[np.isfinite(its)]).max(initial=0.0)), 1e-7)
    return bool(np.isclose(mine, its, rtol=0.0, atol=room, equal_nan=True).all())


def adapted_on(thing: Any, data: Any) -> bool:
    """Whether a Normalization layer, or every one in a model, knows mean and variance of just these rows."""
    layers = [thing] if isinstance(thing, keras.layers.Normalization) else list(_normalizations(thing))
    rows = _columns(data)
    return bool(layers) and all(_knows(layer, rows) for layer in layers)


def measured(model: Any, x: Any, y: Any) -> list[float]:
    """What `evaluate` gives: the loss, then the metrics."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = model.evaluate(x, y, verbose=0)
    return [float(each) for each in np.ravel(found)]


def measured_elsewhere(model: Any, x: Any, y: Any) -> bool:
    """Whether the latest cell has called `evaluate` of this model, and never with just these rows."""
    parts = [part for each, part in WATCH.evaluated if each is model and part is not None]
    wanted = part_facts(x, y)
    return bool(parts) and wanted is not None and all(part["pairs"] != wanted["pairs"] for part in parts)


def set_by_hand(model: Any) -> bool:
    """Whether a weight of the model was set with `set_weights` or `assign`, and not learned."""
    return by_hand(model)


HELPERS = {
    each.__name__: each for each in (answers_of, same, adapted_on, measured, measured_elsewhere, set_by_hand)
}
"""What expressions of checks may call."""


def drawn(expressions: Sequence[str], series: Sequence[Mapping[str, Any]], names: Mapping[str, Any]) -> int:
    """The place of the first expression that no series shows, each series counting once; -1 when all are shown.

    An expression gives the heights of a series: as a list, or, where it has `x` in it, for the x of the series
    itself. One that gives rows of two numbers is x and y, in any order of the points.
    """
    free = list(series)
    for place, expression in enumerate(expressions):
        shown = next((each for each in free if _shows(each, expression, names)), None)
        if shown is None:
            return place
        free.remove(shown)
    return -1


def _shows(series: Mapping[str, Any], expression: str, names: Mapping[str, Any]) -> bool:
    across, up = (_plain(series.get(axis, ())) for axis in ("x", "y"))
    if series.get("lying"):
        across, up = up, across
    rule = "x" in {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
    if not len(up) or (rule and len(np.unique(across)) < 2):  # one point lies on many lines
        return False
    wanted = np.asarray(eval(expression, {**names, **HELPERS, "x": across.copy()}), dtype=float)
    if wanted.ndim == 2 and wanted.shape[1] == 2:
        return _same_points(np.column_stack([across, up]), wanted, int(series.get("of", len(up))))
    return _same_line(up, wanted.reshape(-1), int(series.get("of", len(up))))


def _same_line(up: Array, wanted: Array, count: int) -> bool:
    """Whether the heights are those wanted, or a part of them without its beginning or its end."""
    if count > len(up):  # so long a line that only a part of its points is kept
        return count == len(wanted) and _all_among(up, wanted)
    if not SHORTEST_PART * len(wanted) <= len(up) <= len(wanted):
        return False
    return any(same(up, wanted[start : start + len(up)]) for start in range(len(wanted) - len(up) + 1))


def _same_points(points: Array, wanted: Array, count: int) -> bool:
    if count != len(wanted):
        return False
    if count > len(points):
        return all(_all_among(points[:, axis], wanted[:, axis], 0.02) for axis in (0, 1))
    return same(points[np.lexsort(points.T)], wanted[np.lexsort(wanted.T)])


def _all_among(values: Array, others: Array, share: float = ROUNDING) -> bool:
    """Whether each of the values is one of the others, up to a share of how far these spread."""
    room = share * float(np.ptp(others)) + 1e-9
    ordered = np.sort(others)
    places = np.searchsorted(ordered, values)
    near = np.minimum(
        np.abs(values - ordered[np.clip(places, 0, len(ordered) - 1)]),
        np.abs(values - ordered[np.clip(places - 1, 0, len(ordered) - 1)]),
    )
    return bool((near <= room).all())


def _plain(values: Any) -> Array:
    """Heights as they were published, with what JSON lacks put back."""
    return np.array([float(each["$float"]) if isinstance(each, dict) else each for each in values], dtype=float)


def _numbers(value: Any) -> Array | None:
    found = as_array(np.asarray(value) if isinstance(value, (bool, int, float)) else value)
    if found is None or found[0].dtype.kind not in NUMERIC:
        return None
    array = found[0].astype(float)
    return array.reshape([length for length in array.shape if length != 1])


def _columns(data: Any) -> Array:
    rows = np.asarray(data, dtype=float)
    return rows.reshape(len(rows), -1)


def _width(model: Any) -> int | None:
    shape = getattr(model, "input_shape", None)
    return shape[-1] if isinstance(shape, tuple) and len(shape) == 2 else None


def _normalizations(model: Any) -> Iterator[Any]:
    for layer in getattr(model, "layers", ()):
        if isinstance(layer, keras.layers.Normalization):
            yield layer
        else:
            yield from _normalizations(layer)


def _statistic(layer: Any, word: str) -> Any:
    """Its mean or variance, adapted or given when it was made; None while it has none."""
    adapted = getattr(layer, word, None)
    return getattr(layer, f"input_{word}", None) if adapted is None else adapted


def _knows(layer: Any, rows: Array) -> bool:
    mean, variance = (_statistic(layer, word) for word in ("mean", "variance"))
    if mean is None or variance is None:
        return False
    means, variances = (np.ravel(keras.ops.convert_to_numpy(each)).astype(float) for each in (mean, variance))
    if len(means) != rows.shape[1] or len(variances) != rows.shape[1]:
        return False
    deviations = rows.std(axis=0) + 1e-12
    near = np.abs(means - rows.mean(axis=0)) <= 1e-4 * deviations + 1e-6 * np.abs(means)
    alike = np.abs(variances - rows.var(axis=0)) <= 0.005 * rows.var(axis=0) + 1e-9
    return bool(near.all() and alike.all())
