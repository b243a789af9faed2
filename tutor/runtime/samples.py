"""What drawings need of objects that are too large to travel: some of their rows, counts, a few greys.

Nothing here changes a model or an array of the learner's. Models are called, not asked to `predict`: that would
count as the learner's own prediction.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

AT_ONCE = 512
"""Rows that a model is given at a time."""
MAP_ROWS, MAP_COLUMNS = 48, 96
"""Cells of a map: two for each of a wide terminal's."""
MARGIN = 0.05
"""Part of its width and height that a map goes on beyond its outermost points."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_PIXELS = 32
"""Rows and columns of a picture; of a larger one, only every second or third is taken."""


def thinned(values: Any, most: int) -> Array:
    """At most so many rows, evenly spread, the first and the last among them."""
    array = np.asarray(values)
    if len(array) <= most:
        return array
    places = np.linspace(0, len(array) - 1, most).round().astype(int)
    return np.take(array, places, axis=0)


def answers(model: Any, inputs: Any) -> Array:
    """What the model says for each row, as rows × outputs. Raises ValueError for one without weights."""
    if not model.built:
        raise ValueError("the model has no weights yet")
    rows = np.asarray(inputs)
    parts = [model(rows[place : place + AT_ONCE], training=False) for place in range(0, len(rows), AT_ONCE)]
    return np.concatenate([np.asarray(part).reshape(len(part), -1) for part in parts])


def classes(model: Any, inputs: Any, threshold: float = 0.5) -> Array:
    """The class for each row: 1 above the threshold where there is one output, else the place of the largest."""
    found = answers(model, inputs)
    return (found[:, 0] > threshold).astype(int) if found.shape[1] == 1 else found.argmax(axis=1)


def truths(labels: Any) -> Array:
    """The class of each row, be it written as a number or one-hot."""
    array = np.asarray(labels)
    array = array.reshape(len(array), -1)
    return (array[:, 0] if array.shape[1] == 1 else array.argmax(axis=1)).astype(int)


def span(points: Any) -> Array:
    """Left, right, bottom and top of a map of points (rows × 2)."""
    array = np.asarray(points, dtype=float)
    low, high = array.min(axis=0), array.max(axis=0)
    room = (high - low) * MARGIN
    return np.array([low[0] - room[0], high[0] + room[0], low[1] - room[1], high[1] + room[1]])


def regions(model: Any, points: Any, threshold: float = 0.5) -> Array:
    """A map of the model's classes where the points lie: `MAP_ROWS` texts, top first, one letter a cell.

    The letters are `DIGITS`, in the order of the classes.
    """
    left, right, bottom, top = span(points)
    across = left + (right - left) * (np.arange(MAP_COLUMNS) + 0.5) / MAP_COLUMNS
    down = top - (top - bottom) * (np.arange(MAP_ROWS) + 0.5) / MAP_ROWS
    grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2).astype("float32")
    found = classes(model, grid, threshold).reshape(MAP_ROWS, MAP_COLUMNS)
    return np.array(["".join(DIGITS[min(each, len(DIGITS) - 1)] for each in row) for row in found])


def confusion(model: Any, inputs: Any, labels: Any, threshold: float = 0.5) -> Array:
    """How often each class (row) was taken for each class (column): classes × classes."""
    said, true = classes(model, inputs, threshold), truths(labels)
    size = int(max(said.max(initial=0), true.max(initial=0))) + 1
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (true, said), 1)
    return counts


def wrong(model: Any, inputs: Any, labels: Any, first: int, threshold: float = 0.5) -> Array:
    """The first rows that the model gets wrong: place, true class, the model's class; rows × 3."""
    said, true = classes(model, inputs, threshold), truths(labels)
    places = np.flatnonzero(said != true)[:first]
    return np.stack([places, true[places], said[places]], axis=1)


def first(labels: Any, most: int) -> Array:
    """The first rows in the form of `wrong`, as if every one of them were right."""
    true = truths(labels)[:most]
    return np.stack([np.arange(len(true)), true, true], axis=1)


def pictures(images: Any, places: Any) -> Array:
    """Some of the images in 16 greys: a text for each row of pixels, a hexadecimal digit for each pixel.

    Black is the smallest value of all images, white the largest. Colours become their mean.
    """
    array = np.asarray(images)
    low, high = float(array.min()), float(array.max())
    chosen = array[np.asarray(places, dtype=int)].astype(float)
    chosen = chosen.mean(axis=-1) if chosen.ndim == 4 else chosen
    if chosen.ndim != 3:
        raise ValueError(f"images are rows × columns each; these have the shape {array.shape}")
    stride = -(-max(chosen.shape[1:], default=1) // MOST_PIXELS)
    levels = ((chosen[:, ::stride, ::stride] - low) / ((high - low) or 1.0) * 15).round().astype(int)
    return np.array([["".join(f"{level:x}" for level in row) for row in image] for image in levels])


def residuals(model: Any, inputs: Any, targets: Any, most: int) -> Array:
    """Where each row stands and how far its truth lies above the model's answer: rows × 2.

    It stands at its only feature, or at the model's answer where there are several.
    """
    rows, true = thinned(inputs, most), thinned(targets, most).reshape(-1)
    said = answers(model, rows)[:, 0]
    rows = rows.reshape(len(rows), -1)
    return np.stack([rows[:, 0] if rows.shape[1] == 1 else said, true - said], axis=1)


def course(model: Any, inputs: Any, low: float | None, high: float | None, points: int = 100) -> Array:
    """What a model of one feature says from `low` to `high`, else over all inputs: x and answer; points × 2."""
    array = np.asarray(inputs, dtype=float)
    ends = array.min() if low is None else low, array.max() if high is None else high
    across = np.linspace(*ends, points)
    return np.stack([across, answers(model, across.reshape(-1, 1).astype("float32"))[:, 0]], axis=1)
