"""Draws figures: charts one under the other, small images side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Figure
from tutor.render.chart import ROWS, chart
from tutor.render.image import image
from tutor.render.look import Look
from tutor.render.prose import INDENT, prose

IMAGE_ROWS = 8
"""Lines of an image that is not alone in its figure."""


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
    across, down = (room, rows + 4) if len(group) == 1 else (max(8, room // min(4, len(group)) - 2), IMAGE_ROWS)
    drawn = [(axes.title, image(_pixels(axes), look, min(room, across), down)) for axes in group]
    width = max((line.cell_len for _, lines in drawn for line in lines), default=1)
    in_line = max(1, (room + 2) // (max(8, width) + 2))
    return [_side_by_side(drawn[n : n + in_line], max(8, width), look) for n in range(0, len(drawn), in_line)]


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
