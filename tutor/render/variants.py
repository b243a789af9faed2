"""Draws variants while they train on the side: how far they are, and their curves over each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Series
from tutor.core.events import Trying
from tutor.core.execution import VariantEnded, VariantEpochs
from tutor.core.numbers import short
from tutor.render.chart import ROWS, chart
from tutor.render.live import AROUND_CURVE, LOWEST_CURVE, SPACIOUS, SPARE
from tutor.render.look import Look
from tutor.render.thinned import Thinned
from tutor.render.training import duration, steady

LEGENDED = 8
"""Curves that have a name of their own in the chart."""


class Variants:
    """All variants of one `/try`, gathered as they come. They stay small, however many epochs."""

    def __init__(self, trying: Trying) -> None:
        self.trying = trying
        self.curves: dict[int, Thinned] = {}
        """What each is judged by, by its place."""
        self.ended: set[int] = set()

    def add(self, event: VariantEpochs | VariantEnded) -> None:
        if isinstance(event, VariantEnded):
            self.ended.add(event.place)
            return
        for row in event.rows:
            value = row.metrics.get("val_loss", row.metrics.get("loss"))
            if value is not None:
                self.curves.setdefault(event.place, Thinned()).add(row.number, value)

    @property
    def place(self) -> int:
        """The one that trains now, or is about to."""
        return min(len(self.trying.labels), max([0, *self.ended]) + 1)

    @property
    def epochs(self) -> int:
        """Epochs so far of the one that trains now."""
        curve = self.curves.get(self.place)
        return curve.last[0] if curve is not None and self.place not in self.ended else 0


class Pressed(Struct, frozen=True):
    """What there is to know besides the curves."""

    seconds: float
    interrupts: int = 0


def live(variants: Variants, now: Pressed, look: Look) -> RenderableType:
    """Progress, curves and what Ctrl-C does, in fewer lines than the window has."""
    trying = variants.trying
    label = f"{', '.join(trying.names)} {trying.labels[variants.place - 1]}"
    epoch = f"epoch {variants.epochs} / {trying.epochs}" if trying.epochs else f"epoch {variants.epochs}"
    head = f"  Variant {variants.place} of {len(trying.labels)}   {epoch}"
    about = f"  {label}   {duration(now.seconds)}"
    parts: list[RenderableType] = [_line(head, look), _line(about, look, "secondary"), Text()]
    series = tuple(lines(variants.curves, trying.labels))
    legend = min(len(series), LEGENDED) // 3 + 1
    height = min(ROWS, look.height - AROUND_CURVE - 5 - legend - min(SPARE, max(0, look.height - SPACIOUS)))
    if series and height >= LOWEST_CURVE:
        parts += [*chart(_axes(series, trying), look, height), Text()]
    keys = "Ctrl-C keeps what is done" if not now.interrupts else "Stops after this epoch"
    return Group(*parts, _line(f"  {keys}", look, "secondary"))


def _line(text: str, look: Look, style: str = "") -> Text:
    line = Text(look.text(text), style, no_wrap=True)
    line.truncate(look.measure, overflow="ellipsis" if look.unicode else "crop")
    return line


def _axes(series: Sequence[Series], trying: Trying) -> Axes:
    values = [value for each in series for value in each.y if value is not None]
    log = bool(values) and min(values) > 0
    limits = (1.0, float(max(trying.epochs, 2)))
    return Axes(
        tuple(series),
        y_label="loss",
        x_limits=limits,
        y_limits=steady(series, log),
        y_scale="log" if log else "linear",
    )


def lines(curves: Mapping[int, Thinned], labels: Sequence[str]) -> list[Series]:
    """A line for each variant that has epochs; without a name where they are too many to tell apart."""
    found = []
    for place, curve in sorted(curves.items()):
        points = list(curve)
        heights = tuple(value if math.isfinite(value) else None for _, value in points)
        if not any(height is not None for height in heights):
            continue
        named = len(labels) <= LEGENDED
        x = tuple(float(number) for number, _ in points)
        found.append(Series("line", x, heights, labels[place - 1] if named else "", pen=place - 1 if named else 0))
    return found


def milestone(variants: Variants, ended: VariantEnded) -> str:
    """One sentence about a variant that is over, for a terminal that only appends."""
    trying, run = variants.trying, ended.run
    what = f"{', '.join(trying.names)} {trying.labels[ended.place - 1]}"
    label = f"Variant {ended.place} of {len(trying.labels)}, {what}"
    if ended.problem or not run.epochs:
        return f"{label}: {ended.problem or 'it has no epoch'}"
    curve = run.metrics[run.judged_by]
    word = "validation loss" if run.judged_by == "val_loss" else run.judged_by
    return f"{label}: {run.epochs} epochs, {word} {short(curve.first)} to {short(curve.last)}"
