"""Draws small grey images: two pixel rows in a line where there are enough colours, else in shades."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from tutor.render.look import Look

Pixels = Sequence[Sequence[float]]

BLACKEST, GREYS = 232, 24
"""The greys of the 256-colour table: 232 is nearly black, 255 nearly white."""
HALF = "▀"
_SHADES = " ░▒▓█"
_ASCII_SHADES = " .:-=+*#%@"


def halves(look: Look) -> bool:
    """Whether two pixels share a cell, one over the other."""
    return look.colours >= 256 and look.unicode


def image(pixels: Pixels, look: Look, columns: int, rows: int) -> list[Text]:
    """The image in at most `columns` × `rows` cells, scaled by a whole number either way.

    Without 256 colours a bright pixel is a dense character, as on a dark screen.
    """
    if not pixels or not pixels[0]:
        return []
    across, down = (columns, rows * 2) if halves(look) else (max(1, columns // 2), rows)
    shown = _scaled(pixels, across, down)
    if halves(look):
        lower = [*shown[1::2], *([shown[-1]] if len(shown) % 2 else [])]
        return [_half_blocks(top, bottom) for top, bottom in zip(shown[::2], lower, strict=True)]
    shades = _SHADES if look.unicode else _ASCII_SHADES
    return [
        Text("".join(shades[round(value * (len(shades) - 1))] * 2 for value in row)[:columns]) for row in shown
    ]


def _half_blocks(top: Sequence[float], bottom: Sequence[float]) -> Text:
    line = Text(no_wrap=True)
    for above, below in zip(top, bottom, strict=True):
        line.append(HALF, half_block(above, below))
    return line


def half_block(above: float, below: float) -> Style:
    """For `HALF`: two brightnesses, one over the other."""
    return Style(color=_grey(above), bgcolor=_grey(below))


def _grey(brightness: float) -> str:
    return f"color({BLACKEST + round(brightness * (GREYS - 1))})"


def _scaled(pixels: Pixels, across: int, down: int) -> list[list[float]]:
    """The image made as large as fits by repeating pixels, or small enough by taking means."""
    height, width = len(pixels), min(map(len, pixels))
    larger = min(across // width, down // height) if width else 0
    if larger >= 1:
        rows = ([_bounded(value) for value in row[:width] for _ in range(larger)] for row in pixels)
        return [row for row in rows for _ in range(larger)]
    stride = max(-(-width // across), -(-height // down))
    bands = (pixels[y : y + stride] for y in range(0, height, stride))
    return [
        [_mean([value for row in band for value in row[x : x + stride]]) for x in range(0, width, stride)]
        for band in bands
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(map(_bounded, values)) / len(values) if values else 0.0


def _bounded(value: float) -> float:
    """Within 0 and 1; nan is black."""
    return min(1.0, max(0.0, value)) if value == value else 0.0
