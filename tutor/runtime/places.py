"""Turns matplotlib's coordinates into places of a chart or units of its axes, and its texts into plain ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from .pixels import filled


def placed(values: Any, axis: Any) -> Any:
    """Where values of an axis stand in the chart, whatever its scale: 0 to 1 from the left or from below.

    What the scale cannot show stands nowhere, or far outside.
    """
    scale = axis.get_transform()
    with np.errstate(all="ignore"):  # halves, because the span of an axis from -1e308 to 1e308 is not finite
        low, high = (end / 2 for end in scale.transform(np.asarray(axis.get_view_interval(), dtype=float)))
        return (scale.transform(values) / 2 - low) / (high - low)


def valued(places: Any, axis: Any) -> Any:
    """The values that stand there: the way back from `placed`."""
    scale = axis.get_transform()
    with np.errstate(all="ignore"):
        low, high = scale.transform(np.asarray(axis.get_view_interval(), dtype=float))
        return scale.inverted().transform((1 - places) * low + places * high)


def visible(values: Any, axis: Any) -> Any:
    """The values, nan where a logarithm cannot show them."""
    return np.where(values > 0, values, np.nan) if axis.get_scale() == "log" else values


def to_data(artist: Any, points: Any, axes: Any) -> Any:
    """The points in the units of the axes, whatever the artist counts in."""
    transform = artist.get_transform()
    if transform == axes.transData or not len(points):
        return points
    moved = (transform - axes.transData).transform(points)
    same = np.isclose(moved, points, rtol=1e-9, atol=1e-12 * float(np.nanmax(np.abs(moved), initial=1e-300)))
    return np.where(same, points, moved)  # there and back again costs the last digits


def within_data(points: Any, axes: Any) -> Any:
    """Held within what else is drawn: a line from side to side must not make the chart wider than its data."""
    bounds = axes.dataLim
    ends = [(bounds.x0, bounds.x1, axes.get_autoscalex_on()), (bounds.y0, bounds.y1, axes.get_autoscaley_on())]
    columns = [
        np.clip(values, low, high) if free and low < high and math.isfinite(high - low) else values
        for values, (low, high, free) in zip(points.T, ends, strict=True)
    ]
    return np.column_stack(columns)


def stepped(x: Any, y: Any, style: str) -> tuple[Any, Any]:
    """The corners of a staircase through the points, as `plt.step` draws it."""
    if style == "steps-mid":
        middles = (x[:-1] + x[1:]) / 2
        return np.concatenate([x[:1], np.repeat(middles, 2), x[-1:]]), np.repeat(y, 2)
    across, up = np.repeat(x, 2), np.repeat(y, 2)
    return (across[1:], up[:-1]) if style == "steps-post" else (across[:-1], up[1:])  # else `steps`, `steps-pre`


def edges(outline: Any) -> tuple[Any, Any, Any]:
    """An outline as x, in order, one edge and the other."""
    half = len(outline) // 2 - 1
    x, there = np.ascontiguousarray(outline[1 : half + 1].T)
    back = outline[half + 2 : 2 * half + 2][::-1]
    if half > 0 and (x[:-1] < x[1:]).all() and np.array_equal(x, back[:, 0]):
        return x, there, back[:, 1]  # so `fill_between` goes around
    x, number = np.unique(outline[:, 0], return_inverse=True)
    low, high = np.full(len(x), np.inf), np.full(len(x), -np.inf)
    np.minimum.at(low, number.reshape(-1), outline[:, 1])
    np.maximum.at(high, number.reshape(-1), outline[:, 1])
    return x, low, high


def joined(parts: Sequence[Any]) -> Any:
    """Several lines as one with gaps."""
    gap = np.full((1, *parts[0].shape[1:]), np.nan)
    return np.concatenate([each for part in parts for each in (part, gap)][:-1])


def floats(values: Any) -> Any:
    return filled(np.asarray(values) if not np.ma.isMaskedArray(values) else values)


def plain(values: Any) -> list[float | None]:
    """As JSON: None for what is not finite."""
    return [value if math.isfinite(value) else None for value in values.tolist()]


def plainly(text: str) -> str:
    """`$\\mathdefault{10^{-3}}$` as `10^-3`: TeX is not drawn here. A single dollar is one."""
    if text.count("$") < 2:
        return text
    text = re.sub(r"\\frac{([^{}]*)}{([^{}]*)}", r"\1/\2", text)
    text = re.sub(r"\\(math\w+|text\w*|left|right|,|;)", "", text)
    return re.sub(r"\\(?=\w)|[${}]", "", text)
