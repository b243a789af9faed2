"""What went into a `fit`: which rows, which model, compiled how, in which lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tutor.core.facts import CompiledFacts


class PartFacts(Struct, frozen=True):
    """Rows, by their fingerprints: the same rows in whatever order and holder have the same ones."""

    rows: int
    x: str
    y: str = ""
    """Empty when there is no y."""
    pairs: str = ""
    """Of x and y side by side."""


class RunFacts(Struct, frozen=True):
    """What went into one `fit`, as it was when the training began."""

    models: tuple[str, ...] = ()
    """The variables that hold the trained model now."""
    cell: str = ""
    """The mark of the lines in which it ran: see `Outcome.here`."""
    epochs: int = 1
    """As asked for."""
    before: int = 0
    """Epochs that the model had been trained before."""
    compiled: CompiledFacts | None = None
    data: PartFacts | None = None
    """None when it cannot be told: generators, several inputs, data sets that do more than shuffle and batch."""
    held: PartFacts | None = None
    """The validation data; None also when there was none."""
    validated: bool = False
    x: str = ""
    """The variable that held x; empty when none did."""
    y: str = ""
    held_x: str = ""
    earlier: tuple[PartFacts, ...] = ()
    """The different rows that the model had learned from before, as far as that can be told."""
    weighed: bool = False
    """Whether some rows counted more than others."""
    partly: bool = False
    """Whether an epoch saw only some of the rows."""
    drawn: bool = False
    """Whether the rows came from a generator, so that nobody can look at them again."""
    by_hand: bool = False
    """Whether a weight of the model had been set by hand by the time the training ended."""
    changed: bool = False
    """Whether the record holds other numbers now than the training measured."""


class RowsFacts(Struct, frozen=True):
    """The answer to `Rows`."""

    groups: tuple[PartFacts | None, ...] = ()


class Rows(Struct, frozen=True):
    """Ask for the RowsFacts of groups of expressions: each x, or x and y. An empty one stands for nothing."""

    groups: tuple[tuple[str, ...], ...]
