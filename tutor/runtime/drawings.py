"""Reads a matplotlib figure back into the data it was drawn from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.lines import AxLine
from matplotlib.patches import Rectangle

MOST_POINTS = 1000
LARGEST_IMAGE = 64
"""Pixels to a side; larger images are averaged down."""
MOST_NAMES = 12

Row = dict[str, Any]


def is_drawn(figure: Any) -> bool:
    """Whether there is anything to see but titles and empty axes."""
    return any(axes.has_data() or axes.texts for axes in figure.axes)


def describe_figure(figure: Any) -> dict[str, Any]:
    """The figure as JSON: `axes`, `title` and `note`, which names what could not be described."""
    described = [describe_axes(axes) for axes in figure.axes]
    notes = [note for _, axes_notes in described for note in axes_notes]
    return {
        "axes": [axes for axes, _ in described],
        "title": figure.get_suptitle(),
        "note": " ".join(dict.fromkeys(notes)),
    }


def describe_axes(axes: Any) -> tuple[Row, list[str]]:
    """One chart, and sentences about what is missing in it."""
    if axes.name == "3d":
        return {"series": [], "title": axes.get_title()}, ["A 3-D chart cannot be drawn here."]
    series, missing = all_series(axes)
    label_by_legend(axes, series)
    notes = [f"Not drawn here: {', '.join(missing)}."] if missing else []
    notes += category_notes(axes)
    return {
        "series": series,
        "title": axes.get_title(),
        "x_label": axes.get_xlabel(),
        "y_label": axes.get_ylabel(),
        "x_scale": "log" if axes.get_xscale() == "log" else "linear",
        "y_scale": "log" if axes.get_yscale() == "log" else "linear",
        "x_limits": None if axes.get_autoscalex_on() else limits(axes.get_xlim()),
        "y_limits": None if axes.get_autoscaley_on() else limits(axes.get_ylim()),
    }, notes


def all_series(axes: Any) -> tuple[list[Row], list[str]]:
    """Everything drawn on one pair of axes, and the names of the things that cannot be described."""
    bars = [each for each in axes.containers if isinstance(each, BarContainer)]
    in_bars = {id(patch) for each in bars for patch in each}
    points = [each for each in axes.collections if isinstance(each, PathCollection)]
    lines = [each for each in axes.lines if not isinstance(each, AxLine)]
    series = [line_series(each, axes) for each in lines]
    series += [points_series(each) for each in points]
    series += [bars_series(each) for each in bars if each.orientation != "horizontal"]
    series += [image_series(each) for each in axes.images]
    others = [each for each in axes.collections if not isinstance(each, PathCollection)]
    others += [each for each in axes.patches if id(each) not in in_bars]
    missing = ["horizontal bars" for each in bars if each.orientation == "horizontal"]
    missing += ["endless lines" for each in axes.lines if isinstance(each, AxLine)]
    missing += [PLAIN_NAMES.get(type(each).__name__, type(each).__name__) for each in others]
    missing += ["text"] if axes.texts else []
    return series, list(dict.fromkeys(missing))


PLAIN_NAMES = {
    "Wedge": "pie pieces",
    "PolyCollection": "filled areas",
    "FillBetweenPolyCollection": "filled areas",
    "Polygon": "outlines",
    "StepPatch": "outlines",
    "QuadMesh": "a colour mesh",
    "LineCollection": "line segments",
    "QuadContourSet": "contours",
    "Rectangle": "rectangles",
    "FancyArrow": "arrows",
    "Quiver": "arrows",
}


def line_series(line: Any, axes: Any) -> Row:
    x, y = line.get_data(orig=False)
    x, y = floats(x), floats(y)
    if line.get_transform() != axes.transData:  # axhline and axvline count one axis from 0 to 1
        points = (line.get_transform() - axes.transData).transform(np.column_stack([x, y]))
        x, y = points[:, 0], points[:, 1]
    dots_only = line.get_linestyle() in ("None", " ", "")
    return xy_series("points" if dots_only else "line", x, y, line)


def points_series(points: Any) -> Row:
    offsets: Any = np.ma.filled(np.ma.asarray(points.get_offsets(), dtype=float), np.nan)
    return xy_series("points", offsets[:, 0], offsets[:, 1], points)


def bars_series(bars: Any) -> Row:
    boxes = [patch for patch in bars if isinstance(patch, Rectangle)]
    centres = floats([box.get_x() + box.get_width() / 2 for box in boxes])
    return xy_series("bars", centres, floats([box.get_y() + box.get_height() for box in boxes]), bars)


def xy_series(kind: str, x: Any, y: Any, artist: Any) -> Row:
    kept = thinned(y)
    label = str(artist.get_label() or "")
    return {
        "kind": kind,
        "x": [finite(value) for value in x[kept]],
        "y": [finite(value) for value in y[kept]],
        "label": "" if label.startswith("_") else label,
    }


def image_series(image: Any) -> Row:
    """Brightness from 0 to 1, top row first, as bright as matplotlib would paint it."""
    pixels: Any = np.ma.filled(np.ma.asarray(image.get_array(), dtype=float), np.nan)
    if pixels.ndim == 3:
        scale = 255 if np.asarray(image.get_array()).dtype.kind in "ui" else 1
        brightness = luminance(pixels / scale)
    else:
        image.autoscale_None()
        brightness = np.asarray(np.ma.filled(image.norm(pixels), np.nan), dtype=float)
        dark_to_bright = luminance(np.array(image.cmap([0.0, 1.0])))
        if dark_to_bright[0] > dark_to_bright[1]:  # `cmap="binary"` paints zero white
            brightness = 1 - brightness
    if image.origin == "lower":
        brightness = brightness[::-1]
    small = shrunk(shrunk(np.nan_to_num(brightness)).T).T
    return {"kind": "image", "image": np.clip(small, 0, 1).round(3).tolist()}


def luminance(colours: Any) -> Any:
    """Brightness of red, green and blue as the eye weighs them (ITU-R BT.601)."""
    return colours[..., :3] @ np.array([0.299, 0.587, 0.114])


def shrunk(rows: Any) -> Any:
    """At most `LARGEST_IMAGE` rows: neighbours are averaged."""
    if len(rows) <= LARGEST_IMAGE:
        return rows
    return np.stack([block.mean(axis=0) for block in np.array_split(rows, LARGEST_IMAGE)])


def thinned(values: Any) -> list[int]:
    """Places to keep: all up to `MOST_POINTS`, else about as many evenly, with the ends and both extremes."""
    count = len(values)
    if count <= MOST_POINTS:
        return list(range(count))
    even = {round(place * (count - 1) / (MOST_POINTS - 3)) for place in range(MOST_POINTS - 2)}
    if np.isfinite(values).any():
        even |= {int(np.nanargmin(values)), int(np.nanargmax(values))}
    return sorted(even)


def label_by_legend(axes: Any, series: Sequence[Row]) -> None:
    """`plt.legend(["one", "two"])` names the series without labelling them."""
    legend = axes.get_legend()
    if legend is None or any(each.get("label") for each in series):
        return
    for each, text in zip(series, legend.get_texts(), strict=False):
        each["label"] = text.get_text()


def category_notes(axes: Any) -> list[str]:
    """What the numbers of an axis stand for, when the data were words."""
    notes = []
    for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        words = getattr(axis.units, "_mapping", None)  # matplotlib has no public way to ask for them
        if isinstance(words, dict) and words:
            listed = [f"{number} is {word}" for word, number in list(words.items())[:MOST_NAMES]]
            notes.append(f"On the {name} axis, {', '.join(listed)}{' ...' if len(words) > MOST_NAMES else ''}.")
    return notes


def floats(values: Any) -> Any:
    return np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)


def finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def limits(ends: Sequence[float]) -> list[float]:
    return [float(end) for end in ends]
