"""Turns values into places along an axis, from 0 to 1, and says where its ticks stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tutor.core.numbers import short

FAR_OFF = 3.0
"""Places are held within -3 and 4: a line that leaves the chart still points the right way."""


class Scale(Struct, frozen=True):
    """One axis. Works for every finite number, the largest and the smallest included."""

    low: float
    """The value at place 0; its logarithm to base 10 when `log`."""
    high: float
    """The value at place 1; it may lie below `low` on an axis that runs backwards."""
    log: bool = False
    whole: bool = False
    """True when only whole numbers make sense as ticks."""
    names: tuple[tuple[float, str], ...] = ()
    """What stands at some values instead of numbers."""

    def place(self, value: float | None) -> float | None:
        """Where the value stands; None for a gap, and for what a logarithm cannot show."""
        return self.places((value,))[0]

    def places(self, values: Sequence[float | None]) -> list[float | None]:
        """As `place`, for many at once."""
        # Halves, because the whole span of an axis from -1e308 to 1e308 is no finite number.
        low, span, log = self.low / 2, self.high / 2 - self.low / 2, self.log
        return [
            None
            if value is None or value - value != 0 or (log and value <= 0)
            else min(1 + FAR_OFF, max(-FAR_OFF, ((math.log10(value) if log else value) / 2 - low) / span))
            for value in values
        ]

    def named(self) -> list[tuple[float, str, float]]:
        """The names with the place and the value of each, in order, those outside left out."""
        placed = ((self.place(value), name, value) for value, name in self.names)
        return sorted(
            (place, name, value) for place, name, value in placed if place is not None and _inside(place)
        )

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """At most about `most` places with their labels, in order, no label twice."""
        values = self._decades(most) if self.log else self._round_numbers(most)
        found: dict[str, float] = {}
        for value in values:
            place = self.place(value)
            if place is not None and _inside(place):
                found.setdefault(short(value + 0.0), min(1.0, max(0.0, place)))
        return sorted((place, label) for label, place in found.items())

    def _round_numbers(self, most: int) -> list[float]:
        low, high = sorted((self.low, self.high))
        step = _round_step(high / most - low / most)
        if not step or not math.isfinite(low / step) or not math.isfinite(high / step):
            return [low, high]
        if math.floor(high / step) - math.ceil(low / step) < 1:  # no two of them: the next finer ones
            step = _round_step(step / 2.6) or step  # there is nothing finer below 5e-324
        step = max(1.0, step) if self.whole else step
        first = math.ceil(low / step)
        values = [number * step for number in range(first, first + 2 * most + 2)]
        values = [value for value in values if low <= value <= high]
        if self.whole and (not values or values[0] - low > step / 2):
            values.insert(0, low)
        return values if len(values) > 1 else [low, *values, high]

    def _decades(self, most: int) -> list[float]:
        low, high = sorted((self.low, self.high))
        first, last = math.floor(low), math.ceil(high)
        stride = max(1, math.ceil((last - first) / max(1, most)))
        steps = (1,) if high - low >= 2 else (1, 2, 5)
        values = [power * step for step in steps for power in _powers(first, last, stride)]
        inside = [value for value in values if value > 0 and low - 1e-9 <= math.log10(value) <= high + 1e-9]
        return inside if len(inside) > 1 else [_power(low), _power(high)]


def _inside(place: float) -> bool:
    return -1e-9 <= place <= 1 + 1e-9


def _powers(first: int, last: int, stride: int) -> Iterator[float]:
    for exponent in range(first - first % stride, last + 1, stride):
        if -323 <= exponent <= 307:
            yield _power(exponent)


def _power(exponent: float) -> float:
    """Ten to the power, held within what a float can be."""
    return math.pow(10.0, min(308.0, max(-323.0, exponent)))


def _round_step(rough: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten, upwards; 0 when there is none."""
    if not rough > 0 or not math.isfinite(rough):
        return 0.0
    power = _power(math.floor(math.log10(rough)))
    return power * next((factor for factor in (1.0, 2.0, 5.0) if rough <= power * factor), 10.0)


def scale_for(
    values: Iterable[float | None],
    *,
    log: bool = False,
    limits: tuple[float, float] | None = None,
    whole: bool = False,
    names: tuple[tuple[float, str], ...] = (),
) -> Scale:
    """The scale that shows all finite `values`, or just what lies within `limits`.

    A logarithmic scale needs a positive value; without one it is linear.
    """
    finite = [value for value in values if value is not None and math.isfinite(value)]
    positive = [value for value in finite if value > 0]
    log = log and bool(positive)
    ends = [*limits] if limits and all(map(math.isfinite, limits)) else []
    if ends and log and min(ends) <= 0:
        ends = []
    shown = ends or (positive if log else finite) or [0.0, 1.0]
    low, high = (shown[0], shown[1]) if ends else (min(shown), max(shown))
    if log:
        low, high = math.log10(low), math.log10(high)
    if high / 2 - low / 2 == 0 or (log and abs(high - low) < 1e-9):
        pad = 0.3 if log else abs(low) / 10 or 1.0  # 0.3 decades: from half to twice the value
        largest = 1.7e308
        low, high = max(-largest, low - pad), min(largest, high + pad)
    return Scale(low, high, log, whole, names)
