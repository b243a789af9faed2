"""The shape of a line or of a cloud of points in words: straight, falling, turning, going round."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from tutor.core.drawings import Series
from tutor.core.numbers import short

TOGETHER, LOOSELY = 0.7, 0.3
"""Correlations from which on points rise or fall together, and do so with exceptions."""
STRAIGHT = 1e-4
"""How far from a straight line its points are at most, as a share of its height."""
SAME = 1e-9
"""A line whose heights differ by less than this share stays where it is: the rest is rounding."""
PARTS = 8
"""Parts of the width over which a cloud of points is averaged."""
TIGHT = 0.8
"""The share of the ups and downs that these averages have to explain, for the cloud to have a course."""

Point = tuple[float, float]


def written(values: Sequence[float]) -> Callable[[float], str]:
    """How to write these numbers so that they can be told apart: with more digits where they lie close together
    far from 0."""
    largest = max(map(abs, values), default=0.0)
    apart = max(values, default=0.0) - min(values, default=0.0)
    if not 0 < apart < largest / 1000 or not math.isfinite(largest / apart):
        return short
    digits = min(15, math.ceil(math.log10(largest / apart)) + 2)
    return lambda value: f"{value:.{digits}g}" if largest < 1e15 else short(value, digits)


def line(series: Series, points: Sequence[Point]) -> str:
    """Its points, and its course in the order of x; where it turns back, what it goes round."""
    if not points:
        return "a line without a single point"
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, up = written(xs), written(ys)
    said = f"a line of {series.of or len(points)} points, x from {across(min(xs))} to {across(max(xs))}. "
    if not any(after < before for before, after in pairwise(xs)):
        return said + _course(points) + _on_the_way(points)
    ordered = sorted(points)
    if _way(ordered) <= _way(points):  # a curve whose points come in another order
        found = f"{_course(ordered)}{_on_the_way(ordered)}"
        return f"{said}Its points do not come in the order of x. In that order: {found}"
    if math.dist(_scaled(points)[0], _scaled(points)[-1]) < 0.1 and len(points) > 3:
        return f"{said}It goes round and ends where it began, y from {up(min(ys))} to {up(max(ys))}"
    return f"{said}It goes back and forth, y from {up(min(ys))} to {up(max(ys))}"


def _way(points: Sequence[Point]) -> float:
    """How far the line goes up and down altogether."""
    return math.fsum(abs(after - before) for (_, before), (_, after) in pairwise(points))


def _scaled(points: Sequence[Point]) -> list[Point]:
    """The points in a square of side 1."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return [((x - min(xs)) / width, (y - min(ys)) / height) for x, y in points]


def _course(points: Sequence[Point]) -> str:
    """Where it begins and ends, whether it is straight, and whether it turns on its way."""
    (_, first), (_, last) = points[0], points[-1]
    steps = [after - before for (_, before), (_, after) in pairwise(points)]
    up = written([y for _, y in points])
    ends = f"from {up(first)} to {up(last)}"
    highest = max(abs(y) for _, y in points)
    if max(y for _, y in points) - min(y for _, y in points) <= SAME * highest:
        return f"It stays at {short(first)}"
    straight = ", in a straight line" if len(points) > 2 and _is_straight(points) else ""
    if all(step <= 0 for step in steps):
        return f"It falls all the way {ends}{straight}"
    if all(step >= 0 for step in steps):
        return f"It rises all the way {ends}{straight}"
    low, high = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    said = f"It goes {ends}"
    for word, (x, y) in (("lowest", low), ("highest", high)):
        if y not in (first, last):
            said += f", {word} {up(y)} at x {short(x)}"
    return said


def _is_straight(points: Sequence[Point]) -> bool:
    """Whether all points lie on the line from the first to the last."""
    places = _scaled(points)
    (left, start), (right, end) = places[0], places[-1]
    if right == left:
        return False
    slope = (end - start) / (right - left)
    return all(abs(start + slope * (x - left) - y) <= STRAIGHT for x, y in places)


def _on_the_way(points: Sequence[Point]) -> str:
    """The heights after each quarter of the way."""
    left, right = points[0][0], points[-1][0]
    places = [left + (right - left) * part / 4 for part in (1, 2, 3)]
    nearest = [min(points, key=lambda point: abs(point[0] - place)) for place in places]
    up = written([y for _, y in points])
    heights = ", ".join(f"{up(y)} at x {short(x)}" for x, y in nearest)
    return f". On its way: {heights}"


def cloud(series: Series, points: Sequence[Point]) -> str:
    """How many points, where they lie, and whether y goes with x."""
    if not points:
        return "no point with two numbers"
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, up = written(xs), written(ys)
    said = f"{series.of or len(points)} points, x from {across(min(xs))} to {across(max(xs))}, "
    said += f"y from {up(min(ys))} to {up(max(ys))}"
    if series.of:
        return said  # of those that look the same one is left, which is no sample
    along = _correlation(xs, ys)
    if abs(along) < 0.95 and (turns := _turning(points)):
        return f"{said}. {turns}"
    if abs(along) < LOOSELY:
        return f"{said}. As x grows, y neither rises nor falls on the whole"
    how = "" if abs(along) >= TOGETHER else ", with exceptions"
    return f"{said}. As x grows, y {'rises' if along > 0 else 'falls'}{how}"


def _turning(points: Sequence[Point]) -> str:
    """`As x grows, y falls, then rises`, for points that follow a curve that turns; else empty."""
    averages = _averages(points)
    means = [y for _, y in averages]
    if len(means) < PARTS or not _follows(points, averages):
        return ""
    steps = [after - before for before, after in pairwise(means)]
    least = (max(means) - min(means)) / 20
    words = ["rises" if step > 0 else "falls" for step in steps if abs(step) > least]
    turns = [word for place, word in enumerate(words) if not place or word != words[place - 1]]
    if not 1 < len(turns) <= PARTS // 2:
        return ""
    heights = ", ".join(f"{short(y, 3)} at x {short(x, 3)}" for x, y in averages[:: PARTS // 4])
    return f"As x grows, y {', then '.join(turns)}. Around it: {heights}"


def _averages(points: Sequence[Point]) -> list[Point]:
    """The mean x and y of each part of the width that holds points."""
    ordered = sorted(points)
    size = len(ordered) / PARTS
    parts = [ordered[round(part * size) : round((part + 1) * size)] for part in range(PARTS)]
    return [
        (math.fsum(x for x, _ in part) / len(part), math.fsum(y for _, y in part) / len(part))
        for part in parts
        if part
    ]


def _follows(points: Sequence[Point], averages: Sequence[Point]) -> bool:
    """Whether the averages explain nearly all of the ups and downs: each point lies near the one of its part."""
    ordered, mean = sorted(points), math.fsum(y for _, y in points) / len(points)
    whole = math.fsum((y - mean) ** 2 for _, y in points)
    size = len(ordered) / PARTS
    own = [averages[min(PARTS - 1, int(place / size))][1] for place in range(len(ordered))]
    left = math.fsum((y - near) ** 2 for (_, y), near in zip(ordered, own, strict=True))
    return whole > 0 and math.isfinite(whole) and 1 - left / whole >= TIGHT


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Pearson's; 0 where one of them does not vary. Scaled first, so that no square overflows."""
    across, up = _centred(xs), _centred(ys)
    size = math.hypot(*across) * math.hypot(*up)
    return math.fsum(x * y for x, y in zip(across, up, strict=True)) / size if size else 0.0


def _centred(values: Sequence[float]) -> list[float]:
    largest = max(map(abs, values)) or 1.0
    scaled = [value / largest for value in values]
    mean = math.fsum(scaled) / len(scaled)
    return [value - mean for value in scaled]
