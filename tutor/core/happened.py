"""What the learner's latest cell did with models: which it built or compiled, what each `fit` was given."""

from __future__ import annotations

from msgspec import Struct, field

from tutor.core.facts import HistoryFacts, ModelFacts


class GivenFacts(Struct, frozen=True):
    """An array that `fit` or `predict` was given, seen as a whole."""

    shape: tuple[int, ...]
    name: str = ""
    """The variable that holds it; empty when none does."""
    dtype: str = "float64"
    minimum: float = 0.0
    maximum: float = 0.0
    finite: bool = True
    """False when a nan or an infinity is among the numbers."""
    classes: tuple[int, ...] = ()
    """The different values, when all are whole numbers in one column (of one-hot rows: the places of the 1), at
    most 101 of them; else empty."""
    ordered: bool = False
    """Whether these values never fall from row to row."""
    one_hot: bool = False
    sizes: tuple[float, ...] = ()
    """The largest absolute value of each column that varies; empty unless it has rows and columns."""

    @property
    def width(self) -> int:
        """Numbers in one row of a plain table; 1 for a single column."""
        return self.shape[-1] if len(self.shape) > 1 else 1


class HandledFacts(Struct, frozen=True):
    """A model that the cell built, compiled, trained or asked."""

    key: str
    """Tells models apart, also those of earlier sessions."""
    model: ModelFacts
    name: str = ""
    """The variable that holds it; empty when none does."""
    built: bool = False
    """Whether the cell made it, or added layers to it."""
    compiled: bool = False
    """Whether the cell compiled it."""
    trained_before: int = 0
    """Epochs it had been trained when the cell began."""
    refrozen: bool = False
    """Whether `trainable` is another somewhere than at its latest `fit` before this cell."""
    unadapted: tuple[str, ...] = ()
    """Names of Normalization layers that were never adapted."""
    misfits: tuple[tuple[str, int, int], ...] = ()
    """Normalization layers by name, with the columns they were adapted to, and those they get."""
    broadcasts: bool = False
    """Whether the learner's own loss compares each prediction with every label."""


class FitFacts(Struct, frozen=True):
    """One `fit` of the cell, with what it was given."""

    key: str
    """The model's."""
    x: GivenFacts | None = None
    """None for data sets, generators and several inputs."""
    y: GivenFacts | None = None
    history: HistoryFacts = field(default_factory=HistoryFacts)
    epochs: int = 1
    """As asked for."""
    batch_size: int | None = None
    """As asked for; None when it was not."""
    split: float = 0.0
    validation: bool = False
    """Whether there is validation data, from a split or given."""
    shuffle: bool = True
    monitors: tuple[tuple[str, str], ...] = ()
    """Callbacks that watch a metric: their class and its name."""
    goes_on: int = 0
    """Epochs the model had been trained in earlier cells, when nothing was changed at it since; else 0."""
    cold: bool = False
    """Whether `trainable` was changed since the latest `fit` without compiling anew."""
    same_validation: bool = False
    """Whether the validation data is the training data."""
    shared: float = 0.0
    """The share of the validation rows that are among the training rows."""
    unseen: tuple[int, ...] = ()
    """Classes that only the validation split has."""
    leak: int | None = None
    """The column of x that is y itself, from 0."""
    same_xy: bool = False
    """Whether x and y are one and the same object."""
    constant: bool = False
    """Whether the trained model answers everything alike; only looked at when the loss has hardly changed."""


class AskedFacts(Struct, frozen=True):
    """One `predict` of the cell."""

    key: str
    x: GivenFacts
    trained_on: GivenFacts | None = None
    """What the model's latest `fit` was given as x."""
