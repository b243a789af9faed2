"""The history of a run in few points: both ends, the extremes and the first that is not finite are among them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .codec import number

WHOLE, STRETCHES = 120, 40
"""Histories of so many epochs are kept whole; of longer ones the extremes of so many stretches, and the ends."""
MOST_METRICS = 12


def columns_of(history: Any) -> dict[str, Any]:
    """For each metric its epochs, counted from 1, and its values, in step."""
    names = [name for name in history.history if len(history.history[name])][:MOST_METRICS]
    return {str(name): column(history.epoch, history.history[name]) for name in names}


def column(epochs: Sequence[int], metric: Sequence[Any]) -> list[list[Any]]:
    """`[[1, 2, ...], [9.0, 8.5, ...]]`. A metric that came less often than every epoch stands at the last ones."""
    curve = [float(value) for value in metric]
    numbers = list(range(1, len(curve) + 1)) if len(epochs) < len(curve) else [each + 1 for each in epochs]
    if len(curve) < len(numbers):  # validation every few epochs
        step = len(numbers) / len(curve)
        numbers = [numbers[math.ceil(step * (place + 1)) - 1] for place in range(len(curve))]
    kept = places(curve)
    return [[numbers[place] for place in kept], [number(float(f"{curve[place]:.7g}")) for place in kept]]


def places(curve: Sequence[float]) -> list[int]:
    """The places that tell the curve."""
    if len(curve) <= WHOLE:
        return list(range(len(curve)))
    chosen = {0, len(curve) - 1}
    for stretch in range(STRETCHES):
        begin, end = len(curve) * stretch // STRETCHES, len(curve) * (stretch + 1) // STRETCHES
        finite = [place for place in range(begin, end) if math.isfinite(curve[place])]
        chosen |= {min(finite, key=curve.__getitem__), max(finite, key=curve.__getitem__)} if finite else {begin}
    broken = next((place for place, value in enumerate(curve) if not math.isfinite(value)), None)
    return sorted(chosen if broken is None else {*chosen, broken})
