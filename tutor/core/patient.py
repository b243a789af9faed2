"""What a training began with and what was found in its model: all that judging it takes besides its curves."""

from __future__ import annotations

from msgspec import Struct


class Patient(Struct, frozen=True):
    """One `fit`. Whatever is not known is empty or 0."""

    loss: str = ""
    """Canonical name; as written where Keras knows no such loss."""
    optimizer: str = ""
    """The class name."""
    rate: float | None = None
    """The learning rate at the beginning; None for a schedule, and where there is none."""
    scheduled: bool = False
    logits: bool = False
    """Whether the loss takes raw scores."""
    steps_before: int = 0
    """Steps that the optimizer had made before this `fit`."""

    parameters: int = 0
    trainable: int = 0
    built: bool = False
    ending: str = ""
    """The activation of the last layer; empty for a layer that takes none."""
    width: int = 0
    """Units of the last layer."""
    depth: int = 0
    """Layers with weights."""
    noisy: bool = False
    """Whether a layer works otherwise in training than afterwards, by chance: `Dropout` for one."""

    rows: int = 0
    """Those that are trained on."""
    batch: int = 0
    steps: int = 0
    """In one epoch."""
    held: int = 0
    """Rows kept for validation."""
    largest: float = 0.0
    """The largest size of an input."""
    low: float = 0.0
    high: float = 0.0
    spread: float = 0.0
    """Of the targets: least, most, standard deviation."""
    classes: int = 0
    """Kinds among the targets, where the loss is one for kinds."""
    majority: float = 0.0
    """The share of the most frequent kind."""
    baseline: float | None = None
    """The loss of the best answer that is the same for every row."""

    lost: bool = False
    """Whether the loss has become nan or infinite."""
    lost_data: str = ""
    """`x` or `y`, when they hold what is no number."""
    lost_column: int = 0
    """Of `lost_data`, from 0."""
    lost_rows: int = 0
    """Rows of `lost_data` that hold what is no number."""
    lost_layer: str = ""
    """The layer whose weights grew most before, or were lost."""
    lost_from: float = 0.0
    lost_to: float = 0.0
    """Its largest weight at the beginning, and when it was last a number; 0 when the layer is known otherwise."""
    lost_answers: bool = False
    """Whether its answers are lost while the weights are numbers."""
    shut: str = ""
    """The first layer with `relu` of which no neuron answers any row, when the loss does not move."""
