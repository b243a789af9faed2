"""Draws bars, an eighth of a cell exact: upright from below, or lying from the left."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.render.dots import Cells, Grid

_UP, _RIGHT = " ▁▂▃▄▅▆▇█", " ▏▎▍▌▋▊▉█"
_SOLID = "█"

Box = tuple[float, float, float, float]
"""Where a bar begins and ends on the axis it stands on, where it starts to grow, and how far it grows: 0 to 1."""


def bars(boxes: Sequence[Box], grid: Grid, fill: str, *, lying: bool) -> Cells:
    """Every bar at least one cell wide; where several share a cell, the longest is seen.

    Only bars of `█` have ends finer than a cell.
    """
    wide, long = (grid.rows, grid.columns) if lying else (grid.columns, grid.rows)
    eighths = (_RIGHT if lying else _UP) if fill == _SOLID else ""
    longest: dict[int, Box] = {}
    for box in boxes:
        for place in _across(box, wide, lying):
            known = longest.get(place)
            if known is None or abs(box[3] - box[2]) > abs(known[3] - known[2]):
                longest[place] = box
    cells: dict[tuple[int, int], str] = {}
    for place, (_, _, base, end) in longest.items():
        for step, character in _grown(base, end, long, fill, eighths, dots=2 if lying else 4):
            cells[(grid.rows - 1 - place, step) if lying else (grid.rows - 1 - step, place)] = character
    return cells


def _across(box: Box, cells: int, lying: bool) -> range:
    """The cells a bar stands on: its nearest edges, or for the few rows of lying bars whole rows, all as many."""
    if lying:
        thick = max(1, int((box[1] - box[0]) * cells + 1e-6))
        first = int((box[0] + box[1]) / 2 * cells - thick / 2 + 0.5)
        last = first + thick
    else:
        first = round(box[0] * cells)
        last = max(first + 1, round(box[1] * cells))
    return range(max(0, first), min(cells, last))


def _grown(base: float, end: float, cells: int, fill: str, eighths: str, dots: int) -> list[tuple[int, str]]:
    """The cells of one bar along its length. It stands on the near edge of the cell that holds its base."""
    begin = round(base * (dots * cells - 1)) // dots  # the cell whose number stands beside it
    tip = begin + (end - base) * cells
    if end < base:
        return [(cell, fill) for cell in range(max(0, round(tip)), min(begin, cells))]
    grown = []
    for cell in range(max(0, begin), min(cells, int(tip) + 1)):
        part = min(1.0, tip - cell)
        if eighths:
            grown.append((cell, eighths[round(8 * part)]))
        elif part >= 0.5:
            grown.append((cell, fill))
    return grown
