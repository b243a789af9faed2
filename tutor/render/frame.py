"""Puts a frame around a drawing: the axes with their numbers, the words above and below, the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from tutor.core.numbers import short
from tutor.render.dots import Grid
from tutor.render.folding import folded
from tutor.render.look import Look
from tutor.render.prose import INDENT
from tutor.render.scale import Scale

NARROWEST = 8
"""Cells a drawing must have left to get numbers beside it."""
TICK_DISTANCE = 11
"""Columns from one number under the drawing to the next, about."""
SHORTEST_NAME = 6
"""Cells that must be left of a name that is cut."""
LARGEST_KEY = 1000
"""Names of larger numbers are not explained by them."""


def words(text: str, look: Look, style: str, *, flush_right: bool = False) -> Text:
    """One line of text, cut to the measure."""
    line = Text(look.text(" ".join(text.split())), style)
    line.truncate(look.measure - INDENT, overflow="ellipsis" if look.unicode else "crop")
    return Text.assemble(" " * (look.measure - line.cell_len if flush_right else INDENT), line)


def framed(
    draw: Callable[[int, int], list[Text]], x_scale: Scale, y_scale: Scale, look: Look, rows: int
) -> Iterator[Text]:
    """What `draw(columns, rows)` paints, between its axes. The numbers decide how many columns are left."""
    numbers = _beside(y_scale, rows, look)
    gutter = INDENT + max((cell_len(label) for label in numbers.values()), default=0)
    if look.measure - gutter - 1 < NARROWEST:
        numbers, gutter = {}, INDENT
    columns = max(1, look.measure - gutter - 1)
    for row, line in enumerate(draw(columns, rows)):
        number = numbers.get(row, "")
        edge = look.text("┤" if number else "│")
        blank = " " * (gutter - cell_len(number))
        yield Text.assemble((f"{blank}{number}{edge}", "secondary"), line, no_wrap=True, overflow="crop")
    yield from _x_axis(x_scale, gutter, columns, look)


def _beside(scale: Scale, rows: int, look: Look) -> dict[int, str]:
    """What stands beside each row; names are cut where they would take more than a third of the line."""
    grid = Grid(1, rows)
    named = scale.named()
    if not named:
        return {grid.row(place): label for place, label in scale.ticks(max(2, rows // 3))}
    longest = max(NARROWEST, look.measure // 3)
    return {grid.row(place): _cut(look.text(name), longest, look) for place, name, _ in named}


def _x_axis(scale: Scale, gutter: int, columns: int, look: Look) -> Iterator[Text]:
    """The line below the drawing and the numbers or names under it, as many as have room.

    Where names have none, their numbers stand there, and a line below says what each is.
    """
    grid, key = Grid(columns, 1), ""
    labels = [(grid.column(place), label) for place, label in scale.ticks(max(2, columns // TICK_DISTANCE))]
    if named := scale.named():
        labels = [(grid.column(place), look.text(name)) for place, name, _ in named]
        if not _fit(labels, gutter, columns):
            labels, key = _shortened(named, grid, labels, gutter, look)
    line, under, free_from = [look.text("─")] * columns, Text(), 0
    for column, label in labels:
        start = _start(column, label, gutter, columns)
        if start >= free_from:
            line[min(column, columns - 1)] = look.text("┬")
            under.append(" " * (start - under.cell_len) + label)
            free_from = start + cell_len(label) + 1
    corner = look.text("└")
    yield Text(" " * gutter + corner + "".join(line), "secondary", no_wrap=True, overflow="crop")
    yield Text(under.plain, "secondary", no_wrap=True, overflow="crop")
    for row in folded(key, look.measure - INDENT) if key else ():
        yield Text(" " * INDENT + row, "secondary", no_wrap=True, overflow="crop")


def _start(column: int, label: str, gutter: int, columns: int) -> int:
    """Where a label begins so that its middle stands under its column, within the line."""
    width = cell_len(label)
    return min(gutter + 1 + columns - width, max(0, gutter + 1 + column - width // 2))


def _fit(labels: Sequence[tuple[int, str]], gutter: int, columns: int) -> bool:
    """Whether all stand side by side with a blank between them."""
    free_from = 0
    for column, label in labels:
        start = _start(column, label, gutter, columns)
        if start < free_from:
            return False
        free_from = start + cell_len(label) + 1
    return True


def _shortened(
    named: Sequence[tuple[float, str, float]], grid: Grid, labels: list[tuple[int, str]], gutter: int, look: Look
) -> tuple[list[tuple[int, str]], str]:
    """The names cut to the room there is while they still differ; else their numbers, and a key to these.

    Names of large or broken numbers, dates for one, have no key: some of them are left out.
    """
    room = min((after - before for (before, _), (after, _) in pairwise(labels)), default=grid.columns) - 1
    cut = [(column, _cut(name, room, look)) for column, name in labels]
    if room >= SHORTEST_NAME and len({name for _, name in cut}) == len(cut) and _fit(cut, gutter, grid.columns):
        return cut, ""
    if not all(value.is_integer() and abs(value) < LARGEST_KEY for _, _, value in named):
        return labels, ""
    numbers = [(grid.column(place), short(value)) for place, _, value in named]
    return numbers, ", ".join(f"{short(value)} {look.text(name)}" for _, name, value in named)


def _cut(text: str, width: int, look: Look) -> str:
    """`text` within so many cells."""
    line = Text(text)
    line.truncate(max(1, width), overflow="ellipsis" if look.unicode else "crop")
    return line.plain


def legend(entries: Iterable[tuple[str, str, str]], look: Look) -> Iterator[Text]:
    """What each mark stands for, under the drawing where it hides nothing: sample, its style, label."""
    line = Text()
    for sample, style, label in entries:
        entry = Text.assemble((sample, style), (f" {look.text(label)}", "secondary"))
        if line and INDENT + line.cell_len + 3 + entry.cell_len > look.measure:
            yield _indented(line, look)
            line = Text()
        line = Text.assemble(line, "   ", entry) if line else entry
    if line:
        yield _indented(line, look)


def _indented(line: Text, look: Look) -> Text:
    line.truncate(look.measure - INDENT)
    return Text.assemble(" " * INDENT, line)
