"""Puts columns of numbers and words side by side into a table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.core.drawings import Column, Table
from tutor.core.facts import Describe, Evaluate, ModelFacts, Probe
from tutor.core.numbers import aligned, short


class Filled(Struct, frozen=True):
    """A column with its cells."""

    name: str
    cells: tuple[str, ...]
    number: bool = False


def asking_for(data: str) -> Probe:
    """For the array of this name, or of this expression."""
    return Describe(data) if data.isidentifier() else Evaluate(data)


def numbers(name: str, values: Sequence[float]) -> Filled:
    """A column of numbers, their points in one line."""
    return Filled(name, aligned(values), number=True)


def words(name: str, cells: Sequence[str]) -> Filled:
    return Filled(name, tuple(cells))


def table(columns: Sequence[Filled], title: str = "", note: str = "") -> Table:
    """The columns side by side; the cells that a shorter one lacks stay empty."""
    length = max((len(column.cells) for column in columns), default=0)
    padded = [column.cells + ("",) * (length - len(column.cells)) for column in columns]
    heads = tuple(Column(column.name, column.number) for column in columns)
    return Table(heads, tuple(zip(*padded, strict=True)), title, note)


def weight_table(facts: ModelFacts, title: str, most: int = 8) -> Table:
    """Each weight array of a small model: its name, its shape, its first `most` numbers."""
    names = [
        facts.weight_names[place] if place < len(facts.weight_names) else f"weight {place + 1}"
        for place in range(len(facts.weights))
    ]
    shapes = [str(array.shape) for array in facts.weights]
    values = [
        " ".join(short(value) for value in array.values[:most]) + (" …" if array.size > most else "")
        for array in facts.weights
    ]
    return table([words("Name", names), words("Shape", shapes), words("Values", values)], title)
