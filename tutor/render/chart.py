"""Draws one chart as text: its words, its scales, and what is read aloud in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from tutor.core.drawings import Axes, Series
from tutor.render.drawing import Drawing, stands
from tutor.render.frame import framed, legend, words
from tutor.render.look import Look
from tutor.render.prose import sentence
from tutor.render.scale import Scale, scale_for
from tutor.render.spoken import points_of, told

ROWS = 12
"""Lines of the drawing itself, without its frame and its words."""
MOST_BARS = 40
"""Lines that a chart of lying bars may take, one for each."""

Values = list[float | None]


def chart(axes: Axes, look: Look, rows: int = ROWS) -> Iterator[RenderableType]:
    """One chart, line by line, within the measure; a sentence for each series when it is read aloud."""
    drawable = [series for series in axes.series if _is_drawable(series)]
    if axes.title:
        yield words(axes.title, look, "strong")
    if not drawable:
        yield words("Nothing to draw: there are no finite numbers.", look, "secondary")
        return
    if look.spoken:
        yield from (sentence(said, look) for said in told(axes, drawable))
        return
    x_scale, y_scale = _scales(axes, drawable)
    if axes.y_label or y_scale.log:
        yield words(_axis_label(axes.y_label, y_scale), look, "secondary")
    drawing = Drawing(drawable, x_scale, y_scale, look)
    yield from framed(drawing.lines, x_scale, y_scale, look, _rows(drawable, rows))
    if axes.x_label or x_scale.log:
        yield words(_axis_label(axes.x_label, x_scale), look, "secondary", flush_right=True)
    yield from legend(drawing.legend(), look)


def _axis_label(label: str, scale: Scale) -> str:
    return ", ".join(part for part in (label, "log scale" if scale.log else "") if part)


def _is_drawable(series: Series) -> bool:
    if series.kind in ("image", "regions") and not (series.x and series.image and series.image[0]):
        return False  # it has no place
    return bool(points_of(series))


def _rows(drawable: Sequence[Series], rows: int) -> int:
    """As many lines as asked for, but whole ones for each lying bar and for each row of an image with words."""
    lying = {y for series in drawable if series.lying for y in series.y if y is not None}
    images = [series for series in drawable if series.kind == "image"]
    written = any(series.kind == "text" for series in drawable)
    each = len(lying) or (len(images[0].image) if images and written else 0)
    return min(MOST_BARS, each * max(1, rows // each)) if each else rows


# Scales --------------------------------------------------------------------------------------------------


def _scales(axes: Axes, drawable: Sequence[Series]) -> tuple[Scale, Scale]:
    shown = [series for series in drawable if series.kind != "text"] or drawable
    xs, ys = Values(), Values()
    whole = True
    for series in shown:
        across, up, base = _extent(series)
        middles = series.y if series.lying else across
        whole = whole and all(x is None or x - x != 0 or float(x).is_integer() for x in across)
        if series.kind == "bars":
            ends = [end for pair in stands(middles, () if series.lying else series.widths) for end in pair]
            (ys if series.lying else xs).extend(ends)
        xs += across
        ys += up
        (xs if series.lying else ys).extend(base)
    x_log, y_log = axes.x_scale == "log", axes.y_scale == "log"
    return (
        scale_for(xs, log=x_log, limits=axes.x_limits, whole=whole, names=axes.x_names),
        scale_for(ys, log=y_log, limits=axes.y_limits, names=axes.y_names),
    )


def _extent(series: Series) -> tuple[Values, Values, Values]:
    """The x and y of a series, and where its bars or areas begin. Only those with both count."""
    xs: Values = [*series.x] or [float(place) for place in range(len(series.y))]
    pairs = [(x, y) for x, y in zip(xs, series.y, strict=False) if x is not None and y is not None]
    base: Values = [*(series.base or (0.0,))] if series.kind in ("bars", "area") else []
    return [x for x, _ in pairs], [y for _, y in pairs], base
