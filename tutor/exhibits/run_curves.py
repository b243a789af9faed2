"""Charts of runs: curves over each other, the fan of many seeds, the results of a grid as shaded cells."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from tutor.core.comparing import at
from tutor.core.drawings import Axes, Figure, Series
from tutor.core.numbers import short
from tutor.core.runs import Curve, Run, common_metric, final, grows
from tutor.exhibits.curve import scale_of

BOTH_UP_TO = 3
"""So many runs show training and validation; of more, only what they are judged by."""
MARKS = 16
"""Points by which validation is drawn beside the line of its training."""
GRID = 60
"""Epochs at which a fan is computed."""


def curves_figure(runs: Sequence[Run], labels: Sequence[str], title: str = "") -> Figure | None:
    """One chart, a line a run; validation as points of the same look. None where nothing can be drawn."""
    metric = common_metric(runs)
    both = len(runs) <= BOTH_UP_TO and "val_loss" in {name for run in runs for name in run.metrics}
    shown = "loss" if both and all("loss" in run.metrics for run in runs) else metric
    lines: list[Series] = []
    for pen, (run, label) in enumerate(zip(runs, labels, strict=True)):
        if shown in run.metrics:
            lines.append(_line(run.metrics[shown], label, pen))
    if both:
        lines += [
            _dots(run.metrics["val_loss"], f"{label}, validation", pen)
            for pen, (run, label) in enumerate(zip(runs, labels, strict=True))
            if "val_loss" in run.metrics
        ]
    scale = scale_of(lines)
    if scale is None:
        return None
    name = "validation loss" if shown == "val_loss" else shown.replace("_", " ")
    return Figure((Axes(tuple(lines), title=title, x_label="epoch", y_label=name, y_scale=scale),))


def _line(curve: Curve, label: str, pen: int) -> Series:
    heights = tuple(value if math.isfinite(value) else None for value in curve.values)
    return Series("line", tuple(map(float, curve.epochs)), heights, label, pen=pen)


def _dots(curve: Curve, label: str, pen: int) -> Series:
    points = curve.finite
    step = max(1, len(points) // MARKS)
    kept = [*points[::step], *points[-1:]]
    return Series(
        "points", tuple(float(epoch) for epoch, _ in kept), tuple(value for _, value in kept), label, pen=pen
    )


def fan_figure(runs: Sequence[Run]) -> Figure | None:
    """The middle of the curves as a line, their quartiles and extremes as shades. None for fewer than three."""
    metric = common_metric(runs)
    curves = [run.metrics[metric] for run in runs if metric and run.metrics[metric].broken is None]
    if len(curves) < 3:
        return None
    last = min(curve.epochs[-1] for curve in curves)
    first = max(curve.epochs[0] for curve in curves)
    steps = min(GRID, max(1, last - first))
    epochs = [first + (last - first) * step / steps for step in range(steps + 1)]
    columns = [sorted(at(curve, epoch) for curve in curves) for epoch in epochs]
    quarters = [statistics.quantiles(column, n=4, method="inclusive") for column in columns]
    x = tuple(map(float, epochs))
    series = (
        _band(x, [column[0] for column in columns], [column[-1] for column in columns], "all"),
        _band(x, [low for low, _, _ in quarters], [high for _, _, high in quarters], "half of them"),
        Series("line", x, tuple(middle for _, middle, _ in quarters), "the middle"),
    )
    middle = quarters[-1][1]
    said = (
        f"{len(curves)} curves. Their middle goes from {short(quarters[0][1])} to {short(middle)}; at the end the "
        f"lowest is {short(columns[-1][0])}, the highest {short(columns[-1][-1])}.",
    )
    name = "validation loss" if metric == "val_loss" else metric.replace("_", " ")
    scale = scale_of([Series("line", x, tuple(value for column in columns for value in column))])
    axes = Axes(series, x_label="epoch", y_label=name, y_scale=scale or "linear", spoken=said)
    return Figure((axes,))


def _band(x: tuple[float, ...], low: Sequence[float], high: Sequence[float], label: str) -> Series:
    return Series("area", x, tuple(high), label, base=tuple(low))


def grid_figure(
    runs: Sequence[Run | None], rows: Sequence[str], columns: Sequence[str], names: tuple[str, str]
) -> Figure | None:
    """What each pair of settings came to: a row for each value of the first name, bright where it is best.

    None of `runs` where a variant could not be trained.
    """
    known = [run for run in runs if run is not None]
    metric = common_metric(known)
    results = [math.nan if run is None else final(run, metric) for run in runs]
    finite = [value for value in results if math.isfinite(value)]
    if not metric or not finite:
        return None
    shades = _shades(results, better_high=grows(metric))
    width = len(columns)
    image = tuple(tuple(shades[row * width : (row + 1) * width]) for row in reversed(range(len(rows))))
    written = tuple(
        Series("text", (float(place % width),), (float(place // width),), short(value, 3))
        for place, value in enumerate(results)
    )
    ends = (-0.5, width - 0.5), (-0.5, len(rows) - 0.5)
    word = "validation loss" if metric == "val_loss" else metric.replace("_", " ")
    axes = Axes(
        (Series("image", ends[0], ends[1], image=image), *written),
        title=f"{word} at the end",
        x_label=names[1],
        y_label=names[0],
        x_limits=ends[0],
        y_limits=ends[1],
        x_names=tuple((float(place), label) for place, label in enumerate(columns)),
        y_names=tuple((float(place), label) for place, label in enumerate(rows)),
        keys=(("the worst", "the best", ""),),
        spoken=tuple(
            f"{names[0]} {rows[place // width]}, {names[1]} {columns[place % width]}: {short(value)}."
            for place, value in enumerate(results)
        ),
    )
    return Figure((axes,))


def _shades(results: Sequence[float], *, better_high: bool) -> list[float]:
    """From 0, the worst, to 1, the best; on a log scale where they span more than a power of ten."""
    finite = [value for value in results if math.isfinite(value)]
    log = min(finite) > 0 and max(finite) > 10 * min(finite)
    heights = [math.log(value) if log and math.isfinite(value) else value for value in results]
    known = [value for value in heights if math.isfinite(value)]
    low, high = min(known), max(known)
    parts = [(value - low) / (high - low) if high > low else 0.5 for value in heights]
    return [0.0 if not math.isfinite(part) else part if better_high else 1 - part for part in parts]
