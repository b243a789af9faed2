"""Draws tables: columns where they fit, else in blocks one under the other, else a line for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Table
from tutor.render.folding import folded
from tutor.render.look import Look
from tutor.render.prose import INDENT, Wrapped, inline, sentence

GAPS = (3, 2, 1)
"""Blank cells between two columns: as many as there is room for."""
MOST_LINES = 4
"""Lines that a row may take. Where words need more, the columns stand in blocks one under the other."""
WIDEST = 120
"""Cells that a table may fill in a window that has them, where the measure of a text would not hold it whole."""
PROSE = 16
"""Cells of the narrowest column that is folded; only a header is folded to less."""


def table(event: Table, look: Look) -> RenderableType:
    """Title, header, rows and note; numbers stand flush right. However narrow it is, nothing is cut."""
    parts: list[RenderableType] = [_sentence(event.title, look, "strong"), Text()] if event.title else []
    parts += _spoken(event, look) if look.spoken else _drawn(event, look)
    if event.note and not (look.spoken and event.spoken):  # it is about cells, and there are none
        parts += [Text(), _sentence(event.note, look, "secondary")]
    return Group(*parts)


def _spoken(event: Table, look: Look) -> list[RenderableType]:
    """The rows in their own words, or every cell with its header before it."""
    if event.spoken:
        return [_line(said, look) for said in event.spoken]
    return [
        _line(", ".join(f"{name}: {cell}" if name else cell for name, cell in _named(event, row)), look)
        for row in event.rows
    ]


def _named(event: Table, row: Sequence[str]) -> list[tuple[str, str]]:
    """The cells of a row that are not empty, each with its header."""
    cells = zip((column.name for column in event.columns), row, strict=False)
    return [(name, cell.strip()) for name, cell in cells if cell.strip()]


class _Filled(Struct, frozen=True):
    """A column with everything that stands in it, its header first."""

    cells: tuple[str, ...]
    number: bool

    @property
    def natural(self) -> int:
        """Cells across that need no folding."""
        return max(map(cell_len, self.cells))

    @property
    def narrowest(self) -> int:
        """Cells across in which neither a word nor a number is broken."""
        header, *cells = self.cells
        folds = (cell_len(cell) if self.number else min(cell_len(cell), max(PROSE, _word(cell))) for cell in cells)
        return max(_word(header), *folds, 0)


def _word(text: str) -> int:
    """How wide its longest word is."""
    return max(map(cell_len, text.split()), default=0)


class _Layout(Struct, frozen=True):
    """Which columns stand beside each other, and how wide each is."""

    columns: tuple[_Filled, ...]
    widths: tuple[int, ...]
    gap: int

    @property
    def folds(self) -> bool:
        """Whether a cell takes more than one line."""
        return any(column.natural > width for column, width in zip(self.columns, self.widths, strict=True))


def _drawn(event: Table, look: Look) -> list[RenderableType]:
    """The columns side by side, or in blocks, or a line for each cell."""
    length = len(event.columns)
    rows = [[column.name for column in event.columns], *event.rows]
    cells = [[look.text(cell).replace("\n", " ") for cell in row[:length]] for row in rows]
    padded = [row + [""] * (length - len(row)) for row in cells]
    filled = [
        _Filled(tuple(each), column.number)
        for each, column in zip(zip(*padded, strict=True), event.columns, strict=True)
    ]
    room, more = look.measure - INDENT, min(WIDEST, look.width - 1) - INDENT
    whole = next((found for wide in (room, more) if (found := _laid_out(filled, wide)) and not found.folds), None)
    layouts = [whole] if whole else _layouts(filled, room)
    if layouts is None:
        return _listed(event, look)
    lines: list[RenderableType] = []
    for layout in layouts:
        lines += [Text()] if lines else []
        lines += _block(layout)
    return lines


def _layouts(columns: Sequence[_Filled], room: int) -> list[_Layout] | None:
    """As few blocks as there is room for; None where not even two columns stand beside each other."""
    key = list(columns[:1]) if len(columns) > 1 and _is_key(columns[0], room) else []
    rest = list(columns[len(key) :])
    layouts: list[_Layout] = []
    while rest:
        fitting = ((n, _laid_out([*key, *rest[:n]], room)) for n in range(len(rest), 0, -1))
        taken, layout = next(((n, layout) for n, layout in fitting if layout), (0, None))
        if layout is None or (len(layout.columns) == 1 and taken < len(rest)):
            return None
        layouts.append(layout)
        rest = rest[taken:]
    return layouts


def _is_key(column: _Filled, room: int) -> bool:
    """Whether the first column tells the rows apart, so that every block should begin with it."""
    distinct = len(set(column.cells)) == len(column.cells) and column.natural <= room // 3
    return distinct if column.number else column.natural < room


def _laid_out(columns: Sequence[_Filled], room: int) -> _Layout | None:
    """The columns side by side, the widest folded where they must be; None where that takes too many lines."""
    natural = [column.natural for column in columns]
    for gap in GAPS:
        if sum(natural) + gap * (len(columns) - 1) <= room:
            return _Layout(tuple(columns), tuple(natural), gap)
    widths, gap = list(natural), GAPS[-1] if len(columns) > 2 else GAPS[1]
    narrowest = [column.narrowest for column in columns]
    while sum(widths) + gap * (len(columns) - 1) > room:
        wider = [n for n, width in enumerate(widths) if width > narrowest[n]]
        if not wider:
            return None
        widths[max(wider, key=lambda n: widths[n])] -= 1
    folds = (folded(cell, width) for column, width in zip(columns, widths, strict=True) for cell in column.cells)
    return _Layout(tuple(columns), tuple(widths), gap) if max(map(len, folds)) <= MOST_LINES else None


def _block(layout: _Layout) -> Iterator[Text]:
    """Header and rows."""
    for number, row in enumerate(zip(*(column.cells for column in layout.columns), strict=True)):
        folds = [folded(cell, width) for cell, width in zip(row, layout.widths, strict=True)]
        height = max(map(len, folds))
        above = [height - len(lines) if number == 0 else 0 for lines in folds]  # a header stands on its column
        for place in range(height):
            shown = [
                _set(lines[place - start] if 0 <= place - start < len(lines) else "", column, width)
                for lines, start, column, width in zip(folds, above, layout.columns, layout.widths, strict=True)
            ]
            text = " " * INDENT + (" " * layout.gap).join(shown).rstrip()
            yield Text(text, "" if number else "secondary", no_wrap=True, overflow="ignore")


def _set(text: str, column: _Filled, width: int) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if column.number else text + blank


def _listed(event: Table, look: Look) -> list[RenderableType]:
    """A line for each cell, a blank one between two rows."""
    lines: list[RenderableType] = []
    for row in event.rows:
        lines += [Text()] if lines else []
        lines += [_line(f"{name}: {cell}" if name else cell, look) for name, cell in _named(event, row)]
    return lines


def _line(text: str, look: Look) -> Wrapped:
    """One cell or one row, folded further in."""
    return sentence(text, look, further=2)


def _sentence(text: str, look: Look, style: str = "") -> Wrapped:
    indent = Text(" " * INDENT)
    return Wrapped(inline(text, look, style), look.measure, indent, indent)
