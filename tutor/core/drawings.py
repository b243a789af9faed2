"""Charts and tables as data: what is drawn, never how wide or in which colour. Each is an event, too."""

from __future__ import annotations

from msgspec import Struct


class Series(Struct, frozen=True):
    """One thing drawn in a chart."""

    kind: str
    """`line`, `points`, `bars`, `area`, `text`, `regions` or `image`."""
    x: tuple[float | None, ...] = ()
    """None is a gap: a value that was not finite."""
    y: tuple[float | None, ...] = ()
    label: str = ""
    """Its name in the legend; what is written, for `text`."""
    image: tuple[tuple[float, ...], ...] = ()
    """Rows of brightness from 0 to 1, the top row of the chart first, for `regions` and `image`. It reaches
    from the first to the last of the series' x and y."""
    base: tuple[float | None, ...] = ()
    """Where each bar begins, and an `area` at each x; empty: at 0."""
    widths: tuple[float, ...] = ()
    """How wide each bar is, in the units of its axis; empty: most of the distance between two."""
    lying: bool = False
    """Bars that grow to the right: x is where they end, y the middle of each."""
    marked: bool = False
    """A line with a mark at each of its points."""
    of: int = 0
    """How many values these few stand for; 0: these are all."""
    pen: int | None = None
    """Series of the same pen look the same; None: like no other."""


class Axes(Struct, frozen=True):
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
    x_names: tuple[tuple[float, str], ...] = ()
    """What stands at some places of the axis instead of numbers: categories, dates."""
    y_names: tuple[tuple[float, str], ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    """For each colour bar the number that is darkest, the one that is brightest, and of what, or nothing."""
    spoken: tuple[str, ...] = ()
    """What is said of it to those who hear it, as sentences; empty: what each of the series is."""


class Figure(Struct, frozen=True):
    """One or more charts: the learner's matplotlib figure, or one of ours."""

    axes: tuple[Axes, ...]
    title: str = ""
    note: str = ""
    """What had to be left out, in words; empty when nothing was."""
    across: int = 0
    """How many charts stand beside each other where there is room; 0: images as many as fit, all else one."""


class Column(Struct, frozen=True):
    name: str
    number: bool = False
    """Numbers are right-aligned."""


class Table(Struct, frozen=True):
    """Cells are text, ready to show; at most 100 rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    """What was left out, in words."""
    spoken: tuple[str, ...] = ()
    """The rows as sentences, for those who hear them; empty: every cell with its column's name."""


class Drawn(Struct, frozen=True):
    """Ask whether the latest cell has drawn what these expressions say. Answered by a ScalarFacts: the place of
    the first that was not, or -1. One may use `x`, the x drawn; rows of two numbers are points in any order."""

    expressions: tuple[str, ...]
