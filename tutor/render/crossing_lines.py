"""Fills the dots of lines that cross so many of them that they are a texture, some 2 µs for each piece of a line.

All dots are bits of one number, column after column: a piece of a line is or-ed into it as a whole. Pieces are put
together from their halves, and each that was ever made is kept, so that few are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

Dot = tuple[int, int]
"""From the left and from below; it may lie outside the drawing."""

MOST_KEPT = 4096
"""Pieces, of up to a kilobyte each in the widest chart."""


def crossed(stretches: Iterable[Sequence[Dot]], across: int, up: int) -> list[int]:
    """For each of `across` columns of dots, from the left, those that a line crosses: bit 0 is the lowest of `up`.

    The dots of a line touch each other, and lie at most 1.5 dots beside it.
    """
    drawn = 0
    for dots in stretches:
        for begin, end in pairwise(dots if len(dots) > 1 else [*dots, *dots]):
            if begin[0] > end[0]:
                begin, end = end, begin
            (left, low), (right, high) = begin, end
            if left < 0 or right >= across or not (0 <= low < up and 0 <= high < up):
                part = _within(begin, end, across - 1, up - 1)
                if part is None:
                    continue
                (left, low), (right, high) = part
            drawn |= _piece(right - left, high - low, up) << left * up + (low if low < high else high)
    column = (1 << up) - 1
    return [drawn >> number * up & column for number in range(across)]


@lru_cache(MOST_KEPT)
def _piece(width: int, rise: int, up: int) -> int:
    """The dots of a straight line over so many columns of `up` dots, in the box that it just fits in."""
    if width <= 1 and -1 <= rise <= 1:
        return (1 | 1 << width * up + rise) if rise >= 0 else (2 | 1 << width * up)
    if width >= abs(rise):
        near = width // 2
        halfway = round(rise * near / width)
    else:
        halfway = rise // 2
        near = round(width * halfway / rise)
    before, after = _piece(near, halfway, up), _piece(width - near, rise - halfway, up) << near * up
    return before | after << halfway if rise >= 0 else before << halfway - rise | after


def _within(begin: Dot, end: Dot, right: int, top: int) -> tuple[Dot, Dot] | None:
    """The part of a line from the dot 0, 0 to that at the right and the top; None where it passes them by."""
    (left, low), width, rise = begin, end[0] - begin[0], end[1] - begin[1]
    enters, leaves = 0.0, 1.0
    for start, way, most in ((left, width, right), (low, rise, top)):
        if way:
            nearer, farther = sorted((-start / way, (most - start) / way))
            enters, leaves = max(enters, nearer), min(leaves, farther)
        elif not 0 <= start <= most:
            return None
    if enters > leaves:
        return None
    first, last = ((round(left + share * width), round(low + share * rise)) for share in (enters, leaves))
    return first, last
