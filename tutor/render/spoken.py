"""Says in sentences what a chart shows, for those who hear the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from tutor.core.drawings import Axes, Series
from tutor.core.numbers import short
from tutor.render.shapes import cloud, line, written

MOST_SPOKEN = 12
"""Values that are said one by one."""
MOST_GAPS = 5
"""Places of missing values that are named."""
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
            course = _one_by_one(series, points, axes, "a line through") or line(series, points)
            return f"{name}{course}{_gaps(series)}."
        case "area":
            return f"{name}{_area(series, points)}."
        case _:
            return f"{name}{_one_by_one(series, points, axes) or cloud(series, points)}{_gaps(series)}."


def _place(point: Point, axes: Axes) -> str:
    """`predicted cat, true dog` where the axes have names, else `At x 1, y 2`."""
    across, up = dict(axes.x_names).get(point[0]), dict(axes.y_names).get(point[1])
    if across is None or up is None:
        return f"At x {short(point[0])}, y {short(point[1])}"
    return f"{axes.y_label or 'y'} {up}, {axes.x_label or 'x'} {across}"


def _one_by_one(series: Series, points: Sequence[Point], axes: Axes, what: str = "") -> str:
    """Every point, as long as they are few; under the names of the axis where it has some."""
    if len(points) > MOST_SPOKEN or series.of or not points:
        return ""
    names = dict(axes.x_names)
    across, up = written([x for x, _ in points]), written([y for _, y in points])
    said = ", ".join(f"{names[x]} {up(y)}" if x in names else f"({across(x)}, {up(y)})" for x, y in points)
    return f"{what or _count(len(points), 'point') + ':'} {said}"


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


def _gaps(series: Series) -> str:
    """Where a value is missing in between: nothing is drawn there."""
    xs = series.x or tuple(map(float, range(len(series.y))))
    missing = [x for x, y in zip(xs, series.y, strict=False) if y is None or not math.isfinite(y)]
    if not missing or series.of:
        return ""
    where = [short(x) for x in missing if x is not None][:MOST_GAPS]
    more = f" and {len(missing) - len(where)} more" if len(missing) > len(where) else ""
    at = f" at x {', '.join(where)}{more}" if where else ""
    return f". {_count(len(missing), 'gap')}{at}: no number stands there"


def _area(series: Series, points: Sequence[Point]) -> str:
    bases = [base for base in series.base if base is not None] or [0.0]
    xs, tops = [x for x, _ in points], [y for _, y in points]
    low, high = min(*bases, *tops), max(*bases, *tops)
    return f"an area over x from {short(min(xs))} to {short(max(xs))}, y from {short(low)} to {short(high)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
