"""Gathers a training from its events, and draws what it came to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Column, Series, Table
from tutor.core.execution import Epoch, Epochs, Steered, TrainingEnded, TrainingStarted
from tutor.core.keras_names import grows
from tutor.core.numbers import short
from tutor.render.chart import ROWS, chart
from tutor.render.look import Look
from tutor.render.prose import prose
from tutor.render.table import table
from tutor.render.thinned import Point, Thinned

RATE = "learning_rate"


class Training:
    """One `fit`, gathered from its events as they come. It stays small, however many epochs there are."""

    def __init__(self, started: TrainingStarted) -> None:
        self.started = started
        self.done = 0
        """Epochs so far."""
        self.latest: Epoch | None = None
        self.weights: Mapping[str, float] = {}
        self._curves: dict[str, Thinned] = {}
        self.changes: list[tuple[Steered, float]] = []
        """Learning rates that were set by hand, with the loss at that epoch."""

    def add(self, epochs: Epochs) -> None:
        for row in epochs.rows:
            for name, value in row.metrics.items():
                self._curves.setdefault(name, Thinned()).add(row.number, value)
        self.done += len(epochs.rows)
        self.latest = epochs.rows[-1] if epochs.rows else self.latest
        self.weights = epochs.weights or self.weights

    def steer(self, event: Steered) -> None:
        """The learning rate was set by hand."""
        loss = self._curves.get("loss")
        if loss is not None and not event.obstacle:
            self.changes.append((event, loss.last[1]))

    @property
    def curves(self) -> Mapping[str, Thinned]:
        """Every metric, in the order in which Keras names them. The learning rate only when it changes."""
        return {name: curve for name, curve in self._curves.items() if name != RATE or not curve.level}

    @property
    def last(self) -> int:
        """The number of the last epoch that was asked for."""
        return max(self.started.total, self.latest.number if self.latest else 0)

    @property
    def to_come(self) -> int:
        """Epochs until the last."""
        return max(0, self.last - self.started.first + 1 - self.done)


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


def curve(
    training: Training, look: Look, rows: int, *, whole: bool = False, linear: bool = False
) -> Iterator[RenderableType]:
    """The loss, and the validation loss beside it, on a logarithmic scale when every value is positive.

    `whole`: the axis reaches to the last epoch asked for, be it reached or not, and the other one ends at round
    numbers, so that what is drawn stays where it is as the curve grows.
    """
    curves = training.curves
    drawn = _drawn(training)
    series = tuple(_line(name, curves[name]) for name in drawn)
    if training.changes and drawn[0] == "loss":
        series += (_changes(training),)
    log = can_be_log(training) and not linear
    kind = training.started.loss.replace("_", " ")
    label = drawn[0] + (f" ({kind})" if kind and drawn[0] == "loss" else "")
    limits = (float(training.started.first), float(max(training.last, training.started.first + 1)))
    axes = Axes(
        series=series if len(series) > 1 else tuple(Series(each.kind, each.x, each.y) for each in series),
        y_label=label,
        x_label="" if whole else "epoch",
        x_limits=limits if whole else None,
        y_limits=steady(series, log) if whole else None,
        y_scale="log" if log else "linear",
    )
    yield from chart(axes, look, rows)


def steady(series: Iterable[Series], log: bool) -> tuple[float, float] | None:
    """Round numbers around all values, 1, 2 or 5 times a power of ten; None where there are none."""
    values = [value for each in series for value in each.y if value is not None]
    if not values:
        return None
    low, high = min(values), max(values)
    ends = (round_down(low), -round_down(-high)) if log or low < 0 else (0.0, -round_down(-high))
    return ends if ends[0] < ends[1] and all(map(math.isfinite, ends)) else None


def round_down(value: float) -> float:
    """The largest of 0 and ±1, ±2 and ±5 times a power of ten that is not above a value."""
    if value == 0 or not 1e-300 < abs(value) < 1e300:
        return value
    power = 10.0 ** math.floor(math.log10(abs(value)))
    steps = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # the outer two because a logarithm is not exact
    if value > 0:
        return max(step * power for step in steps if step * power <= value)
    return -min(step * power for step in steps if step * power >= -value)


def can_be_log(training: Training) -> bool:
    """Whether all that the curve shows is positive."""
    lowest = [curve.lowest for name, curve in training.curves.items() if name in _drawn(training)]
    values = [point[1] for point in lowest if point]
    return bool(values) and min(values) > 0


def _drawn(training: Training) -> tuple[str, ...]:
    """The names of the curves that are drawn."""
    names = training.curves
    return tuple(name for name in names if name in ("loss", "val_loss")) or tuple(names)[:1]


def _line(name: str, curve: Thinned) -> Series:
    x = tuple(float(number) for number, _ in curve)
    return Series("line", x, tuple(value if math.isfinite(value) else None for _, value in curve), name)


def _changes(training: Training) -> Series:
    """A mark where the learning rate was set by hand."""
    points = [(float(event.epoch), loss) for event, loss in training.changes if math.isfinite(loss)]
    rates = ", ".join(short(event.rate) for event, _ in training.changes)
    xs, ys = tuple(x for x, _ in points), tuple(y for _, y in points)
    return Series("points", xs, ys, f"learning rate set to {rates}")


def milestone(training: Training, latest: Epoch) -> str:
    """One sentence on how far it is, for a terminal that only appends."""
    known = latest.metrics
    numbers = ", ".join(f"{name} {short(known[name])}" for name in training.curves if name in known)
    return f"epoch {latest.number} of {training.last}: {numbers}"


def summary(training: Training, ended: TrainingEnded, look: Look) -> RenderableType:
    """What it came to: epochs and time, the curve, all numbers at start and end, the best where it differs."""
    epochs = f"{ended.epochs} epoch" + ("" if ended.epochs == 1 else "s")
    stopped = f", stopped before {training.last}" if ended.stopped and ended.epochs < training.last else ""
    head = Text(f"  {epochs} in {duration(ended.seconds)}{stopped}", "secondary")
    if not training.done:
        return head
    parts: list[RenderableType] = [head, Text()]
    if training.done > (2 if look.spoken else 1):
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
    return curve.highest if grows(name) else curve.lowest


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
