"""Reads what was drawn on one pair of matplotlib axes back into series of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Patch, Rectangle, Wedge
from matplotlib.text import Annotation

from .pixels import filled, image_series, mesh_series
from .places import edges, floats, joined, plain, plainly, stepped, to_data, visible, within_data
from .reduced import MOST_POINTS, along, evenly, followed, spread

MOST_CLASSES = 5
"""Points of at most so many colours are told apart by their marks."""
LONGEST_TEXT = 80
MOST_TEXTS = 200

NOT_DRAWN = {
    "Wedge": "A pie is not drawn here. `plt.bar` shows the same numbers, and their sizes are easier to compare.",
    "QuadContourSet": "Contours are not drawn here. `plt.pcolormesh` shows the same numbers as shades.",
    "TriContourSet": "Contours are not drawn here.",
    "Quiver": "Arrows are not drawn here.",
    "Barbs": "Arrows are not drawn here.",
    "FancyArrowPatch": "Arrows are not drawn here.",
    "Table": "A table is not drawn here.",
    "PolyCollection": "Coloured cells that are no rectangles are not drawn here.",
}
"""A sentence for the classes that cannot be drawn in the cells of a terminal."""

Row = dict[str, Any]


def all_series(axes: Any) -> tuple[list[Row], list[str]]:
    """Everything drawn on one pair of axes, and a sentence for each kind of thing that cannot be."""
    axes.get_xlim(), axes.get_ylim()  # matplotlib works out its transforms when it is asked for the limits
    series: list[Row] = []
    missing: list[str] = []
    for artist in artists_of(axes):
        rows = list(rows_of(artist, axes))
        series += rows
        if not rows and type(artist).__name__ not in QUIET:
            name = type(artist).__name__
            missing.append(NOT_DRAWN.get(name, f"Not drawn here: {name}."))
    if not any(isinstance(patch, Wedge) for patch in axes.patches):  # the words of a pie mean nothing without it
        series += [text_series(text, axes) for text in axes.texts[:MOST_TEXTS] if text.get_text().strip()]
    return series, list(dict.fromkeys(missing))


QUIET = ("Line2D", "AxLine", "LineCollection", "EventCollection", "PathCollection", "FillBetweenPolyCollection")
"""Classes of which nothing is said when they hold no numbers."""


def artists_of(axes: Any) -> Iterator[Any]:
    """Lines, points, bars, areas, images, in the order in which `plt.legend` counts them. The hidden stay so."""
    bars = [each for each in axes.containers if isinstance(each, BarContainer)]
    in_bars = {id(patch) for each in bars for patch in each}
    caps = {
        id(cap)
        for each in axes.containers
        if isinstance(each, ErrorbarContainer) and each.lines
        for cap in each.lines[1]
    }
    yield from (line for line in axes.lines if id(line) not in caps and line.get_visible())
    yield from (patch for patch in axes.patches if id(patch) not in in_bars and patch.get_visible())
    yield from (each for each in axes.collections if each.get_visible())
    yield from bars
    yield from (image for image in axes.images if image.get_visible())
    yield from axes.tables


def rows_of(artist: Any, axes: Any) -> Iterator[Row]:
    """The series of one artist; none for what cannot be drawn."""
    found = next((read for kind, read in READERS.items() if isinstance(artist, kind)), None)
    if hasattr(artist, "get_coordinates"):  # `pcolormesh`, `hist2d`, `pcolor`
        yield mesh_series(artist, y_inverted=axes.yaxis_inverted())
    elif found is not None:
        yield from found(artist, axes)
    elif hasattr(artist, "get_extent") and hasattr(artist, "norm"):
        yield image_series(artist)


# One function for each class ----------------------------------------------------------------------------------


def line_rows(line: Any, axes: Any) -> Iterator[Row]:
    x, y = (floats(each) for each in line.get_data(orig=False))
    if not len(x):
        return
    if line.get_transform() != axes.transData:  # `axhline` and `axvline` count one axis from 0 to 1
        points = to_data(line, np.column_stack([x, y]), axes)
        x, y = (points if isinstance(line, AxLine) else within_data(points, axes)).T
    dots_only = line.get_linestyle() in ("None", " ", "")
    steps = str(line.get_drawstyle())
    marked = not dots_only and line.get_marker() not in ("None", "none", " ", "", None)
    kept = spread(x, y, axes) if dots_only else followed(x, y, axes)
    if steps.startswith("steps") and not dots_only:
        kept = stepped(*kept, steps)
    row = row_of("points" if dots_only else "line", kept, len(x), label_of(line, axes))
    yield {**row, "pen": pen_of(line, axes, line.get_color()), **({"marked": True} if marked else {})}


def points_rows(points: Any, axes: Any) -> Iterator[Row]:
    """One series, or one for each class when `c=` gave a few."""
    places, label = filled(points.get_offsets()), label_of(points, axes)
    classes = classes_of(points, len(places))
    for value, name in classes:
        chosen = places if name is None else places[value]
        named = label if not name else f"{label} {name}".strip()
        if len(chosen):
            x, y = chosen.T
            yield row_of("points", spread(x, y, axes), len(x), named)


def classes_of(points: Any, count: int) -> list[tuple[Any, str | None]]:
    """Which points belong together, and what they are called; one nameless class when the colours say nothing."""
    values, colours = points.get_array(), points.get_facecolor()
    if values is not None and len(values) == count:
        numbers = filled(values)
        distinct = few_of(numbers)
        if 1 < len(distinct) <= MOST_CLASSES and np.isfinite(distinct).all():
            return [(numbers == number, f"{number:g}") for number in distinct]
    elif len(colours) == count > 1:
        shades = np.round(np.asarray(colours) * 255) @ [2.0**24, 2.0**16, 2.0**8, 1.0]
        distinct = few_of(shades)
        if 1 < len(distinct) <= MOST_CLASSES:
            return [(shades == shade, "") for shade in distinct]
    return [(None, None)]


def few_of(values: Any) -> Any:
    """The distinct ones in order, as far as they are few: one more than `MOST_CLASSES` at most."""
    found: list[float] = []
    while len(values) and len(found) <= MOST_CLASSES:
        found.append(values[0])
        values = values[values != values[0]]
    return np.sort(found)


def bars_rows(bars: Any, axes: Any) -> Iterator[Row]:
    boxes = np.array(
        [
            [box.get_x(), box.get_y(), box.get_width(), box.get_height()]
            for box in bars
            if isinstance(box, Rectangle) and box.get_visible()
        ],
        dtype=float,
    ).reshape(-1, 4)
    if not len(boxes):
        return
    lying = bars.orientation == "horizontal"
    stands, grows = (1, 0) if lying else (0, 1)
    middles, ends = boxes[:, stands] + boxes[:, stands + 2] / 2, boxes[:, grows] + boxes[:, grows + 2]
    across, up = (axes.yaxis, axes.xaxis) if lying else (axes.xaxis, axes.yaxis)
    kept = along(middles, visible(ends, up), ends=evenly(across))
    base = boxes[kept, grows]
    yield {
        "kind": "bars",
        "x": plain((ends if lying else middles)[kept]),
        "y": plain((middles if lying else ends)[kept]),
        "label": label_of(bars, axes),
        "widths": np.nan_to_num(np.abs(boxes[kept, stands + 2])).tolist(),
        **({"base": plain(base)} if np.any(base != 0) else {}),
        **({"lying": True} if lying else {}),
    }


def area_rows(areas: Any, axes: Any) -> Iterator[Row]:
    """`fill_between`: for each x where it begins and where it ends; gaps between its parts."""
    if areas.get_array() is not None:
        return
    outlines = [to_data(areas, path.vertices, axes) for path in areas.get_paths() if len(path.vertices)]
    if getattr(areas, "t_direction", "x") == "y":  # `fill_betweenx`, `violinplot`
        yield from outlined(areas, axes, outlines)
        return
    parts = list(map(edges, outlines))
    if parts:
        x, one, other = parts[0] if len(parts) == 1 else map(joined, zip(*parts, strict=True))
        kept = along(x, visible(one, axes.yaxis), visible(other, axes.yaxis), ends=evenly(axes.xaxis))
        low, high = (plain(side(one[kept], other[kept])) for side in (np.minimum, np.maximum))
        label, pen = label_of(areas, axes), pen_of(areas, axes, areas.get_facecolor()[:1])
        yield {"kind": "area", "x": plain(x[kept]), "y": high, "base": low, "label": label, "pen": pen}


def outlined(areas: Any, axes: Any, outlines: list[Any]) -> Iterator[Row]:
    """Areas from left to right: their outlines."""
    if outlines:
        row = line_row(joined(outlines), axes, label_of(areas, axes))
        yield {**row, "pen": pen_of(areas, axes, areas.get_facecolor()[:1])}


def segments_rows(segments: Any, axes: Any) -> Iterator[Row]:
    """`vlines`, `hlines`, the bars of `errorbar`: one line with gaps."""
    found = [path.vertices for path in segments.get_paths() if len(path.vertices)]
    if found:
        row = line_row(to_data(segments, joined(found), axes), axes, label_of(segments, axes))
        yield {**row, "pen": pen_of(segments, axes, segments.get_color()[:1])}


def outline_rows(patch: Any, axes: Any) -> Iterator[Row]:
    """Any other shape: its outline; `axhspan` and `axvspan` as the areas they are."""
    if type(patch).__name__ in NOT_DRAWN:
        return
    shapes = patch.get_path().to_polygons(patch.get_transform(), closed_only=False)
    found = [axes.transData.inverted().transform(shape) for shape in shapes if len(shape)]
    if not found:
        return
    label, pen = label_of(patch, axes), pen_of(patch, axes, [patch.get_facecolor()])
    if isinstance(patch, Rectangle) and patch.get_fill():
        corners = within_data(joined(found), axes)
        (left, low), (right, high) = np.nanmin(corners, axis=0).tolist(), np.nanmax(corners, axis=0).tolist()
        row: Row = {"kind": "area", "x": [left, right], "y": [high, high], "base": [low, low], "label": label}
        yield {**row, "pen": pen}
    else:
        yield {**line_row(joined(found), axes, label), "pen": pen}


def text_series(text: Any, axes: Any) -> Row:
    """What `text` and `annotate` write, where it begins."""
    at_its_place = not isinstance(text, Annotation) or text.anncoords == "data"
    place = text.get_position() if at_its_place else text.xy
    point = np.array([[float(axes.convert_xunits(place[0])), float(axes.convert_yunits(place[1]))]])
    point = to_data(text, point, axes) if not isinstance(text, Annotation) else point
    words = " ".join(plainly(text.get_text()).split())[:LONGEST_TEXT]
    return {"kind": "text", "x": plain(point[:, 0]), "y": plain(point[:, 1]), "label": words}


READERS: dict[type, Callable[[Any, Any], Iterator[Row]]] = {
    Line2D: line_rows,
    PathCollection: points_rows,
    LineCollection: segments_rows,
    PolyCollection: area_rows,
    BarContainer: bars_rows,
    Patch: outline_rows,
}
"""The first that fits."""


# What several of them share ------------------------------------------------------------------------------


def line_row(points: Any, axes: Any, label: str) -> Row:
    """A line of n × 2 points."""
    x, y = points.T
    return row_of("line", followed(x, y, axes), len(x), label)


def row_of(kind: str, kept: tuple[Any, Any], count: int, label: str) -> Row:
    """A series; `kept` are the x and the y of those of its points that a chart needs."""
    x, y = map(plain, kept)
    return {"kind": kind, "x": x, "y": y, "label": label, **({"of": count} if count > MOST_POINTS else {})}


def label_of(artist: Any, axes: Any) -> str:
    """Its own, or that of the `errorbar` it is the line of; empty for those that matplotlib makes up."""
    for each in axes.containers:
        if isinstance(each, ErrorbarContainer) and each.lines and each.lines[0] is artist:
            artist = each
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else plainly(label)


def pen_of(artist: Any, axes: Any, colour: Any) -> str:
    """What looks alike: the same for things of one label and one colour."""
    return f"{label_of(artist, axes)} {np.asarray(to_rgba(colour)).round(3).tolist()}"


def to_rgba(colour: Any) -> Any:
    from matplotlib.colors import to_rgba_array

    return to_rgba_array(colour)[:, :3]
