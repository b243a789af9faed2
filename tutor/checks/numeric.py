"""Compares numbers that a lesson asks for with the numbers in facts."""

from __future__ import annotations

import math

from msgspec import Struct

from tutor.core.facts import ArrayFacts, Facts, ScalarFacts
from tutor.core.numbers import short

Numbers = tuple[float, ...] | tuple[tuple[float, ...], ...]
"""As a lesson writes them: a row, or rows of rows."""

ROUNDING = 1e-5
"""Relative. float32 carries seven digits; a sum of many loses one or two of them."""


class Bounds(Struct, frozen=True, kw_only=True):
    """Where a number must lie. nan lies nowhere."""

    below: float | None = None
    above: float | None = None

    def hold(self, value: float) -> bool:
        """Whether `value` is a number inside the bounds, the bounds themselves left out."""
        if math.isnan(value):
            return False
        return (self.below is None or value < self.below) and (self.above is None or value > self.above)

    def __str__(self) -> str:
        parts = [("below", self.below), ("above", self.above)]
        return " and ".join(f"{word} {short(bound)}" for word, bound in parts if bound is not None)


def flat(numbers: float | Numbers) -> tuple[float, ...]:
    """All the numbers in one row, in order."""
    if not isinstance(numbers, tuple):
        return (float(numbers),)
    return tuple(number for item in numbers for number in flat(item))


def shape_of(numbers: Numbers) -> tuple[int, ...]:
    """`(6,)` for a row of six; `(2, 3)` for two rows of three."""
    first = numbers[0] if numbers else None
    return (len(numbers), len(first)) if isinstance(first, tuple) else (len(numbers),)


def trimmed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape without the axes of length 1 at its end: six numbers, and six rows of one number, are the same."""
    while shape and shape[-1] == 1:
        shape = shape[:-1]
    return shape


def close(value: float, wanted: float, within: float = 0.0) -> bool:
    """Whether two numbers differ by at most `within`, or by the rounding of float32."""
    return abs(value - wanted) <= within or math.isclose(value, wanted, rel_tol=ROUNDING, abs_tol=1e-9)


def numbers_of(facts: Facts) -> tuple[float, ...] | None:
    """The numbers in a scalar or an array, flat; None when there are none, or not all of them were sent."""
    match facts:
        case ScalarFacts(value=value):
            return (float(value),)
        case ArrayFacts(values=values) if facts.whole and all(isinstance(value, (int, float)) for value in values):
            return tuple(float(value) for value in values)
        case _:
            return None


def around(wanted: float, within: float) -> str:
    """`70`, or `70, give or take 0.5`."""
    return short(wanted) + (f", give or take {short(within)}" if within else "")
