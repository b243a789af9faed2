"""Charts and tables as data: what is drawn, never how wide or in which colour. Each is an event, too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One thing drawn in a chart."""

    kind: str
    """`line`, `points`, `bars` or `image`."""
    x: tuple[float | None, ...] = ()
    """None is a gap: a value that was not finite."""
    y: tuple[float | None, ...] = ()
    label: str = ""
    image: tuple[tuple[float, ...], ...] = ()
    """Rows of brightness from 0 to 1, top row first; only for `image`."""


@dataclass(frozen=True, slots=True)
class Axes:
    """One chart: what to draw, never how wide. Scales are `linear` or `log`."""

    series: tuple[Series, ...] = ()
    title: str = ""
    x_label: str = ""
    y_label: str = ""
    x_scale: str = "linear"
    y_scale: str = "linear"
    x_limits: tuple[float, float] | None = None
    """None: whatever the data needs."""
    y_limits: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One or more charts, one under the other: the learner's matplotlib figure, or one of ours."""

    axes: tuple[Axes, ...]
    title: str = ""
    note: str = ""
    """What had to be left out, in words; empty when nothing was."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    number: bool = False
    """Numbers are right-aligned."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are text, ready to show; at most 100 rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    """What was left out, in words."""
