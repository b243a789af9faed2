"""Says in sentences what a chart shows, for those who hear the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tutor.core.drawings import Axes, Series
from tutor.core.numbers import short

MOST_SPOKEN = 12
"""Values that are said one by one."""
TOGETHER, LOOSELY = 0.7, 0.3
"""Correlations from which on points rise or fall together, and do so with exceptions."""
SMALL_IMAGE = 36
"""Pixels of an image that are said one by one."""
BRIGHT = 0.5

Point = tuple[float, float]


def told(axes: Axes, drawable: Sequence[Series]) -> Iterator[str]:
    """Sentences about one chart: what its axes are, then what each series does."""
    if axes.spoken:
        yield from axes.spoken
        return
    named = _axis("x", axes.x_label, axes.x_scale), _axis("y", axes.y_label, axes.y_scale)
    if any(named):
        yield f"{'; '.join(filter(None, named))}."
    texts = 0
    for series in drawable:
        texts += series.kind == "text"
        if series.kind != "text" or texts <= MOST_SPOKEN:
            yield _series(series, axes)


def image_in_words(pixels: Sequence[Sequence[float]]) -> str:
    """Its size, and where it is bright; a small one pixel by pixel. Rows and columns count from 1, top left."""
    height, width = len(pixels), len(pixels[0]) if pixels else 0
    size = f"an image of {height} rows and {width} columns"
    if not 0 < height * width <= SMALL_IMAGE:
        return f"{size}{_bright_part(pixels)}"
    rows = "; ".join(" ".join(short(value, 2) for value in row) for row in pixels)
    return f"{size}. Row by row, from 0, dark, to 1, bright: {rows}"


def _bright_part(pixels: Sequence[Sequence[float]]) -> str:
    places = ((row, column) for row, line in enumerate(pixels) for column in range(len(line)))
    bright = [(row + 1, column + 1) for row, column in places if pixels[row][column] >= BRIGHT]
    if not bright:
        return ", dark everywhere"
    rows, columns = [row for row, _ in bright], [column for _, column in bright]
    share = round(100 * len(bright) / sum(map(len, pixels)))
    where = f"row {min(rows)} to {max(rows)} and column {min(columns)} to {max(columns)}"
    return f", {share} % of it bright, from {where}"


def points_of(series: Series) -> list[Point]:
    """Where there is both an x and a y, and both are finite; bare y values are numbered from 0."""
    xs = series.x or tuple(map(float, range(len(series.y))))
    pairs = ((x, y) for x, y in zip(xs, series.y, strict=False) if x is not None and y is not None)
    return [(x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y)]


def _axis(name: str, label: str, scale: str) -> str:
    known = "" if label == name else label
    words = ", ".join(part for part in (known, "on a log scale" if scale == "log" else "") if part)
    return f"{name} is {words}" if words else ""


def _series(series: Series, axes: Axes) -> str:
    points = points_of(series)
    name = f"{series.label}: " if series.label else ""
    match series.kind:
        case "text":
            return f"{_place(points[0], axes)}: {series.label}."
        case "image":
            return f"{name}{image_in_words(series.image)}."
        case "regions":
            pixels = [value for row in series.image for value in row]
            share = sum(value >= BRIGHT for value in pixels) / max(1, len(pixels))
            return f"{name}{round(100 * share)} % of the chart."
        case "bars":
            return f"{name}{_bars(series, axes, points)}."
        case "line":
            return f"{name}{_one_by_one(series, points, axes, 'a line through') or _line(series, points)}."
        case "area":
            return f"{name}{_area(series, points)}."
        case _:
            return f"{name}{_one_by_one(series, points, axes) or _cloud(series, points)}."


def _place(point: Point, axes: Axes) -> str:
    """`predicted cat, true dog` where the axes have names, else `At x 1, y 2`."""
    across, up = dict(axes.x_names).get(point[0]), dict(axes.y_names).get(point[1])
    if across is None or up is None:
        return f"At x {short(point[0])}, y {short(point[1])}"
    return f"{axes.y_label or 'y'} {up}, {axes.x_label or 'x'} {across}"


def _one_by_one(series: Series, points: Sequence[Point], axes: Axes, what: str = "") -> str:
    """Every point, as long as they are few; under the names of the axis where it has some."""
    if len(points) > MOST_SPOKEN or series.of:
        return ""
    names = dict(axes.x_names)
    said = ", ".join(f"{names[x]} {short(y)}" if x in names else f"({short(x)}, {short(y)})" for x, y in points)
    return f"{what or _count(len(points), 'point') + ':'} {said}"


def _line(series: Series, points: Sequence[Point]) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    said = f"a line of {series.of or len(points)} points, x from {short(min(xs))} to {short(max(xs))}. "
    if any(after < before for before, after in pairwise(xs)):
        return f"{said}It goes back and forth, y from {short(min(ys))} to {short(max(ys))}"
    return said + _course(points) + _on_the_way(points)


def _course(points: Sequence[Point]) -> str:
    """Where it begins and ends, and whether it turns on its way."""
    (_, first), (_, last) = points[0], points[-1]
    steps = [after - before for (_, before), (_, after) in pairwise(points)]
    ends = f"from {short(first)} to {short(last)}"
    if not any(steps):
        return f"It stays at {short(first)}"
    if all(step <= 0 for step in steps):
        return f"It falls all the way {ends}"
    if all(step >= 0 for step in steps):
        return f"It rises all the way {ends}"
    low, high = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    said = f"It goes {ends}"
    for word, (x, y) in (("lowest", low), ("highest", high)):
        if y not in (first, last):
            said += f", {word} {short(y)} at x {short(x)}"
    return said


def _on_the_way(points: Sequence[Point]) -> str:
    """The heights after each quarter of the way."""
    left, right = points[0][0], points[-1][0]
    places = [left + (right - left) * part / 4 for part in (1, 2, 3)]
    nearest = [min(points, key=lambda point: abs(point[0] - place)) for place in places]
    heights = ", ".join(f"{short(y)} at x {short(x)}" for x, y in nearest)
    return f". On its way: {heights}"


def _cloud(series: Series, points: Sequence[Point]) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    said = f"{series.of or len(points)} points, x from {short(min(xs))} to {short(max(xs))}, "
    said += f"y from {short(min(ys))} to {short(max(ys))}"
    if series.of:
        return said  # of those that look the same one is left, which is no sample
    along = _correlation(xs, ys)
    if abs(along) < LOOSELY:
        return f"{said}. As x grows, y neither rises nor falls on the whole"
    how = "" if abs(along) >= TOGETHER else ", with exceptions"
    return f"{said}. As x grows, y {'rises' if along > 0 else 'falls'}{how}"


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


def _bars(series: Series, axes: Axes, points: Sequence[Point]) -> str:
    names = dict(axes.y_names if series.lying else axes.x_names)
    bars = sorted((y, x) if series.lying else (x, y) for x, y in points)
    lengths = [(place, names.get(place, f"at {short(place)}"), end) for place, end in bars]
    if len(bars) <= MOST_SPOKEN:
        return ", ".join(
            f"{name} {short(end)}" if place in names else f"{name}: {short(end)}" for place, name, end in lengths
        )
    (_, where_low, low), (_, where_high, high) = (choose(lengths, key=lambda bar: bar[2]) for choose in (min, max))
    said = f"{len(bars)} bars from {short(bars[0][0])} to {short(bars[-1][0])}. The longest is {short(high)}, "
    said += f"{where_high}, the shortest {short(low)}, {where_low}"
    return said + (_middle(bars) if low >= 0 and math.isfinite(math.fsum(end for _, end in bars)) else "")


def _middle(bars: Sequence[Point]) -> str:
    """Between which places the middle half of what the bars add up to lies."""
    total, sofar = math.fsum(end for _, end in bars), 0.0
    inside = []
    for place, end in bars:
        if end and sofar + end > total / 4 and sofar < total * 3 / 4:
            inside.append(place)
        sofar += end
    return (
        f". The middle half of their sum stands from {short(inside[0])} to {short(inside[-1])}" if inside else ""
    )


def _area(series: Series, points: Sequence[Point]) -> str:
    bases = [base for base in series.base if base is not None] or [0.0]
    xs, tops = [x for x, _ in points], [y for _, y in points]
    low, high = min(*bases, *tops), max(*bases, *tops)
    return f"an area over x from {short(min(xs))} to {short(max(xs))}, y from {short(low)} to {short(high)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
