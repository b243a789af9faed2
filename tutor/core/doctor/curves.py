"""What a curve does, told from its numbers alone: relative to itself, never to a number of ours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

FLAT = 0.01
"""A change of less than this share over a tenth of the epochs is none."""
BEGUN = 0.05
"""Whoever has moved by less than this share has not begun to move."""
RISEN = 1.2
"""So many times its lowest, and a curve has risen."""

TURNS = 0.4
"""The share of the points at which a restless curve turns."""
JAGGED = 0.1
"""The typical step of a restless curve, as a share of the curve itself."""

WIDE, OFTEN = 0.5, 1.5
"""How far a wave goes, as a share of the curve itself, and how often it climbs that far."""

Values = Sequence[float]


def finite(values: Values) -> bool:
    return all(map(math.isfinite, values))


def part(values: Values, begin: float, end: float) -> Values:
    """The values between two shares of the way, one at least."""
    first = min(int(begin * len(values)), len(values) - 1)
    return values[first : max(first + 1, math.ceil(end * len(values)))]


def level(values: Values, begin: float, end: float) -> float:
    """The median between two shares of the way."""
    return median(part(values, begin, end))


def smoothed(values: Values, across: int) -> list[float]:
    """Means over so many neighbours to each side, fewer at the ends."""
    return [fmean(values[max(0, at - across) : at + across + 1]) for at in range(len(values))]


def before(values: Values, over: float = 0.1) -> float:
    """The value before a last part of the curve, its last tenth for one."""
    return values[-1 - min(len(values) - 1, max(1, int(over * len(values))))]


def change(values: Values, over: float = 0.1) -> float:
    """By what share of itself the curve has changed over a last part of it; negative when it fell."""
    there = before(values, over)
    return (values[-1] - there) / abs(there) if there else 0.0


def falling(values: Values) -> bool:
    """Whether it falls over its last tenth."""
    return change(values) < -FLAT


def still(values: Values) -> bool:
    """Whether it hardly changes over its last tenth; that it has ever moved, `begun` says."""
    return abs(change(values)) <= FLAT


def settled(values: Values) -> bool:
    """Whether it hardly changes *any more*: it has, and is at rest."""
    return still(values) and (begun(values) or not values[0])


def reversals(values: Values) -> float:
    """The share of the inner points at which the curve turns, 0 to 1; a straight course has none."""
    steps = [after - before for before, after in pairwise(values) if after != before]
    return sum(one * other < 0 for one, other in pairwise(steps)) / max(1, len(steps) - 1)


def step(values: Values) -> float:
    """The typical size of a step from one value to the next."""
    return median([abs(after - before) for before, after in pairwise(values)]) if len(values) > 1 else 0.0


def restless(values: Values) -> float:
    """The typical step beside the typical value, as a share: 0.02 for a curve that trembles by 2 %."""
    middle = median(values)
    return step(values) / abs(middle) if middle else 0.0


def begun(values: Values) -> bool:
    """Whether it has left where it began."""
    return len(values) > 1 and abs(values[-1] - values[0]) >= BEGUN * abs(values[0]) > 0


def sawing(values: Values) -> bool:
    """Whether it goes up and down by a good part of itself."""
    if len(values) < 3:
        return False
    return (reversals(values) >= TURNS and restless(values) >= JAGGED) or waving(values)


def waving(values: Values) -> bool:
    """Whether it climbs all the way from its lowest to its highest again and again, and that is a long way."""
    climbed = sum(max(0.0, after - before) for before, after in pairwise(values))
    reach = max(values) - min(values)
    return reach > WIDE * abs(median(values)) and climbed > OFTEN * reach


def lowest(values: Values) -> int:
    """The place of the least value."""
    return min(range(len(values)), key=values.__getitem__)


def turned(training: Values, held: Values) -> int | None:
    """The place at which the validation loss was lowest, when it has risen since and the training loss has fallen;
    else None. Both curves have as many values."""
    least = lowest(held)
    there = training[min(len(training) - 1, least)] if training else 0.0
    return least if held[-1] >= RISEN * held[least] and training and training[-1] < there else None
