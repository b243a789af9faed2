"""What the columns of a table hold: kinds, ranges, gaps, and what may be wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from tutor.core.numbers import short
from tutor.tables.sheet import Sheet, as_number, is_missing

FEW = 20
"""Different texts up to which a column is of kinds: `red`, `green`."""
SHOWN = 3
"""Texts that are named."""
STANDING_IN = frozenset({-1.0, -9.0, -99.0, -999.0, -9999.0, 99.0, 999.0, 9999.0, 99999.0, -99999.0})
"""Numbers that people write for `not known`."""
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?: \d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_TRUTH = frozenset({"yes", "no", "true", "false", "y", "n", "t", "f"})


class ColumnTold(Struct, frozen=True):
    """One column, looked at."""

    name: str
    kind: str
    """`whole numbers`, `numbers`, `dates`, `yes or no`, `kinds`, `text` or `nothing`."""
    range: str
    """From where to where, or the commonest kinds."""
    missing: int
    wrong: tuple[str, ...] = ()
    """The first texts in a column of numbers."""
    stands_in: float | None = None
    """A number far from all others that may mean `not known`."""

    @property
    def is_number(self) -> bool:
        return self.kind in ("whole numbers", "numbers")


def columns_of(sheet: Sheet) -> tuple[ColumnTold, ...]:
    """Each column of a table."""
    cells = list(zip(*sheet.rows, strict=True)) or [() for _ in sheet.names]
    return tuple(_told(name, column, sheet) for name, column in zip(sheet.names, cells, strict=True))


def _told(name: str, column: Sequence[str], sheet: Sheet) -> ColumnTold:
    there = [cell for cell in column if not is_missing(cell)]
    missing = len(column) - len(there)
    if not there:
        return ColumnTold(name, "nothing", "", missing)
    read = [as_number(cell, comma=sheet.decimal_comma, thousands=sheet.thousands) for cell in there]
    numbers = [number for number in read if number is not None]
    if len(numbers) >= 0.9 * len(there):
        wrong = [cell for cell, number in zip(there, read, strict=True) if number is None]
        return _of_numbers(name, numbers, tuple(dict.fromkeys(wrong)), missing)
    kinds = Counter(there)
    if all(cell.casefold() in _TRUTH for cell in kinds):
        return ColumnTold(name, "yes or no", _commonest(kinds), missing)
    if all(map(_DATE.fullmatch, there)):
        sortable = all(cell[:4].isdigit() for cell in there)
        told = f"{min(there)} to {max(there)}" if sortable else f"{there[0]} to {there[-1]}"
        return ColumnTold(name, "dates", told, missing)
    if len(kinds) <= FEW and len(kinds) < len(there):
        return ColumnTold(name, "kinds", _commonest(kinds), missing)
    return ColumnTold(name, "text", f"{len(kinds):,} different ones", missing)


def _of_numbers(name: str, numbers: Sequence[float], wrong: tuple[str, ...], missing: int) -> ColumnTold:
    whole = all(number.is_integer() for number in numbers)
    low, high = min(numbers), max(numbers)
    told = short(low) if low == high else f"{_shown(low, whole)} to {_shown(high, whole)}"
    if low == high and len(numbers) > 1:
        told = f"always {_shown(low, whole)}"
    return ColumnTold(
        name, "whole numbers" if whole else "numbers", told, missing, wrong[:SHOWN], _standing_in(numbers)
    )


def _shown(number: float, whole: bool) -> str:
    return short(int(number)) if whole and abs(number) < 1e15 else short(number)


def _standing_in(numbers: Sequence[float]) -> float | None:
    """A number of that list at an end, with nothing near it: the others are all within a tenth of the way."""
    for end in (min(numbers), max(numbers)):
        others = [number for number in numbers if number != end]
        if end in STANDING_IN and len(others) > 2:
            nearest = min(abs(number - end) for number in others)
            if nearest > max(others) - min(others) and (end > 0 or min(others) >= 0):
                return end
    return None


def _commonest(kinds: Counter[str]) -> str:
    common = [text if len(text) <= 20 else text[:19] + "…" for text, _ in kinds.most_common(SHOWN)]
    more = len(kinds) - len(common)
    return ", ".join(common) + (f" and {more} more" if more else "")
