"""Shows arrays side by side, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import ArrayFacts, Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, asking_for, numbers, table, words

MOST_COLUMNS = 8
"""Of one array. More do not fit side by side."""


class TableExhibit(Struct, frozen=True, kw_only=True):
    """One column for each array, or for each column of a two-dimensional one."""

    table: tuple[str, ...]
    """Names of arrays, or expressions."""
    rows: int = 20
    """At most so many are shown, 100 at the very most."""

    def __post_init__(self) -> None:
        if not 1 <= self.rows <= 100:
            raise ValueError(f"a table shows between 1 and 100 rows, not {self.rows}")

    def probes(self) -> Sequence[Probe]:
        return [asking_for(name) for name in self.table]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        arrays = [(name, outcome.fact(asking_for(name))) for name in self.table]
        shown = [(name, facts) for name, facts in arrays if isinstance(facts, ArrayFacts) and facts.shape]
        columns = [column for name, facts in shown for column in self._columns(name, facts)]
        if not columns:
            return
        left_out = []
        longest = max(facts.shape[0] for _, facts in shown)
        if longest > (visible := max(len(column.cells) for column in columns)):
            left_out.append(f"The first {visible} of {longest} rows.")
        wide = [f"`{name}` has {facts.shape[1]} columns." for name, facts in shown if _width(facts) > MOST_COLUMNS]
        yield table(columns, note=" ".join(left_out + wide))

    def _columns(self, name: str, facts: ArrayFacts) -> list[Filled]:
        """Nothing for an array of three or more dimensions: that is a picture, or a stack of them."""
        if len(facts.shape) > 2:
            return []
        width = _width(facts)
        rows = [facts.values[start : start + width] for start in range(0, len(facts.values), max(width, 1))]
        rows = [row for row in rows if len(row) == width][: self.rows]
        heads = [name] if width == 1 else [f"{name}[:, {place}]" for place in range(width)]
        return [_filled(head, [row[place] for row in rows]) for place, head in enumerate(heads[:MOST_COLUMNS])]


def _width(facts: ArrayFacts) -> int:
    return facts.shape[1] if len(facts.shape) == 2 else 1


def _filled(name: str, values: list[object]) -> Filled:
    found = [value for value in values if isinstance(value, (int, float))]
    return numbers(name, found) if len(found) == len(values) else words(name, [str(value) for value in values])
