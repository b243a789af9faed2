"""Chooses the few of many places that a chart in a terminal needs, by where they stand in it."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_POINTS = 1000
"""So many are kept as they are."""
STRETCHES = 200
"""A longer line is cut into so many stretches: more than a drawing has dots beside each other."""
DOTS_ACROSS, DOTS_UP = 152, 48
"""Of more points, one is kept for each dot of a drawing: 2 × 4 in each of 76 × 12 cells."""


def along(places: Any) -> Any:
    """Which points of a line to keep, as sorted indices. `places` are n × 2, from 0 to 1 across the chart.

    Of each stretch: where the line enters and leaves it, its extremes, and the first gap. The stretches are equally
    wide when the line runs from one side to the other, else they hold equally many points.
    """
    count = len(places)
    if count <= MOST_POINTS:
        return np.arange(count)
    across, up = np.ascontiguousarray(places.T)
    one_way = bool(np.isfinite(across).all()) and is_one_way(across)
    if one_way:
        stretch = np.floor(np.clip(across, -0.001, 1.001) * STRETCHES).astype(int)
        cuts = np.flatnonzero(np.diff(stretch)) + 1
    else:
        cuts = np.arange(1, STRETCHES) * count // STRETCHES
    kept: set[int] = set()
    for start, end in zip([0, *cuts.tolist()], [*cuts.tolist(), count], strict=True):
        kept |= {start, end - 1}
        for values in (up,) if one_way else (up, across):
            kept |= {start + place for place in telling(values[start:end])}
    return np.array(sorted(kept))


def is_one_way(values: Any) -> bool:
    """Whether they never fall, or never rise."""
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())


def telling(values: Any) -> set[int]:
    """Where the smallest and the largest finite value stand, and the first that is not finite."""
    finite = np.isfinite(values)
    found = set() if finite.all() else {int(np.argmin(finite))}
    if finite.any():
        found |= {int(np.argmin(np.where(finite, values, np.inf))), int(np.argmax(np.where(finite, values, -np.inf)))}
    return found


def apart(places: Any) -> Any:
    """Which of n × 2 places to keep, as sorted indices: one in each dot, and the outermost of all.

    Points outside the chart, from 0 to 1 either way, are left out; they are not seen.
    """
    if len(places) <= MOST_POINTS:
        return np.arange(len(places))
    across, up = np.ascontiguousarray(places.T)
    with np.errstate(invalid="ignore"):
        inside = np.flatnonzero((across >= 0) & (across <= 1) & (up >= 0) & (up <= 1))
    if not len(inside):
        return inside
    across, up = across[inside], up[inside]
    dots = (across * (DOTS_ACROSS - 1) + 0.5).astype(np.int32)
    dots += DOTS_ACROSS * (up * (DOTS_UP - 1) + 0.5).astype(np.int32)
    kept = np.full(DOTS_ACROSS * DOTS_UP, -1)
    kept[dots] = inside
    outermost = inside[[across.argmin(), across.argmax(), up.argmin(), up.argmax()]]
    return np.unique([*kept[kept >= 0], *outermost])
