"""Draws all series of one chart, one over the other, on the scales they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from tutor.core.drawings import Series
from tutor.render.bars import Box, bars
from tutor.render.dots import Cells, Grid, Place, dotted, marked, merged
from tutor.render.image import HALF, half_block, halves
from tutor.render.look import Look
from tutor.render.regions import regions, shade
from tutor.render.scale import Scale
from tutor.render.shades import area, greys, heat

FEW_POINTS = 80
"""Up to so many points each gets a mark of its own; more become dots."""
MARK_DISTANCE = 12
"""Columns from one mark on a line to the next."""
FILLED = 0.8
"""Part of the distance between two neighbours that a bar takes up when nobody says how wide it is."""
PALETTE = ("accent", "not_yet", "right", "keyword", "secondary")
_POINTS, _ASCII_POINTS = "•×+o▪", "*o+x#@%&"
_LINES = ("", "▪", "o", "+", "×", "•", "=", "#")
"""What stands on a line now and then, so that two lines differ without colour; the first goes without."""
_FILLS, _ASCII_FILLS = "█▒░▓", "#=:%"
_AREAS, _ASCII_AREAS = "░▒▓", ".:%"
_BEHIND = {"image": -3, "regions": -2, "area": -1, "bars": 0, "line": 1, "points": 2, "text": 3}
"""What is drawn first lies behind."""
_BLANK, _HARD_BLANK = " ", "\u00a0"


class Drawing(Struct, frozen=True):
    """All series of one chart, on the scales they share."""

    series: Sequence[Series]
    x_scale: Scale
    y_scale: Scale
    look: Look

    def lines(self, columns: int, rows: int) -> list[Text]:
        """All series, one over the other: the later ones hide the earlier, points hide lines."""
        grid = Grid(columns, rows)
        cells: list[list[tuple[str, str | Style]]] = [[(_BLANK, "")] * columns for _ in range(rows)]
        for number, series in sorted(enumerate(self.series), key=_in_front):
            if series.kind == "image" and halves(self.look):
                for (row, column), pair in greys(series, self.x_scale, self.y_scale, grid).items():
                    cells[row][column] = (HALF, half_block(*pair))
                continue
            style = self._style(number)
            for (row, column), character in self._layer(number, series, grid).items():
                if character != _BLANK:
                    cells[row][column] = (merged(cells[row][column][0], character), style)
        return [_joined(row, columns) for row in cells]

    def legend(self) -> Iterator[tuple[str, str, str]]:
        """Sample, style and label of each that has one."""
        entries = [
            (self._sample(number), self._style(number), series.label)
            for number, series in enumerate(self.series)
            if series.label and series.kind not in ("text", "image")
        ]
        yield from dict.fromkeys(entries)

    # How each looks -----------------------------------------------------------------------------------------

    def _pen(self, number: int) -> int:
        pen = self.series[number].pen
        return number if pen is None else pen

    def _style(self, number: int) -> str:
        kind = self.series[number].kind
        if kind == "text":
            return ""
        return "secondary" if kind in ("regions", "image") else PALETTE[self._pen(number) % len(PALETTE)]

    def _place_among(self, number: int, *kinds: str) -> int:
        """How many pens of these kinds came before."""
        pens = [self._pen(n) for n, series in enumerate(self.series) if series.kind in kinds]
        return list(dict.fromkeys(pens)).index(self._pen(number))

    def _one_of(self, number: int, unicode: Sequence[str], ascii: Sequence[str], *kinds: str) -> str:
        choice = unicode if self.look.unicode else ascii
        return choice[self._place_among(number, *kinds) % len(choice)]

    def _point(self, number: int) -> str:
        """The mark of points, and in ASCII of lines, too."""
        kinds = ("points",) if self.look.unicode else ("points", "line")
        return self._one_of(number, _POINTS, _ASCII_POINTS, *kinds)

    def _line_mark(self, number: int) -> str:
        series = self.series[number]
        named = any(each.label and each.kind == "line" for each in self.series)
        if not series.label and (named or _is_ruled(series)):
            return ""  # it is not in the legend: a line at zero, a bar of an error
        return self._one_of(number, _LINES, ("",), "line")

    def _fill(self, number: int) -> str:
        return self._one_of(number, _FILLS, _ASCII_FILLS, "bars")

    def _shade(self, number: int) -> str:
        return shade(self._place_among(number, "regions"), unicode=self.look.unicode)

    def _area(self, number: int) -> str:
        return self._one_of(number, _AREAS, _ASCII_AREAS, "area")

    def _sample(self, number: int) -> str:
        """For the legend."""
        series = self.series[number]
        match series.kind:
            case "bars":
                return self._fill(number)
            case "regions":
                return 2 * self._shade(number)
            case "area":
                return 2 * self._area(number)
            case "points":
                return self._point(number) if _few(series) or not self.look.unicode else "⠢"
            case _ if not self.look.unicode:
                return self._point(number)
            case _:
                mark = "•" if series.marked else self._line_mark(number)
                return f"⠒⠒{mark or '⠒'}⠒⠒"

    # What each draws ----------------------------------------------------------------------------------------

    def _layer(self, number: int, series: Series, grid: Grid) -> Cells:
        """One series alone."""
        match series.kind:
            case "bars":
                return bars(list(self._boxes(series)), grid, self._fill(number), lying=series.lying)
            case "area":
                return self._areas(number, series, grid)
            case "image":
                return heat(series, self.x_scale, self.y_scale, grid, unicode=self.look.unicode)
            case "regions":
                shades = regions(series, self.x_scale, self.y_scale, grid.columns, grid.rows, self._shade(number))
                return {(row, column): cell for row, line in enumerate(shades) for column, cell in enumerate(line)}
            case "text":
                return self._words(series, grid)
            case "points":
                return self._points(number, series, grid)
            case _:
                return self._line(number, series, grid)

    def _points(self, number: int, series: Series, grid: Grid) -> Cells:
        stretches = self._stretches(series)
        if self.look.unicode and not _few(series):
            return dotted(stretches, grid, joined=False)
        return marked(stretches, grid, self._point(number), joined=False)

    def _line(self, number: int, series: Series, grid: Grid) -> Cells:
        stretches = self._stretches(series)
        if not self.look.unicode:
            return marked(stretches, grid, self._point(number), joined=True)
        cells = dotted(stretches, grid, joined=True)
        mark = self._line_mark(number)
        if series.marked and _few(series):
            return {**cells, **marked(stretches, grid, mark or "•", joined=False)}
        return {**cells, **_now_and_then(cells, mark, self._place_among(number, "line"))} if mark else cells

    def _areas(self, number: int, series: Series, grid: Grid) -> Cells:
        xs, tops = self.x_scale.places(series.x), self.y_scale.places(series.y)
        bases = self._bases(series, self.y_scale, len(tops))
        cells: dict[tuple[int, int], str] = {}
        table = zip(xs, tops, bases, strict=False)
        for whole, part in groupby(table, key=lambda row: None not in row):
            if whole:
                rows = [
                    (x, top, base)
                    for x, top, base in part
                    if x is not None and top is not None and base is not None
                ]
                upper, lower = [(x, top) for x, top, _ in rows], [(x, base) for x, _, base in rows]
                cells |= area(upper, lower, grid, self._area(number))
        return cells

    def _words(self, series: Series, grid: Grid) -> Cells:
        """A text from its place on, but centred upon images; moved to the left where it has no room."""
        centred = any(each.kind == "image" for each in self.series)
        text = self.look.text(series.label).replace(_BLANK, _HARD_BLANK)
        letters = _letters(f"{_HARD_BLANK}{text}{_HARD_BLANK}" if centred else text)
        cells: dict[tuple[int, int], str] = {}
        for places in self._stretches(series):
            for x, y in places:
                start = grid.column(x) - (len(letters) // 2 if centred else 0)
                start = max(0, min(start, grid.columns - len(letters)))
                if 0 <= x <= 1:
                    cells |= {(grid.row(y), start + n): letter for n, letter in enumerate(letters)}
        return {cell: letter for cell, letter in cells.items() if grid.holds(*cell)}

    def _boxes(self, series: Series) -> Iterator[Box]:
        """Each bar as places along the axis it stands on, and along the one it grows on."""
        across, along = (self.y_scale, self.x_scale) if series.lying else (self.x_scale, self.y_scale)
        middles, ends = (series.y, series.x) if series.lying else (series.x, series.y)
        bases = self._bases(series, along, len(ends))
        edges = stands(middles, series.widths, FILLED)
        for (begin, end), tip, base in zip(edges, along.places(ends), bases, strict=False):
            first, last = across.place(begin), across.place(end)
            if tip is not None and base is not None and last is not None:
                first = 0.0 if first is None else first  # a logarithm has no place for it
                yield min(first, last), max(first, last), base, tip

    def _bases(self, series: Series, scale: Scale, count: int) -> list[float | None]:
        """The places where bars and areas begin; what a logarithm cannot show lies at its lower end."""
        bases = scale.places(series.base) if series.base else scale.places((0.0,)) * count
        return [0.0 if base is None and scale.log else base for base in bases]

    def _stretches(self, series: Series) -> list[list[Place]]:
        """The series' places, broken at its gaps."""
        ys = self.y_scale.places(series.y)
        xs = self.x_scale.places(series.x or tuple(map(float, range(len(ys)))))
        pairs = zip(xs, ys, strict=False)
        whole = groupby(pairs, key=lambda pair: pair[0] is not None and pair[1] is not None)
        return [[(x, y) for x, y in part if x is not None and y is not None] for finite, part in whole if finite]


def _in_front(item: tuple[int, Series]) -> tuple[int, bool]:
    """What is drawn later, and hides the rest."""
    return _BEHIND.get(item[1].kind, _BEHIND["line"]), item[1].marked


def stands(
    middles: Sequence[float | None], widths: Sequence[float], filled: float = 1.0
) -> Iterator[tuple[float | None, float | None]]:
    """Where each bar begins and ends on the axis it stands on; None for one that has no place.

    A bar without a width takes up so much of the smallest distance between two.
    """
    finite = sorted({middle for middle in middles if middle is not None})
    usual = filled * min((b - a for a, b in pairwise(finite)), default=1.0)
    for number, middle in enumerate(middles):
        half = (widths[number] if number < len(widths) else usual) / 2
        yield (None, None) if middle is None else (middle - half, middle + half)


def _letters(text: str) -> list[str]:
    """What stands in each cell of a text: nothing in the second of a wide letter, an accent with its letter."""
    letters: list[str] = []
    for character in text:
        width = cell_len(character)
        if width == 0 and letters:
            letters[-1] += character
        else:
            letters += [character, ""][: max(1, width)]
    return letters


def _is_ruled(series: Series) -> bool:
    """Whether it is straight lines of two points each."""
    stretches = groupby(series.y, key=lambda height: height is None)
    return all(gap or len(list(heights)) <= 2 for gap, heights in stretches)


def _few(series: Series) -> bool:
    return len(series.y) <= FEW_POINTS


def _now_and_then(cells: Cells, mark: str, number: int) -> Cells:
    """Marks on a line, at other columns for each line; at least one."""
    columns: dict[int, list[int]] = {}
    for row, column in cells:
        columns.setdefault(column, []).append(row)
    chosen = [column for column in columns if (column - 4 * number) % MARK_DISTANCE == 0]
    chosen = chosen or sorted(columns)[len(columns) // 2 :][:1]
    return {(sorted(columns[column])[len(columns[column]) // 2], column): mark for column in chosen}


def _joined(row: Sequence[tuple[str, str | Style]], columns: int) -> Text:
    text = Text()
    for style, cells in groupby(row, key=lambda cell: cell[1]):
        text.append("".join(character for character, _ in cells).replace(_HARD_BLANK, _BLANK), style or None)
    text.rstrip()
    text.truncate(columns)  # half of a wide letter may be hidden
    return text
