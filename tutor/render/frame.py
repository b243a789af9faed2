"""Puts a frame around a drawing: the axes with their numbers, the words above and below, the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from tutor.render.look import Look
from tutor.render.prose import INDENT
from tutor.render.scale import Scale

NARROWEST = 8
"""Cells a drawing must have left to get numbers beside it."""
TICK_DISTANCE = 11
"""Columns from one number under the drawing to the next, about."""


def words(text: str, look: Look, style: str, *, flush_right: bool = False) -> Text:
    """One line of text, cut to the measure."""
    line = Text(look.text(" ".join(text.split())), style)
    line.truncate(look.measure - INDENT, overflow="ellipsis" if look.unicode else "crop")
    return Text.assemble(" " * (look.measure - line.cell_len if flush_right else INDENT), line)


def framed(
    draw: Callable[[int, int], list[Text]], x_scale: Scale, y_scale: Scale, look: Look, rows: int
) -> Iterator[Text]:
    """What `draw(columns, rows)` paints, between its axes. The numbers decide how many columns are left."""
    numbers = {round((1 - place) * (rows - 1)): label for place, label in y_scale.ticks(max(2, rows // 3))}
    gutter = INDENT + max((len(label) for label in numbers.values()), default=0)
    if look.measure - gutter - 1 < NARROWEST:
        numbers, gutter = {}, INDENT
    columns = max(1, look.measure - gutter - 1)
    for row, line in enumerate(draw(columns, rows)):
        number = numbers.get(row, "")
        edge = look.text("┤" if number else "│")
        yield Text.assemble((f"{number:>{gutter}}{edge}", "secondary"), line, no_wrap=True, overflow="crop")
    yield from _x_axis(x_scale, gutter, columns, look)


def _x_axis(scale: Scale, gutter: int, columns: int, look: Look) -> Iterator[Text]:
    """The line below the drawing and the numbers under it, as many as have room."""
    line, numbers = [look.text("─")] * columns, [" "] * (gutter + 1 + columns)
    free_from = 0
    for place, label in scale.ticks(max(2, columns // TICK_DISTANCE)):
        column = round(place * (columns - 1))
        start = min(len(numbers) - len(label), max(0, gutter + 1 + column - len(label) // 2))
        if start < free_from:
            continue
        line[column] = look.text("┬")
        numbers[start : start + len(label)] = label
        free_from = start + len(label) + 1
    corner = look.text("└")
    yield Text(" " * gutter + corner + "".join(line), "secondary", no_wrap=True, overflow="crop")
    yield Text("".join(numbers).rstrip(), "secondary", no_wrap=True, overflow="crop")


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
