"""Shades the parts of a chart that belong together: where a model says one thing, and where another."""

from __future__ import annotations

from tutor.core.drawings import Series
from tutor.render.scale import Scale

_SHADES = "░▒▓"
_ASCII_SHADES = ".:%"


def shade(number: int, *, unicode: bool) -> str:
    """The character of the region with that number, from 0; there are three of them."""
    shades = _SHADES if unicode else _ASCII_SHADES
    return shades[number % len(shades)]


def regions(series: Series, x_scale: Scale, y_scale: Scale, columns: int, rows: int, character: str) -> list[str]:
    """Rows of characters, top first: `character` where the cell's middle lies on a bright pixel, else a blank.

    The image reaches from the first to the last of the series' x and y, and its top row lies at the last y.
    """
    across = _pixels(x_scale.place(series.x[0]), x_scale.place(series.x[-1]), columns, len(series.image[0]))
    up = _pixels(y_scale.place(series.y[0]), y_scale.place(series.y[-1]), rows, len(series.image))
    return [
        "".join(character if _bright(series, row, column) else " " for column in across) for row in reversed(up)
    ]


def _pixels(begin: float | None, end: float | None, cells: int, pixels: int) -> list[int | None]:
    """For each cell along an axis the pixel, counted from the axis' beginning, under its middle; None outside."""
    if begin is None or end is None or end <= begin:
        return [None] * cells
    found = [int((((cell + 0.5) / cells) - begin) / (end - begin) * pixels // 1) for cell in range(cells)]
    return [place if 0 <= place < pixels else None for place in found]


def _bright(series: Series, from_below: int | None, column: int | None) -> bool:
    if from_below is None or column is None:
        return False
    return series.image[len(series.image) - 1 - from_below][column] >= 0.5
