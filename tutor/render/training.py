"""Draws a training: while it runs, and what it came to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Column, Series, Table
from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.core.numbers import short
from tutor.render.chart import ROWS, chart
from tutor.render.look import Look
from tutor.render.prose import prose
from tutor.render.table import table
from tutor.render.thinned import Point, Thinned

NUMBER_WIDTH = 10
"""Cells of a number in the live table, so that nothing moves when a digit comes or goes."""
NARROWEST_BAR = 8
RATE = "learning_rate"
_GROWING = ("acc", "auc", "precision", "recall", "f1", "iou", "r2", "similarity")
"""Metrics with one of these in their name are better when they are larger."""


class Training:
    """One `fit`, gathered from its events as they come. It stays small, however many epochs there are."""

    def __init__(self, started: TrainingStarted) -> None:
        self.started = started
        self.done = 0
        """Epochs so far."""
        self.latest: Epoch | None = None
        self.weights: Mapping[str, float] = {}
        self._curves: dict[str, Thinned] = {}

    def add(self, epochs: Epochs) -> None:
        for row in epochs.rows:
            for name, value in row.metrics.items():
                self._curves.setdefault(name, Thinned()).add(row.number, value)
        self.done += len(epochs.rows)
        self.latest = epochs.rows[-1] if epochs.rows else self.latest
        self.weights = epochs.weights or self.weights

    @property
    def curves(self) -> Mapping[str, Thinned]:
        """Every metric, in the order in which Keras names them. The learning rate only when it changes."""
        return {name: curve for name, curve in self._curves.items() if name != RATE or not curve.level}

    @property
    def last(self) -> int:
        """The number of the last epoch that was asked for."""
        return max(self.started.total, self.latest.number if self.latest else 0)


def live(training: Training, seconds: float, look: Look) -> RenderableType:
    """Progress, curve and numbers while the epochs come in; `seconds` since the beginning."""
    numbers = numbers_table(training, look)
    lines_for_the_rest = 11 + len(training.curves) + len(training.weights)
    rows = min(ROWS, look.height - lines_for_the_rest)
    drawn = [Text(), *curve(training, look, rows, whole=True)] if training.done > 1 and rows >= 4 else []
    return Group(
        progress(training, seconds, look),
        *drawn,
        Text(),
        numbers,
        Text(),
        Text("  Ctrl-C stops here", "secondary"),
    )


def progress(training: Training, seconds: float, look: Look) -> Text:
    """`Training   epoch 317 / 500   ━━━━━───   0.6 s, 0.4 s left` on one line."""
    first, last = training.started.first, training.last
    total = max(1, last - first + 1)
    share = min(1.0, training.done / total)
    number = training.latest.number if training.latest else first
    counted = f"epoch {number:>{len(str(last))}} / {last}"
    left = f", {duration(seconds / share - seconds)} left" if 0 < share < 1 and seconds >= 1 else ""
    head, tail = f"  Training   {counted}   ", f"   {duration(seconds)}{left}"
    width = min(32, look.measure - len(head) - len(tail))
    if width < NARROWEST_BAR:
        return Text.assemble("  Training", (f"   {counted}   {duration(seconds)}", "secondary"), no_wrap=True)
    full = round(share * width)
    bar = ((look.text("━") * full, "accent"), (look.text("─") * (width - full), "secondary"))
    return Text.assemble(head, *bar, (tail, "secondary"), no_wrap=True)


def duration(seconds: float) -> str:
    """`0.6 s`, `47 s`, `3 min 20 s`, `2 h 5 min`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def curve(training: Training, look: Look, rows: int, *, whole: bool = False) -> Iterator[RenderableType]:
    """The loss, and the validation loss beside it, on a logarithmic scale when every value is positive.

    `whole`: the axis reaches to the last epoch asked for, be it reached or not.
    """
    curves = training.curves
    drawn = tuple(name for name in curves if name in ("loss", "val_loss")) or tuple(curves)[:1]
    series = tuple(_line(name, curves[name]) for name in drawn)
    values = [value for each in series for value in each.y if value is not None]
    kind = training.started.loss.replace("_", " ")
    label = drawn[0] + (f" ({kind})" if kind and drawn[0] == "loss" else "")
    limits = (float(training.started.first), float(max(training.last, training.started.first + 1)))
    axes = Axes(
        series=series if len(series) > 1 else tuple(Series(each.kind, each.x, each.y) for each in series),
        y_label=label,
        x_label="" if whole else "epoch",
        x_limits=limits if whole else None,
        y_scale="log" if values and min(values) > 0 else "linear",
    )
    yield from chart(axes, look, rows)


def _line(name: str, curve: Thinned) -> Series:
    x = tuple(float(number) for number, _ in curve)
    return Series("line", x, tuple(value if math.isfinite(value) else None for _, value in curve), name)


def numbers_table(training: Training, look: Look) -> RenderableType:
    """Every metric and weight: at the start and now."""
    rows = [(name, *_padded(curve.first[1], curve.last[1])) for name, curve in training.curves.items()]
    rows += [(name, *_padded(training.started.weights.get(name), now)) for name, now in training.weights.items()]
    return table(Table((Column(""), Column("start", number=True), Column("now", number=True)), tuple(rows)), look)


def _padded(*values: float | None) -> tuple[str, ...]:
    return tuple(f"{'' if value is None else short(value):>{NUMBER_WIDTH}}" for value in values)


def milestone(training: Training, latest: Epoch) -> str:
    """One line on how far it is, for a terminal that only appends."""
    known = latest.metrics
    numbers = ", ".join(f"{name} {short(known[name])}" for name in training.curves if name in known)
    return f"  epoch {latest.number} of {training.last}: {numbers}"


def summary(training: Training, ended: TrainingEnded, look: Look) -> RenderableType:
    """What it came to: epochs and time, the curve, all numbers at start and end, the best where it differs."""
    epochs = f"{ended.epochs} epoch" + ("" if ended.epochs == 1 else "s")
    stopped = f", stopped before {training.last}" if ended.stopped and ended.epochs < training.last else ""
    head = Text(f"  {epochs} in {duration(ended.seconds)}{stopped}", "secondary")
    if not training.done:
        return head
    parts: list[RenderableType] = [head, Text()]
    if training.done > 1 and not look.spoken:
        parts += [*curve(training, look, ROWS), Text()]
    parts.append(_result_table(training, look))
    if broken := _broken(training):
        parts += [Text(), prose(broken, look)]
    return Group(*parts)


def _result_table(training: Training, look: Look) -> RenderableType:
    rows: list[tuple[str, ...]] = []
    best_matters = False
    for name, curve in training.curves.items():
        best = _best(name, curve)
        best_matters |= best is not None and best[0] < curve.last[0]
        found = ("", "") if best is None else (short(best[1]), str(best[0]))
        rows.append((name, short(curve.first[1]), short(curve.last[1]), *found))
    for name, now in training.weights.items():
        start = training.started.weights.get(name)
        rows.append((name, "" if start is None else short(start), short(now), "", ""))
    names = ("", "start", "end", "best", "at epoch") if best_matters else ("", "start", "end")
    columns = tuple(Column(name, number=bool(name)) for name in names)
    return table(Table(columns, tuple(row[: len(names)] for row in rows)), look)


def _best(name: str, curve: Thinned) -> Point | None:
    """The epoch and the value of the best, the first of equals; None when none is finite."""
    return curve.highest if any(part in name.lower() for part in _GROWING) else curve.lowest


def _broken(training: Training) -> str:
    """The sentence for a loss that left the finite numbers; empty when it did not."""
    loss = training.curves.get("loss")
    if loss is None or loss.broken is None:
        return ""
    number, value = loss.broken
    return (
        f"The loss is `{value}` from epoch {number} on. The steps were too large, or the data holds a "
        "number that is missing or infinite. Try a smaller learning rate, and look at the data."
    )
