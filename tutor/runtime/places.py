"""Turns matplotlib's coordinates into places of a chart or units of its axes, and its texts into plain ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from .pixels import filled


def places_of(points: Any, axes: Any) -> Any:
    """Where points stand in the chart, 0 to 1 from the left and from below, whatever its scales and limits."""
    if len(points) < 2:
        return points
    with np.errstate(all="ignore"):
        return (axes.transData - axes.transAxes).transform(points)


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


def stepped(points: Any, style: str) -> Any:
    """The corners of a staircase through the points, as `plt.step` draws it."""
    x, y = points.T
    if style == "steps-mid":
        middles = (x[:-1] + x[1:]) / 2
        across = np.concatenate([x[:1], np.repeat(middles, 2), x[-1:]])
        return np.column_stack([across, np.repeat(y, 2)])
    across, up = np.repeat(x, 2), np.repeat(y, 2)
    if style == "steps-post":
        return np.column_stack([across[1:], up[:-1]])
    return np.column_stack([across[:-1], up[1:]])  # `steps` and `steps-pre`


def edges(outline: Any) -> Any:
    """An outline as rows of x, lowest and highest y, in the order of x."""
    half = len(outline) // 2 - 1
    there, back = outline[1 : half + 1], outline[half + 2 : 2 * half + 2][::-1]
    if len(there) and np.array_equal(there[:, 0], back[:, 0]) and (np.diff(there[:, 0]) > 0).all():
        low, high = np.minimum(there[:, 1], back[:, 1]), np.maximum(there[:, 1], back[:, 1])
        return np.column_stack([there[:, 0], low, high])  # so `fill_between` goes around
    x, number = np.unique(outline[:, 0], return_inverse=True)
    low, high = np.full(len(x), np.inf), np.full(len(x), -np.inf)
    np.minimum.at(low, number.reshape(-1), outline[:, 1])
    np.maximum.at(high, number.reshape(-1), outline[:, 1])
    return np.column_stack([x, low, high])


def joined(parts: Sequence[Any]) -> Any:
    """Several lines as one with gaps."""
    gap = np.full((1, 2), np.nan)
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
