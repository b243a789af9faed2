"""Describes a matplotlib figure as the data it was drawn from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.ticker import FixedLocator, LogFormatter, NullFormatter, ScalarFormatter

from .pixels import is_inverted
from .places import plainly
from .series import NOT_DRAWN, all_series, classes_of

MOST_NAMES = 60
"""Names on one axis; no chart has room for more."""
LONGEST_NAME = 40
_FLAT = ("rectilinear",)
"""Kinds of axes that can be drawn; the others have a sentence below."""
_OTHER_AXES = {
    "3d": "A 3-D chart cannot be drawn here.",
    "polar": "A polar chart cannot be drawn here.",
}

Row = dict[str, Any]


def is_drawn(figure: Any) -> bool:
    """Whether there is anything to see but titles and empty axes."""
    return any(holds_something(axes) for axes in figure.axes)


def holds_something(axes: Any) -> bool:
    return bool(axes.has_data() or axes.texts or axes.tables)


def describe_figure(figure: Any) -> dict[str, Any]:
    """The figure as JSON: `axes`, `title`, how many stand `across`, and a `note` on what is missing."""
    shown = [axes for axes in figure.axes if holds_something(axes) and not is_colour_bar(axes)]
    described = [describe_safely(axes) for axes in shown]
    notes = [note for _, axes_notes in described for note in axes_notes]
    return {
        "axes": [axes for axes, _ in described],
        "title": plainly(figure.get_suptitle()),
        "note": " ".join(dict.fromkeys(notes)),
        "across": across(shown),
    }


def is_colour_bar(axes: Any) -> bool:
    return str(axes.get_label()) == "<colorbar>"


def across(shown: Sequence[Any]) -> int:
    """The columns of the grid that `plt.subplots` has made; 0 when there is no grid."""
    if len(shown) < 2:
        return 0
    return max(
        (axes.get_subplotspec().get_gridspec().ncols for axes in shown if axes.get_subplotspec()), default=0
    )


def describe_safely(axes: Any) -> tuple[Row, list[str]]:
    """One chart, or a sentence in its place: a cell must not end in an error that the learner did not make."""
    try:
        return describe_axes(axes)
    except Exception as error:
        return {"series": []}, [f"One chart could not be read ({type(error).__name__}: {error})."]


def describe_axes(axes: Any) -> tuple[Row, list[str]]:
    """One chart, and sentences about what is missing in it."""
    title = plainly(next(filter(None, (axes.get_title(where) for where in ("center", "left", "right"))), ""))
    if axes.name not in _FLAT:
        other = _OTHER_AXES.get(axes.name, f"A chart of the kind `{axes.name}` cannot be drawn here.")
        return {"series": [], "title": title}, [other]
    series, missing = all_series(axes)
    missing += colours_of_points(axes)
    label_by_legend(axes, series)
    number_pens(series)
    return {
        "series": series,
        "title": title,
        "x_label": plainly(axes.get_xlabel()),
        "y_label": plainly(axes.get_ylabel()),
        "x_scale": "log" if axes.get_xscale() == "log" else "linear",
        "y_scale": "log" if axes.get_yscale() == "log" else "linear",
        "x_limits": limits(axes.get_xlim(), free=axes.get_autoscalex_on()),
        "y_limits": limits(axes.get_ylim(), free=axes.get_autoscaley_on()),
        "x_names": list(names_on(axes.xaxis)),
        "y_names": list(names_on(axes.yaxis)),
        "keys": list(colour_keys(axes)),
    }, missing


def colour_keys(axes: Any) -> Iterator[tuple[str, str, str]]:
    """What `plt.colorbar` would tell: for each image and mesh what is darkest, what is brightest, and of what."""
    for shown, low, high, of in colour_bars(axes):
        if not isinstance(shown, PathCollection) and type(shown).__name__ not in NOT_DRAWN:
            yield (high, low, of) if is_inverted(shown) else (low, high, of)


def colours_of_points(axes: Any) -> Iterator[str]:
    """A sentence for points whose many colours would tell something."""
    for shown, low, high, of in colour_bars(axes):
        named = f" of {of}" if of else ""
        points = np.shape(shown.get_offsets())[0] if isinstance(shown, PathCollection) else 0
        if points and classes_of(shown, points) == [(None, None)]:
            yield f"The colours of the points, from {low} to {high}{named}, are not shown here."


def colour_bars(axes: Any) -> Iterator[tuple[Any, str, str, str]]:
    """What has a colour bar, where that begins and ends, and its label."""
    for shown in (*axes.images, *axes.collections):
        if getattr(shown, "colorbar", None) is not None:
            label = plainly(shown.colorbar.ax.get_ylabel() or shown.colorbar.ax.get_xlabel())
            yield shown, f"{shown.norm.vmin:.4g}", f"{shown.norm.vmax:.4g}", label


def label_by_legend(axes: Any, series: Sequence[Row]) -> None:
    """`plt.legend(["one", "two"])` names the series without labelling them."""
    legend = axes.get_legend()
    nameable = [each for each in series if each["kind"] not in ("text", "image")]
    if legend is None or any(each.get("label") for each in nameable):
        return
    for each, text in zip(nameable, legend.get_texts(), strict=False):
        each["label"] = plainly(text.get_text())
        each["pen"] = f"{each.get('pen')} {text.get_text()}"


def number_pens(series: Sequence[Row]) -> None:
    """Pens as numbers from 0; each series without one gets its own."""
    pens: dict[object, int] = {}
    for place, each in enumerate(series):
        each["pen"] = pens.setdefault(each.get("pen", place), len(pens))


def names_on(axis: Any) -> Iterator[list[Any]]:
    """What stands on an axis instead of its plain numbers: categories, dates, what `plt.xticks` was given."""
    words = getattr(axis.units, "_mapping", None)  # matplotlib has no public way to ask for the categories
    formatter = axis.get_major_formatter()
    plain = isinstance(formatter, (ScalarFormatter, LogFormatter, NullFormatter))
    if isinstance(words, dict) and words:
        places, names = list(words.values()), list(words)
    elif not plain or isinstance(axis.get_major_locator(), FixedLocator):
        low, high = sorted(axis.get_view_interval())
        places = [float(place) for place in axis.get_majorticklocs() if low <= place <= high]
        names = [f"{place:g}" for place in places] if plain else formatter.format_ticks(places)
    else:
        return
    for place, name in list(zip(places, names, strict=False))[:MOST_NAMES]:
        if math.isfinite(place) and str(name).strip():
            yield [float(place), plainly(str(name))[:LONGEST_NAME]]


def limits(ends: Sequence[float], *, free: bool) -> list[float] | None:
    """None where the data decides, unless they run backwards."""
    low, high = (float(end) for end in ends)
    if (free and low <= high) or not (math.isfinite(low) and math.isfinite(high)):
        return None
    return [low, high]
