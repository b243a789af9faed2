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

NUMBER_WIDTH = 10
"""Cells of a number in the live table, so that nothing moves when a digit comes or goes."""
NARROWEST_BAR = 8
RATE = "learning_rate"
_GROWING = ("acc", "auc", "precision", "recall", "f1", "iou", "r2", "similarity")
"""Metrics with one of these in their name are better when they are larger."""


class Training:
    """One `fit`, gathered from its events as they come."""

    def __init__(self, started: TrainingStarted) -> None:
        self.started = started
        self.rows: list[Epoch] = []
        self.weights: Mapping[str, float] = {}
        self._rates: set[float | None] = set()

    def add(self, epochs: Epochs) -> None:
        self.rows += epochs.rows
        self.weights = epochs.weights or self.weights
        if len(self._rates) < 2:
            self._rates |= {row.metrics.get(RATE) for row in epochs.rows}

    @property
    def metrics(self) -> tuple[str, ...]:
        """In the order in which Keras names them. The learning rate is among them only when it changes."""
        names = dict.fromkeys(name for row in self.rows[-1:] for name in row.metrics)
        return tuple(name for name in names if name != RATE or len(self._rates) > 1)

    def values(self, name: str) -> list[float]:
        """One value an epoch, nan where it was not measured."""
        return [row.metrics.get(name, math.nan) for row in self.rows]

    @property
    def done(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        """The number of the last epoch that was asked for."""
        return max(self.started.total, self.rows[-1].number if self.rows else 0)


def live(training: Training, seconds: float, look: Look) -> RenderableType:
    """Progress, curve and numbers while the epochs come in; `seconds` since the beginning."""
    numbers = numbers_table(training, look)
    lines_for_the_rest = 11 + len(training.metrics) + len(training.weights)
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
    number = training.rows[-1].number if training.rows else first
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
    drawn = tuple(name for name in training.metrics if name in ("loss", "val_loss")) or training.metrics[:1]
    x = tuple(float(row.number) for row in training.rows)
    series = tuple(Series("line", x, _finite(training.values(name)), name) for name in drawn)
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


def _finite(values: list[float]) -> tuple[float | None, ...]:
    return tuple(value if math.isfinite(value) else None for value in values)


def numbers_table(training: Training, look: Look) -> RenderableType:
    """Every metric and weight: at the start and now."""
    rows = [(name, *_padded(training.values(name)[0], training.values(name)[-1])) for name in training.metrics]
    rows += [(name, *_padded(training.started.weights.get(name), now)) for name, now in training.weights.items()]
    return table(Table((Column(""), Column("start", number=True), Column("now", number=True)), tuple(rows)), look)


def _padded(*values: float | None) -> tuple[str, ...]:
    return tuple(f"{'' if value is None else short(value):>{NUMBER_WIDTH}}" for value in values)


def milestone(training: Training) -> str:
    """One line on how far it is, for a terminal that only appends."""
    row = training.rows[-1]
    numbers = ", ".join(f"{name} {short(row.metrics[name])}" for name in training.metrics if name in row.metrics)
    return f"  epoch {row.number} of {training.last}: {numbers}"


def summary(training: Training, ended: TrainingEnded, look: Look) -> RenderableType:
    """What it came to: epochs and time, the curve, all numbers at start and end, the best where it differs."""
    epochs = f"{ended.epochs} epoch" + ("" if ended.epochs == 1 else "s")
    stopped = f", stopped before {training.last}" if ended.stopped and ended.epochs < training.last else ""
    head = Text(f"  {epochs} in {duration(ended.seconds)}{stopped}", "secondary")
    if not training.rows:
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
    for name in training.metrics:
        values = training.values(name)
        best = _best(name, values)
        best_matters |= best is not None and best < len(values) - 1
        found = ("", "") if best is None else (short(values[best]), str(training.rows[best].number))
        rows.append((name, short(values[0]), short(values[-1]), *found))
    for name, now in training.weights.items():
        start = training.started.weights.get(name)
        rows.append((name, "" if start is None else short(start), short(now), "", ""))
    names = ("", "start", "end", "best", "at epoch") if best_matters else ("", "start", "end")
    columns = tuple(Column(name, number=bool(name)) for name in names)
    return table(Table(columns, tuple(row[: len(names)] for row in rows)), look)


def _best(name: str, values: list[float]) -> int | None:
    """The place of the best value, the first of equals; None when none is finite."""
    places = [place for place, value in enumerate(values) if math.isfinite(value)]
    grows = any(part in name.lower() for part in _GROWING)
    return min(places, key=lambda place: -values[place] if grows else values[place], default=None)


def _broken(training: Training) -> str:
    """The sentence for a loss that left the finite numbers; empty when it did not."""
    for row in training.rows:
        loss = row.metrics.get("loss", 0.0)
        if not math.isfinite(loss):
            return (
                f"The loss is `{loss}` from epoch {row.number} on. The steps were too large, or the data holds a "
                "number that is missing or infinite. Try a smaller learning rate, and look at the data."
            )
    return ""
