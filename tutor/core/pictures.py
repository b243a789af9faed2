"""Draws a figure as SVG, for a notebook: lines, points, bars, areas, images, texts, with their axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from math import isfinite, log10

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.numbers import short

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 320, 70, 20, 34, 48
"""Of one chart in pixels, and what is left around its frame."""
COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f")

Scale = Callable[[float], float]
Number = float | None


def as_svg(figure: Figure) -> str:
    """All charts of the figure, one below the other."""
    height = HEIGHT * max(1, len(figure.axes))
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"']
    parts[0] += f' height="{height}" font-family="sans-serif" font-size="12">'
    parts.append(f'<rect width="{WIDTH}" height="{height}" fill="white"/>')
    for number, axes in enumerate(figure.axes):
        parts += [f'<g transform="translate(0 {HEIGHT * number})">', *_chart(axes, figure.title), "</g>"]
    return "\n".join([*parts, "</svg>"])


def _chart(axes: Axes, title: str) -> Iterator[str]:
    across = _limits([x for each in axes.series for x in each.x], axes.x_limits, axes.x_scale)
    heights = [y for each in axes.series for y in (*each.y, *each.base)]
    heights += [0.0] if any(each.kind == "bars" and not each.lying for each in axes.series) else []
    up = _limits(heights, axes.y_limits, axes.y_scale)
    x = _scale(across, LEFT, WIDTH - RIGHT, axes.x_scale)
    y = _scale(up, HEIGHT - BOTTOM, TOP, axes.y_scale)
    frame = f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{HEIGHT - TOP - BOTTOM}"'
    yield f'{frame} fill="none" stroke="#888"/>'
    for place, each in enumerate(axes.series):
        yield from _series(each, x, y, COLOURS[(each.pen if each.pen is not None else place) % len(COLOURS)])
    yield from _ticks(axes, across, up, x, y)
    labels = [each.label for each in axes.series if each.label and each.kind != "text"]
    for place, label in enumerate(labels):
        colour = COLOURS[place % len(COLOURS)]
        yield _text(WIDTH - RIGHT - 8, TOP + 16 + 15 * place, label, "end", colour)
    yield _text((LEFT + WIDTH - RIGHT) / 2, 20, axes.title or title)
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, axes.x_label)
    yield f'<g transform="translate(14 {HEIGHT / 2}) rotate(-90)">{_text(0, 0, axes.y_label)}</g>'


def _limits(values: list[Number], given: tuple[float, float] | None, scale: str) -> tuple[float, float]:
    if given is not None:
        return given
    found = [value for value in values if value is not None and isfinite(value) and (value > 0 or scale != "log")]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    room = 0.0 if scale == "log" else (high - low or abs(high) or 1.0) * 0.05
    return (low - room, high + room) if low - room < high + room else (low / 2, high * 2 or 1.0)


def _scale(limits: tuple[float, float], begin: float, end: float, kind: str) -> Scale:
    """Where a value stands. Values that a logarithm has not stand at the beginning."""
    is_log = kind == "log" and min(limits) > 0
    low, high = (log10(limits[0]), log10(limits[1])) if is_log else limits

    def place(value: float) -> float:
        shown = (log10(value) if value > 0 else low) if is_log else value
        return round(begin + (shown - low) / ((high - low) or 1.0) * (end - begin), 1)

    return place


def _series(series: Series, x: Scale, y: Scale, colour: str) -> Iterator[str]:
    points = [(a, b) for a, b in zip(series.x, series.y, strict=False) if a is not None and b is not None]
    match series.kind:
        case "points":
            yield from (f'<circle cx="{x(a)}" cy="{y(b)}" r="3" fill="{colour}"/>' for a, b in points)
        case "bars":
            yield from _bars(series, x, y, colour)
        case "area":
            base = [value if value is not None else 0.0 for value in series.base] or [0.0] * len(points)
            edge = [*points, *reversed([(a, low) for (a, _), low in zip(points, base, strict=False)])]
            corners = " ".join(f"{x(a)},{y(b)}" for a, b in edge)
            yield f'<polygon points="{corners}" fill="{colour}" opacity="0.3"/>'
        case "image" | "regions":
            yield from _image(series, x, y)
        case "text":
            yield from (_text(x(a), y(b), series.label) for a, b in points[:1])
        case _:
            path = " ".join(f"{x(a)},{y(b)}" for a, b in points)
            yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
            if series.marked:
                yield from (f'<circle cx="{x(a)}" cy="{y(b)}" r="2.5" fill="{colour}"/>' for a, b in points)


def _bars(series: Series, x: Scale, y: Scale, colour: str) -> Iterator[str]:
    known = [value for value in (series.y if series.lying else series.x) if value is not None]
    step = min((abs(b - a) for a, b in pairwise(known) if a != b), default=1.0) * 0.8
    for place, (a, b) in enumerate(zip(series.x, series.y, strict=False)):
        if a is None or b is None:
            continue
        width = series.widths[place] if place < len(series.widths) else step
        base = (series.base[place] if place < len(series.base) else 0.0) or 0.0
        if series.lying:
            corners = (x(base), y(b - width / 2)), (x(a), y(b + width / 2))
        else:
            corners = (x(a - width / 2), y(base)), (x(a + width / 2), y(b))
        yield _rect(*corners, colour)


def _image(series: Series, x: Scale, y: Scale) -> Iterator[str]:
    xs = [value for value in series.x if value is not None] or [0.0, 1.0]
    ys = [value for value in series.y if value is not None] or [0.0, 1.0]
    left, right, top, bottom = x(xs[0]), x(xs[-1]), min(y(ys[0]), y(ys[-1])), max(y(ys[0]), y(ys[-1]))
    high = (bottom - top) / max(1, len(series.image))
    for row, values in enumerate(series.image):
        wide = (right - left) / max(1, len(values))
        for column, bright in enumerate(values):
            grey = (
                f"#{round(255 * min(1.0, max(0.0, bright))):02x}"
                + f"{round(255 * min(1.0, max(0.0, bright))):02x}" * 2
            )
            begin = left + wide * column, top + high * row
            yield _rect(begin, (begin[0] + wide, begin[1] + high), grey)


def _rect(one: tuple[float, float], other: tuple[float, float], colour: str) -> str:
    (a, b), (c, d) = one, other
    size = f'width="{abs(c - a):.1f}" height="{abs(d - b):.1f}"'
    return f'<rect x="{min(a, c):.1f}" y="{min(b, d):.1f}" {size} fill="{colour}"/>'


def _ticks(axes: Axes, across: tuple[float, float], up: tuple[float, float], x: Scale, y: Scale) -> Iterator[str]:
    for at, name in axes.x_names or _named(across, axes.x_scale):
        yield _text(x(at), HEIGHT - BOTTOM + 16, name)
    for at, name in axes.y_names or _named(up, axes.y_scale):
        yield _text(LEFT - 6, y(at) + 4, name, "end")


def _named(limits: tuple[float, float], scale: str) -> list[tuple[float, str]]:
    """Five values between the limits, with their names."""
    low, high = limits
    if scale == "log" and low > 0:
        values = [low * (high / low) ** (part / 4) for part in range(5)]
    else:
        values = [low + (high - low) * part / 4 for part in range(5)]
    return [(value, short(value)) for value in values]


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#333") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>' if words else ""
