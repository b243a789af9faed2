"""Facts of what goes on inside a training: the next step by hand, the model as it was, the loss around it."""

from __future__ import annotations

from msgspec import Struct


class LayerStep(Struct, frozen=True):
    """What the next step does to one layer. Sizes are root mean squares, one number for all weights of it."""

    name: str
    kind: str = ""
    parameters: int = 0
    """Those that learn."""
    weights: float = 0.0
    gradient: float = 0.0
    step: float = 0.0
    """How far it moves."""
    units: int = 0
    """Units that give 0 for negative sums (ReLU); 0 where there are none, or nobody can look."""
    dead: int = 0
    """Those of them that give 0 for every sample looked at."""


class StepFacts(Struct, frozen=True):
    """What the next step of a training would do, computed as `train_on_batch` does it. Nothing has changed."""

    model: str = ""
    """The variable that holds it."""
    problem: str = ""
    """Why it cannot be told, as a whole sentence; empty when it can."""
    key: str = ""
    """The run whose data it takes; empty where the data was named."""
    optimizer: str = ""
    plain: bool = False
    """Whether the step is the learning rate times the derivative and nothing else."""
    rate: float = 0.0
    loss_name: str = ""
    samples: int = 0
    """In the batch."""
    rows: int = 0
    """In all the data; 0 when nobody knows."""
    loss: float = 0.0
    """On the batch, before the step."""
    after: float = 0.0
    """And after it."""
    names: tuple[str, ...] = ()
    """Of the single parameters, where they are few; what follows stands in step with them."""
    old: tuple[float, ...] = ()
    derivatives: tuple[float, ...] = ()
    new: tuple[float, ...] = ()
    """Bit for bit what `train_on_batch` leaves."""
    averages: tuple[float, ...] = ()
    """Adam's average of the derivatives after this step, corrected for its start at 0; else empty."""
    squares: tuple[float, ...] = ()
    """Adam's average of their squares, likewise."""
    inputs: tuple[tuple[float, ...], ...] = ()
    """The first samples: features, ..."""
    targets: tuple[float, ...] = ()
    predictions: tuple[float, ...] = ()
    shares: tuple[tuple[float, ...], ...] = ()
    """What each of these samples adds to each derivative; empty where that cannot be taken apart."""
    layers: tuple[LayerStep, ...] = ()


class NextStep(Struct, frozen=True):
    """Ask for the StepFacts of a model: of the one trained last when `model` is empty.

    `x` and `y` are expressions; empty for the data of its latest training.
    """

    model: str = ""
    x: str = ""
    y: str = ""
