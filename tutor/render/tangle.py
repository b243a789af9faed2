"""Fills the dots of lines that cross so many of them that they are a texture: bounded by the dots there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

Dot = tuple[int, int]
"""From the left and from below; it may lie outside the drawing."""

FAR_BELOW = 4
"""A dot lies at most so many heights of the drawing outside of it."""


def crossed(stretches: Iterable[Sequence[Dot]], across: int, up: int) -> list[int]:
    """For each of `across` columns of dots, from the left, those that a line crosses: bit 0 is the lowest of `up`.

    Exact at the columns; between two, all dots from one height to the next.
    """
    below = FAR_BELOW * up
    columns: dict[int, int] = defaultdict(int)
    for dots in stretches:
        for (left, low), (right, high) in pairwise(dots if len(dots) > 1 else [*dots, *dots]):
            if left > right:
                left, low, right, high = right, high, left, low
            start, rise, steps = low + below, high - low, right - left
            before = start
            for step in range(steps + 1):
                height = start + (rise * step // steps if steps else rise)
                bottom, top = (before, height) if height > before else (height, before)
                columns[left + step] |= (2 << top) - (1 << bottom)
                before = height
    inside = (1 << up) - 1
    return [columns[column] >> below & inside for column in range(across)]
