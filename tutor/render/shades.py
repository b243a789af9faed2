"""Shades the cells of a chart: filled areas, and images that something else is drawn upon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tutor.core.drawings import Series
from tutor.render.dots import Cells, Grid, Place
from tutor.render.scale import Scale

_SHADES, _ASCII_SHADES = " ░▒▓", " .:+#"
"""From dark to bright. Nothing solid: what is drawn upon it must be seen."""


def area(upper: Sequence[Place], lower: Sequence[Place], grid: Grid, fill: str) -> Cells:
    """The cells whose middle lies between two lines that share their places across, in rising order."""
    cells: dict[tuple[int, int], str] = {}
    edges = [(x, *sorted((high, low))) for (x, high), (_, low) in zip(upper, lower, strict=True)]
    for (left, low, high), (right, next_low, next_high) in pairwise(edges):
        for column in range(max(0, grid.column(left)), min(grid.columns - 1, grid.column(right)) + 1):
            middle = min(max((column + 0.5) / grid.columns, left), right)
            share = (middle - left) / (right - left) if right > left else 0.0
            bottom, top = low + share * (next_low - low), high + share * (next_high - high)
            for row in range(max(0, grid.row(top)), min(grid.rows - 1, grid.row(bottom)) + 1):
                if bottom <= (grid.rows - row - 0.5) / grid.rows <= top:
                    cells[row, column] = fill
    return cells


def heat(series: Series, x_scale: Scale, y_scale: Scale, grid: Grid, *, unicode: bool) -> Cells:
    """An image between the ends of its x and y, the nearest pixel for each cell."""
    shades = _SHADES if unicode else _ASCII_SHADES
    across = _pixels(x_scale, series.x, grid.columns, len(series.image[0]))
    up = _pixels(y_scale, series.y, grid.rows, len(series.image))
    return {
        (grid.rows - 1 - row, column): shades[round(_bounded(series.image[-1 - y][x]) * (len(shades) - 1))]
        for row, y in up
        for column, x in across
    }


def greys(
    series: Series, x_scale: Scale, y_scale: Scale, grid: Grid
) -> dict[tuple[int, int], tuple[float, float]]:
    """For each cell of an image the brightness of its upper and its lower half, as far as they lie in it."""
    across = _pixels(x_scale, series.x, grid.columns, len(series.image[0]))
    up = dict(_pixels(y_scale, series.y, 2 * grid.rows, len(series.image)))
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for row in range(grid.rows):
        halves = [up[half] for half in (2 * row + 1, 2 * row) if half in up]
        for column, x in across:
            if halves:
                brightness = [_bounded(series.image[-1 - y][x]) for y in halves]
                found[grid.rows - 1 - row, column] = (brightness[0], brightness[-1])
    return found


def _pixels(scale: Scale, ends: Sequence[float | None], cells: int, pixels: int) -> list[tuple[int, int]]:
    """Cells along an axis, each with the pixel that lies under its middle, counted from the low end."""
    begin, end = scale.place(ends[0]), scale.place(ends[-1])
    if begin is None or end is None or begin == end:
        return []
    low, high = sorted((begin, end))
    found = ((cell, int(((cell + 0.5) / cells - low) / (high - low) * pixels // 1)) for cell in range(cells))
    return [(cell, pixel) for cell, pixel in found if 0 <= pixel < pixels]


def _bounded(value: float) -> float:
    return min(1.0, max(0.0, value)) if value == value else 0.0
