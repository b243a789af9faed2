"""Asks for what is too large to travel whole, and reads the rows that come back."""

from __future__ import annotations

import math

from tutor.core.facts import ArrayFacts, Evaluate, Facts

MOST_ROWS = 500
"""Rows of two numbers that travel in one answer."""


def ask(function: str, *arguments: object) -> Evaluate:
    """A probe for what the runtime's `samples` has under that name; the arguments are Python."""
    return Evaluate(f"__samples__.{function}({', '.join(map(str, arguments))})")


def rows_of(facts: Facts, width: int) -> list[tuple[float, ...]]:
    """The rows of a whole array of so many finite or infinite numbers each; empty for anything else."""
    if not isinstance(facts, ArrayFacts) or not facts.whole or facts.size % width or facts.shape[:1] == (0,):
        return []
    if not all(isinstance(value, (int, float)) for value in facts.values):
        return []
    return [tuple(map(float, facts.values[place : place + width])) for place in range(0, len(facts.values), width)]


def counts_of(facts: Facts, width: int) -> list[tuple[int, ...]]:
    """The rows of a whole array of so many whole numbers each; empty for anything else."""
    rows = rows_of(facts, width)
    whole = all(value.is_integer() for row in rows for value in row)
    return [tuple(map(int, row)) for row in rows] if whole else []


def square_of(facts: Facts) -> list[tuple[int, ...]]:
    """Whole numbers, as many rows as columns; empty for anything else."""
    size = facts.shape[0] if isinstance(facts, ArrayFacts) and facts.shape else 0
    rows = counts_of(facts, size) if size else []
    return rows if len(rows) == size else []


def column_of(facts: Facts) -> list[float]:
    """The numbers of a row or of a single column; empty for anything else."""
    narrow = isinstance(facts, ArrayFacts) and facts.shape[1:] in ((), (1,))
    return [value for (value,) in rows_of(facts, 1)] if narrow else []


def texts_of(facts: Facts) -> tuple[str, ...]:
    """The texts of a whole array of them; empty for anything else."""
    if not isinstance(facts, ArrayFacts) or not facts.whole:
        return ()
    return tuple(value for value in facts.values if isinstance(value, str))


def finite(values: list[float]) -> tuple[float | None, ...]:
    """The numbers for a series, with a gap for each that is not finite."""
    return tuple(value if math.isfinite(value) else None for value in values)
