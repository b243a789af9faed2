"""Draws one chart as text. The only place that knows plotext, which paints the marks; the frame is ours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rich.console import RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Series
from tutor.core.numbers import short
from tutor.render.bars import bars
from tutor.render.frame import framed, legend, words
from tutor.render.look import Look
from tutor.render.prose import prose
from tutor.render.regions import regions, shade
from tutor.render.scale import Scale, scale_for

ROWS = 12
"""Lines of the drawing itself, without its frame and its words."""
FEW_POINTS = 80
"""Up to so many points each gets a mark of its own; more become dots."""
PALETTE = ("accent", "not_yet", "right", "keyword", "secondary")
_DASHES = ("1", "110", "10", "1100", "11110")
"""A line's pattern, column by column, so that two lines differ without colour."""
_POINTS = ("•", "×", "+", "o", "▪")
_ASCII_MARKS = ("*", "o", "+", "x", "#")
_FIRST_BRAILLE = 0x2800
_BLANKS = " ⠀"

Place = tuple[float, float]


def chart(axes: Axes, look: Look, rows: int = ROWS) -> Iterator[RenderableType]:
    """One chart, line by line, within the measure; a sentence for each series when it is read aloud."""
    drawable = [series for series in axes.series if _points(series)]
    if axes.title:
        yield words(axes.title, look, "strong")
    if not drawable:
        yield words("Nothing to draw: there are no finite numbers.", look, "secondary")
        return
    if look.spoken:
        yield from (prose(_spoken(series), look) for series in drawable if series.kind != "regions")
        return
    x_scale, y_scale = _scales(axes, drawable)
    if axes.y_label or y_scale.log:
        yield words(_axis_label(axes.y_label, y_scale), look, "secondary")
    drawing = _Drawing(drawable, x_scale, y_scale, look)
    yield from framed(drawing.lines, x_scale, y_scale, look, rows)
    if axes.x_label or x_scale.log:
        yield words(_axis_label(axes.x_label, x_scale), look, "secondary", flush_right=True)
    yield from legend(drawing.legend_entries(), look)


def _axis_label(label: str, scale: Scale) -> str:
    return ", ".join(part for part in (label, "log scale" if scale.log else "") if part)


def _points(series: Series) -> list[Place]:
    """Where there is both an x and a y; bare y values are numbered from 0."""
    xs = series.x or tuple(map(float, range(len(series.y))))
    pairs = ((x, y) for x, y in zip(xs, series.y, strict=False) if x is not None and y is not None)
    return [(x, y) for x, y in pairs if math.isfinite(x) and math.isfinite(y)]


def _spoken(series: Series) -> str:
    points = _points(series)
    (_, first), (_, last) = points[0], points[-1]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    name = f"{series.label}: " if series.label else ""
    course = f", first {short(first)}, last {short(last)}" if series.kind == "line" else ""
    spans = f"x from {short(min(xs))} to {short(max(xs))}, y from {short(min(ys))} to {short(max(ys))}"
    return f"{name}{len(points)} values, {spans}{course}."


# Scales --------------------------------------------------------------------------------------------------


def _scales(axes: Axes, drawable: Sequence[Series]) -> tuple[Scale, Scale]:
    xs, ys = list[float](), list[float]()
    for series in drawable:
        points = _points(series)
        xs += [x for x, _ in points]
        ys += [y for _, y in points]
        if series.kind == "bars":
            half = _spacing(xs) / 2
            xs += [min(xs) - half, max(xs) + half]
            ys += [] if axes.y_scale == "log" else [0.0]
    whole = all(float(x).is_integer() for x in xs)
    x_scale = scale_for(xs, log=axes.x_scale == "log", limits=axes.x_limits, whole=whole)
    return x_scale, scale_for(ys, log=axes.y_scale == "log", limits=axes.y_limits)


def _spacing(xs: Sequence[float]) -> float:
    """The smallest distance between two neighbours; 1 when there are none."""
    ordered = sorted(set(xs))
    return min((b - a for a, b in pairwise(ordered)), default=1.0)


# Marks ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Mark:
    """How one series is drawn."""

    marker: str
    """plotext's name of it: `braille`, or the character itself."""
    dashes: str
    """`1` for every column that is drawn, over and over."""
    sample: str
    """For the legend."""


@dataclass(frozen=True)
class _Drawing:
    """All series of one chart, on the scales they share."""

    series: Sequence[Series]
    x_scale: Scale
    y_scale: Scale
    look: Look

    def lines(self, columns: int, rows: int) -> list[Text]:
        """All series, one over the other: the later ones hide the earlier, points hide lines."""
        cells = [[(" ", "")] * columns for _ in range(rows)]
        order = {"regions": -1, "bars": 0, "line": 1, "points": 2}
        for number, series in sorted(enumerate(self.series), key=lambda item: order.get(item[1].kind, 1)):
            for row, line in enumerate(self._layer(number, series, columns, rows)):
                for column, character in enumerate(line[:columns]):
                    if character not in _BLANKS:
                        cells[row][column] = (_merged(cells[row][column][0], character), self._style(number))
        return [_joined(row) for row in cells]

    def legend_entries(self) -> Iterator[tuple[str, str, str]]:
        for number, series in enumerate(self.series):
            if series.label:
                yield self._mark(number).sample, self._style(number), series.label

    def _mark(self, number: int) -> _Mark:
        series, kind = self.series[number], number % len(_POINTS)
        if series.kind == "bars":
            return _Mark("", "1", "█" if self.look.unicode else "#")
        if series.kind == "regions":
            return _Mark("", "1", 2 * self._shade(number))
        if not self.look.unicode:
            return _Mark(_ASCII_MARKS[kind], "1", _ASCII_MARKS[kind])
        if series.kind == "points":
            few = len(series.y) <= FEW_POINTS
            return _Mark(_POINTS[kind] if few else "braille", "1", _POINTS[kind] if few else "⠢")
        lines_before = sum(each.kind == "line" for each in self.series[:number])
        dashes = _DASHES[lines_before % len(_DASHES)]
        return _Mark("braille", dashes, "".join("⠒" if dashes[n % len(dashes)] == "1" else " " for n in range(5)))

    def _layer(self, number: int, series: Series, columns: int, rows: int) -> list[str]:
        """One series alone, as rows of characters."""
        if series.kind == "bars":
            return self._bars(series, columns, rows)
        if series.kind == "regions":
            return regions(series, self.x_scale, self.y_scale, columns, rows, self._shade(number))
        mark, lines = self._mark(number), series.kind == "line"
        stretches = [
            _reduced_line(stretch, columns) if lines else _reduced_points(stretch, columns, rows)
            for stretch in _stretches(series, self.x_scale, self.y_scale)
        ]
        return [_dashed(line, mark.dashes) for line in _painted(stretches, mark.marker, lines, columns, rows)]

    def _bars(self, series: Series, columns: int, rows: int) -> list[str]:
        placed = [(self.x_scale.place(x), self.y_scale.place(y)) for x, y in _points(series)]
        places = [(x, y) for x, y in placed if x is not None and y is not None]
        base = self.y_scale.place(0.0) or 0.0
        return bars(places, base, _spacing([x for x, _ in places]), columns, rows, unicode=self.look.unicode)

    def _shade(self, number: int) -> str:
        before = sum(each.kind == "regions" for each in self.series[:number])
        return shade(before, unicode=self.look.unicode)

    def _style(self, number: int) -> str:
        return "secondary" if self.series[number].kind == "regions" else PALETTE[number % len(PALETTE)]


def _merged(under: str, over: str) -> str:
    """Two braille characters share their dots; anything else hides what is under it."""
    dots, more = ord(under) - _FIRST_BRAILLE, ord(over) - _FIRST_BRAILLE
    return chr(_FIRST_BRAILLE + (dots | more)) if 0 <= dots < 256 and 0 <= more < 256 else over


def _dashed(line: str, dashes: str) -> str:
    return "".join(c if dashes[n % len(dashes)] == "1" else " " for n, c in enumerate(line))


def _joined(row: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    for style, cells in groupby(row, key=lambda cell: cell[1]):
        text.append("".join(character for character, _ in cells), style or None)
    text.rstrip()
    return text


def _stretches(series: Series, x_scale: Scale, y_scale: Scale) -> Iterator[list[Place]]:
    """The series' places, broken at its gaps."""
    stretch: list[Place] = []
    xs = series.x or tuple(map(float, range(len(series.y))))
    for x, y in zip(xs, series.y, strict=False):
        across, up = x_scale.place(x), y_scale.place(y)
        if across is None or up is None:
            if series.kind == "line" and stretch:
                yield stretch
                stretch = []
        else:
            stretch.append((across, up))
    if stretch:
        yield stretch


def _reduced_line(places: list[Place], columns: int) -> list[Place]:
    """At most four points for each column: where the line enters, its extremes, where it leaves."""
    if len(places) <= 4 * columns:
        return places
    size = -(-len(places) // columns)
    reduced: list[Place] = []
    for start in range(0, len(places), size):
        part = places[start : start + size]
        heights = [height for _, height in part]
        chosen = {0, heights.index(min(heights)), heights.index(max(heights)), len(part) - 1}
        reduced += [part[n] for n in sorted(chosen)]
    return reduced


def _reduced_points(places: list[Place], columns: int, rows: int) -> list[Place]:
    """One point for each dot of the drawing, 2 × 4 to a cell; those outside left out."""
    inside = ((x, y) for x, y in places if 0 <= x <= 1 and 0 <= y <= 1)
    return list({(round(x * columns * 2), round(y * rows * 4)): (x, y) for x, y in inside}.values())


def _painted(stretches: Sequence[list[Place]], marker: str, lines: bool, columns: int, rows: int) -> list[str]:
    """plotext's drawing of places from 0 to 1, without axes and colours. Other numbers it never sees."""
    import plotext

    plotext.terminal.limit(False, False)  # else it cuts the drawing to the size of its own terminal
    canvas = plotext.figure
    canvas.clear()
    canvas.plot_size(columns, rows)
    canvas.axes(False)
    for axis, side in (("x", "lower"), ("y", "left")):
        ruler = canvas.ruler(axis, side)
        ruler.lim(0, 1)
        ruler.frequency(0)
    for places in filter(None, stretches):
        signal = canvas.signal([x for x, _ in places], [y for _, y in places], marker=marker)
        canvas.draw(signal.lines() if lines and len(places) > 1 else signal)
    drawn: str = canvas.build().string(colorless=True)
    return drawn.split("\n")[:rows]
