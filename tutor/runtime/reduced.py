"""Chooses the few of many points that a chart in a terminal needs, by where they stand in it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .places import placed, valued, visible

MOST_POINTS = 1000
"""So many are kept as they are."""
STRETCHES = 200
"""A longer line is cut into so many stretches: more than a drawing has dots beside each other."""
DOTS_ACROSS, DOTS_UP = 152, 48
"""Of more points, one is kept for each dot of the finest drawing: 2 × 4 in each of 76 × 12 cells."""


def followed(x: Any, y: Any, axes: Any) -> tuple[Any, Any]:
    """What a chart needs of a line through many points."""
    if len(x) <= MOST_POINTS:
        return x, y
    kept = along(visible(x, axes.xaxis), visible(y, axes.yaxis), ends=evenly(axes.xaxis))
    return x[kept], y[kept]


def spread(x: Any, y: Any, axes: Any) -> tuple[Any, Any]:
    """What a chart needs of a cloud of many points."""
    if len(x) <= MOST_POINTS:
        return x, y
    across, up = apart(placed(x, axes.xaxis), placed(y, axes.yaxis))
    return valued(across, axes.xaxis), valued(up, axes.yaxis)


def evenly(axis: Any) -> Any:
    """Values of an axis that lie a stretch apart in the chart, from the smallest."""
    return np.sort(valued(np.arange(STRETCHES + 1) / STRETCHES, axis))


def along(across: Any, *heights: Any, ends: Any) -> Any:
    """Which points of lines to keep, as sorted indices. All lines share `across`; each has its own heights.

    Of each stretch: where the lines enter and leave it, their extremes, and the first gap. The stretches lie
    between `ends`, which rise, when the lines run from one side to the other, else they hold equally many points.
    """
    count = len(across)
    if count <= MOST_POINTS:
        return np.arange(count)
    across, *lines = map(np.ascontiguousarray, (across, *heights))
    one_way = bool(np.isfinite(across).all()) and is_one_way(across)
    if one_way:
        rises = across[0] <= across[-1]
        cuts = np.searchsorted(across if rises else -across, ends if rises else -ends[::-1])
        cuts = np.unique(cuts[(cuts > 0) & (cuts < count)])
    else:
        cuts = np.arange(1, STRETCHES) * count // STRETCHES
    kept: set[int] = set()
    for start, end in zip([0, *cuts.tolist()], [*cuts.tolist(), count], strict=True):
        kept |= {start, end - 1}
        for values in lines if one_way else (across, *lines):
            kept |= {start + place for place in telling(values[start:end])}
    return np.array(sorted(kept))


def is_one_way(values: Any) -> bool:
    """Whether they never fall, or never rise."""
    before, after = values[:-1], values[1:]
    return bool((before <= after).all() or (before >= after).all())


def telling(values: Any) -> set[int]:
    """Where the smallest and the largest finite value stand, and the first that is not finite."""
    low, high = int(np.argmin(values)), int(np.argmax(values))
    if math.isfinite(values[low]) and math.isfinite(values[high]):  # a nan would be both
        return {low, high}
    finite = np.isfinite(values)
    found = {int(np.argmin(finite))}
    if finite.any():
        found |= {
            int(np.argmin(np.where(finite, values, np.inf))),
            int(np.argmax(np.where(finite, values, -np.inf))),
        }
    return found


def apart(across: Any, up: Any) -> tuple[Any, Any]:
    """Of many places a few that look the same: the middle of each dot that holds one, and the outermost of all.

    Middles, so that a coarser drawing of the same dots gets no holes. What lies outside the chart, from 0 to 1
    either way, is not seen and left out.
    """
    (left, right), (low, high) = span(across), span(up)
    if not (left >= 0 and right <= 1 and low >= 0 and high <= 1):  # a nan is no such number, either
        with np.errstate(invalid="ignore"):
            inside = (across >= 0) & (across <= 1) & (up >= 0) & (up <= 1)
        across, up = across[inside], up[inside]
        if not len(across):
            return across, up
        (left, right), (low, high) = span(across), span(up)
    dots = ((across - left) * ((DOTS_ACROSS - 1) / (right - left)) + 0.5).astype(np.int32)
    dots += DOTS_ACROSS * ((up - low) * ((DOTS_UP - 1) / (high - low)) + 0.5).astype(np.int32)
    filled = np.zeros(DOTS_ACROSS * DOTS_UP, dtype=bool)
    filled[dots] = True
    row, column = np.divmod(np.flatnonzero(filled), DOTS_ACROSS)
    outermost = [across.argmin(), across.argmax(), up.argmin(), up.argmax()]
    return (
        np.append(left + column * ((right - left) / (DOTS_ACROSS - 1)), across[outermost]),
        np.append(low + row * ((high - low) / (DOTS_UP - 1)), up[outermost]),
    )


def span(values: Any) -> tuple[float, float]:
    """The smallest and the largest; a little apart when they are the same."""
    low, high = float(values.min()), float(values.max())
    return (low, high) if high - low > 1e-9 else (low, low + 1e-9)
