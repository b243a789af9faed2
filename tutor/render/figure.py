"""Draws figures: charts under or beside each other, small images side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, zip_longest

from msgspec.structs import replace
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Figure, Series
from tutor.render.chart import ROWS, chart
from tutor.render.image import halves, image
from tutor.render.look import Look
from tutor.render.prose import INDENT, prose, sentence
from tutor.render.spoken import image_in_words

NARROWEST_CHART = 36
"""Cells a chart needs to stand beside another."""
MANY, LOW_ROWS = 2, 8
"""More charts than that are drawn in fewer lines each."""
PIXEL = -0.5
"""Where the first pixel of `plt.imshow` begins."""
LONGEST_TITLE = 26
"""Cells that the title of an image may be wider than the image."""
IMAGE_ROWS = 8
"""Lines of an image that is not alone in its figure; twice as many for a tall one, where a pixel takes a line."""


def figure(event: Figure, look: Look, rows: int = ROWS) -> RenderableType:
    """All charts of a figure, in the rows of its grid as far as there is room; small images side by side."""
    parts: list[RenderableType] = []
    if event.title:
        parts += [Text(look.text(f"  {event.title}"), "strong", no_wrap=True, overflow="ellipsis"), Text()]
    shown = [axes for axes in event.axes if axes.series or not event.note]  # else the note says why
    if look.spoken and len(shown) > 1:
        shown = [
            replace(axes, title=f"{n} of {len(shown)}" + (f": {axes.title}" if axes.title else ""))
            for n, axes in enumerate(shown, 1)
        ]
    rows = rows if len(shown) <= MANY else LOW_ROWS
    for is_image, group in groupby(shown, _is_image):
        together = list(group)
        drawn = (
            _images(together, look, rows, event.across)
            if is_image
            else _charts(together, look, rows, event.across)
        )
        for lines in drawn:
            parts += [*lines, Text()]
    keys = dict.fromkeys(_key(*key, look) for axes in event.axes for key in axes.keys)
    if note := " ".join(filter(None, [*keys, event.note])):
        parts += [prose(note, look, style="secondary")]
    elif parts:
        parts.pop()
    return Group(*parts)


def _key(dark: str, bright: str, of: str, look: Look) -> str:
    """What a colour bar says. Without greys a bright pixel is a full cell, which is dark on a white screen."""
    named = f" of {of}" if of else ""
    if look.spoken or halves(look):
        return f"Dark stands for {dark}, bright for {bright}{named}."
    return f"An empty cell stands for {dark}, a full one for {bright}{named}."


def _is_image(axes: Axes) -> bool:
    """Whether it is nothing but an image. One that is drawn upon is a chart, or that has something on its axes."""
    measured = axes.y_label or axes.x_names or axes.y_names
    return bool(axes.series) and not measured and all(_is_bare(series) for series in axes.series)


def _is_bare(series: Series) -> bool:
    """Whether its axes would count its pixels, and nothing more: a photo, not the counts of `plt.hist2d`."""
    return series.kind == "image" and (not series.x or series.x[0] == PIXEL)


def _charts(group: Sequence[Axes], look: Look, rows: int, across: int) -> list[list[RenderableType]]:
    """Charts, as many of a row of their grid beside each other as have room."""
    beside = 1 if look.spoken else max(1, min(across, len(group), look.measure // NARROWEST_CHART))
    narrow = replace(look, width=look.measure // beside + 1) if beside > 1 else look
    drawn = [list(chart(axes, narrow, rows)) for axes in group]
    return [
        _abreast(drawn[n : n + beside], narrow) if beside > 1 else drawn[n] for n in range(0, len(drawn), beside)
    ]


def _abreast(charts: Sequence[list[RenderableType]], look: Look) -> list[RenderableType]:
    """The lines of several charts joined, their axes on the same line."""
    axes = [next((n for n, line in enumerate(lines) if _is_axis(line, look)), 0) for lines in charts]
    above = [[Text()] * (max(axes) - place) for place in axes]
    lines: list[RenderableType] = []
    for row in zip_longest(*([*blank, *drawn] for blank, drawn in zip(above, charts, strict=True))):
        line = Text(no_wrap=True, overflow="crop")
        for part in row:
            cell = part.copy() if isinstance(part, Text) else Text()
            cell.truncate(look.measure, pad=True)
            line.append_text(cell)
        line.rstrip()
        lines.append(line)
    return lines


def _is_axis(line: RenderableType, look: Look) -> bool:
    corners = (look.text("└─"), look.text("└┬"))
    return isinstance(line, Text) and line.plain.lstrip().startswith(corners)


def _images(group: Sequence[Axes], look: Look, rows: int, across: int) -> list[list[RenderableType]]:
    """Images of one figure in lines side by side, each under its title."""
    if look.spoken:
        return [[sentence(_spoken_image(axes), look) for axes in group]]
    room = look.measure - INDENT
    alone = len(group) == 1
    widest = room if alone else max(8, room // 2 - 1)
    drawn = [
        (_caption(axes), image(pixels, look, widest, rows + 4 if alone else _image_rows(pixels, look)))
        for axes in group
        for pixels in [_pixels(axes)]
    ]
    wide = max((line.cell_len for _, lines in drawn for line in lines), default=1)
    title = max(len(look.text(_caption(axes))) for axes in group)
    width = max(8, wide, min(title, LONGEST_TITLE, room))
    wanted = across or len(group)
    gap = 1 if across and width * across + across - 1 <= room < (width + 2) * across - 2 else 2
    in_line = max(1, min((room + gap) // (width + gap), wanted))
    return [_side_by_side(drawn[n : n + in_line], width, gap, look) for n in range(0, len(drawn), in_line)]


def _image_rows(pixels: tuple[tuple[float, ...], ...], look: Look) -> int:
    whole_lines = not halves(look)
    return IMAGE_ROWS * (2 if whole_lines and len(pixels) > IMAGE_ROWS else 1)


def _pixels(axes: Axes) -> tuple[tuple[float, ...], ...]:
    return next(series.image for series in axes.series if series.kind == "image")


def _caption(axes: Axes) -> str:
    """Its title, or what many write below an image: `plt.xlabel(class_names[label])`."""
    return ", ".join(filter(None, (axes.title, axes.x_label)))


def _spoken_image(axes: Axes) -> str:
    title = f"{_caption(axes)}: " if _caption(axes) else ""
    return f"{title}{image_in_words(_pixels(axes))}."


def _side_by_side(
    drawn: Sequence[tuple[str, list[Text]]], width: int, gap: int, look: Look
) -> list[RenderableType]:
    heads = [Text(look.text(title), "secondary") for title, _ in drawn]
    height = max(len(lines) for _, lines in drawn)
    rows = [heads] if any(heads) else []
    rows += [[lines[n].copy() if n < len(lines) else Text() for _, lines in drawn] for n in range(height)]
    shown: list[RenderableType] = []
    for row in rows:
        line = Text(" " * INDENT, no_wrap=True, overflow="crop")
        for number, part in enumerate(row):
            part.truncate(width, pad=number + 1 < len(row))
            line.append(" " * gap if number else "")
            line.append_text(part)
        shown.append(line)
    return shown
