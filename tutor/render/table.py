"""Draws tables: columns where they fit, and a word about those that do not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Column, Table
from tutor.render.look import Look
from tutor.render.prose import INDENT, Wrapped, inline

GAP = 3
"""Blank cells between two columns; one is enough where everything fits then."""
NARROWEST = 8
"""A column of text is cut down to this before a whole column is left out."""


def table(event: Table, look: Look) -> RenderableType:
    """Title, header, rows and note; numbers stand flush right."""
    parts: list[RenderableType] = [_line(event.title, look, "strong"), Text()] if event.title else []
    parts += _spoken(event, look) if look.spoken else _columns(event, look)
    if event.note:
        parts += [Text(), _line(event.note, look, "secondary")]
    return Group(*parts)


def _spoken(event: Table, look: Look) -> list[RenderableType]:
    """One line a row, every cell with its header before it."""
    lines: list[RenderableType] = []
    for row in event.rows:
        named = zip((column.name for column in event.columns), map(str.strip, row), strict=False)
        lines.append(_line(", ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell), look))
    return lines


def _columns(event: Table, look: Look) -> list[RenderableType]:
    header = _whole([column.name for column in event.columns], len(event.columns), look)
    rows = [_whole(row, len(header), look) for row in event.rows]
    natural = [max(map(cell_len, cells)) for cells in zip(header, *rows, strict=True)]
    room = look.measure - INDENT
    gap = next((gap for gap in (GAP, 2, 1) if _needed(natural, gap) <= room), GAP)
    widths = fitted(natural, event.columns, room, gap)
    lines: list[RenderableType] = [_row(header, event.columns, widths, gap, look, "secondary")]
    lines += [_row(row, event.columns, widths, gap, look) for row in rows]
    left_out = header[len(widths) :]
    if left_out:
        lines += [Text(), _line(f"Too narrow for {', '.join(left_out)}.", look, "secondary")]
    return lines


def _whole(row: Sequence[str], length: int, look: Look) -> list[str]:
    """A row with as many cells as there are columns, each on one line."""
    cells = [look.text(cell).replace("\n", " ") for cell in row[:length]]
    return cells + [""] * (length - len(cells))


def _needed(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def fitted(natural: Sequence[int], columns: Sequence[Column], room: int, gap: int = GAP) -> list[int]:
    """The widths of the columns that fit into `room` cells, from the left.

    The widest text columns give way first; when all are narrow, columns are left out from the right.
    The first column always stays.
    """
    widths = list(natural)
    while _needed(widths, gap) > room:
        texts = [n for n in range(len(widths)) if not columns[n].number and widths[n] > NARROWEST]
        if texts:
            widths[max(texts, key=lambda n: widths[n])] -= 1
        elif len(widths) > 1:
            widths = list(natural[: len(widths) - 1])
        else:
            return [max(1, room)]
    return widths


def _row(
    cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], gap: int, look: Look, style: str = ""
) -> Text:
    shown = [_cell(cell, column, width, look) for cell, column, width in zip(cells, columns, widths, strict=False)]
    return Text(" " * INDENT + (" " * gap).join(shown).rstrip(), style, no_wrap=True, overflow="ignore")


def _cell(text: str, column: Column, width: int, look: Look) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + ("…" if look.unicode else "~") if width > 1 else text[:width]
    blank = " " * (width - cell_len(text))
    return blank + text if column.number else text + blank


def _line(text: str, look: Look, style: str = "") -> Wrapped:
    indent = Text(" " * INDENT)
    return Wrapped(inline(text, look, style), look.measure, indent, indent)
