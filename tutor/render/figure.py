"""Draws figures: charts one under the other, small images side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Figure
from tutor.render.chart import ROWS, chart
from tutor.render.image import halves, image
from tutor.render.look import Look
from tutor.render.prose import INDENT, prose

LONGEST_TITLE = 26
"""Cells that the title of an image may be wider than the image."""
IMAGE_ROWS = 8
"""Lines of an image that is not alone in its figure; twice as many for a tall one, where a pixel takes a line."""


def figure(event: Figure, look: Look, rows: int = ROWS) -> RenderableType:
    """All charts of a figure, one under the other; small images stand side by side."""
    parts: list[RenderableType] = []
    if event.title:
        parts += [Text(look.text(f"  {event.title}"), "strong", no_wrap=True, overflow="ellipsis"), Text()]
    for is_image, group in groupby(event.axes, _is_image):
        together = list(group)
        drawn = _images(together, look, rows) if is_image else [list(chart(axes, look, rows)) for axes in together]
        for lines in drawn:
            parts += [*lines, Text()]
    if event.note:
        parts += [prose(event.note, look, style="secondary")]
    elif parts:
        parts.pop()
    return Group(*parts)


def _is_image(axes: Axes) -> bool:
    return any(series.kind == "image" for series in axes.series)


def _images(group: Sequence[Axes], look: Look, rows: int) -> list[list[RenderableType]]:
    """Images of one figure in lines side by side, each under its title."""
    if look.spoken:
        return [[prose(_spoken_image(axes), look) for axes in group]]
    room = look.measure - INDENT
    alone, half = len(group) == 1, max(8, room // 2 - 1)
    across = room if alone else half
    drawn = [
        (axes.title, image(pixels, look, across, rows + 4 if alone else _image_rows(pixels, look)))
        for axes in group
        for pixels in [_pixels(axes)]
    ]
    wide = max((line.cell_len for _, lines in drawn for line in lines), default=1)
    title = max(len(look.text(axes.title)) for axes in group)
    width = max(8, wide, min(title, LONGEST_TITLE, room))
    in_line = max(1, (room + 2) // (width + 2))
    return [_side_by_side(drawn[n : n + in_line], width, look) for n in range(0, len(drawn), in_line)]


def _image_rows(pixels: tuple[tuple[float, ...], ...], look: Look) -> int:
    whole_lines = not halves(look)
    return IMAGE_ROWS * (2 if whole_lines and len(pixels) > IMAGE_ROWS else 1)


def _pixels(axes: Axes) -> tuple[tuple[float, ...], ...]:
    return next(series.image for series in axes.series if series.kind == "image")


def _spoken_image(axes: Axes) -> str:
    pixels = _pixels(axes)
    title = f"{axes.title}: " if axes.title else ""
    return f"{title}an image of {len(pixels)} rows and {len(pixels[0]) if pixels else 0} columns."


def _side_by_side(drawn: Sequence[tuple[str, list[Text]]], width: int, look: Look) -> list[RenderableType]:
    heads = [Text(look.text(title), "secondary") for title, _ in drawn]
    height = max(len(lines) for _, lines in drawn)
    rows = [heads] if any(heads) else []
    rows += [[lines[n].copy() if n < len(lines) else Text() for _, lines in drawn] for n in range(height)]
    shown: list[RenderableType] = []
    for row in rows:
        line = Text(" " * INDENT, no_wrap=True, overflow="crop")
        for number, part in enumerate(row):
            part.truncate(width, pad=number + 1 < len(row))
            line.append("  " if number else "")
            line.append_text(part)
        shown.append(line)
    return shown
