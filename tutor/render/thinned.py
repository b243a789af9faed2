"""Keeps a curve in bounded memory: its extremes and ends exactly, and enough in between to draw it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

STRETCHES = 256
"""A curve is kept in at most so many stretches of equal length, each of at most five points."""
TAIL = 20
"""Points that may gather at the end before they are thinned."""

Point = tuple[int, float]
"""An epoch's number, and a value that may be nan or infinite."""


class Thinned:
    """One metric, epoch by epoch. Curves of up to `2 * STRETCHES` points are kept whole.

    To add a point costs the same whether there have been a hundred or a million.
    """

    def __init__(self, points: Iterable[Point] = ()) -> None:
        self._stretches: list[Sequence[Point]] = []
        self._length = 1
        """Points that went into each of them."""
        self._tail: list[Point] = []
        """The stretch that is growing."""
        self._grown = 0
        """Points that went into it."""
        for number, value in points:
            self.add(number, value)

    def add(self, number: int, value: float) -> None:
        """Numbers must come in rising order."""
        if self._grown == self._length:
            self._close()
        self._tail.append((number, value))
        self._grown += 1
        if len(self._tail) > TAIL:
            self._tail = list(telling(self._tail))

    def _close(self) -> None:
        """Begin another stretch, and make one of every two before they are too many."""
        self._stretches.append(telling(self._tail))
        self._tail, self._grown = [], 0
        if len(self._stretches) == STRETCHES:
            pairs = zip(self._stretches[::2], self._stretches[1::2], strict=True)
            self._stretches = [telling((*left, *right)) for left, right in pairs]
            self._length *= 2

    def __iter__(self) -> Iterator[Point]:
        """The points kept, in order. At most `5 * STRETCHES + TAIL`."""
        return (point for stretch in (*self._stretches, self._tail) for point in stretch)

    @property
    def first(self) -> Point:
        return next(iter(self))

    @property
    def last(self) -> Point:
        return self._tail[-1]

    @property
    def lowest(self) -> Point | None:
        """The first of the smallest finite values; None when none is finite."""
        return min(_finite(self), key=_value, default=None)

    @property
    def highest(self) -> Point | None:
        """The first of the largest finite values; None when none is finite."""
        return max(_finite(self), key=_value, default=None)

    @property
    def level(self) -> bool:
        """Whether all values are the same number."""
        return self.broken is None and self.lowest == self.first and self.highest == self.first

    @property
    def broken(self) -> Point | None:
        """The first value that is nan or infinite; None when all are finite."""
        return next((point for point in self if not math.isfinite(point[1])), None)


def telling(points: Sequence[Point]) -> Sequence[Point]:
    """Those of neighbouring points that must stay: both ends, the extremes, the first that is not finite."""
    if len(points) <= 2:
        return points
    chosen = {points[0], points[-1]}
    if finite := list(_finite(points)):
        chosen |= {min(finite, key=_value), max(finite, key=_value)}
    if len(finite) < len(points):
        chosen.add(next(point for point in points if not math.isfinite(point[1])))
    return tuple(point for point in points if point in chosen)


def _finite(points: Iterable[Point]) -> Iterator[Point]:
    return (point for point in points if math.isfinite(point[1]))


def _value(point: Point) -> float:
    return point[1]
