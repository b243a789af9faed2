"""Facts of a training as a film: how a model was at some of its moments."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Past(Struct, frozen=True):
    """The model as it was after one epoch."""

    epoch: int = 0
    """The first of a film may be before the training."""
    metrics: Mapping[str, float | None] = field(default_factory=dict)
    """Of that epoch; empty before the training. None for what is not finite."""
    weights: tuple[float, ...] = ()
    """Where they are few."""
    said: tuple[float | None, ...] = ()
    """The model's answers for the first samples."""
    answers: tuple[float | None, ...] = ()
    """What is drawn: along the line, for each target, or for each class."""
    cells: tuple[str, ...] = ()
    """The map: rows of letters, top first, a letter for each class."""
    right: int = -1
    """Samples whose class it gets right; -1 where they have none."""


class FilmFacts(Struct, frozen=True):
    """Moments of one run. It has been trained again on the side for them; nothing of the learner's has changed."""

    problem: str = ""
    """Why there are none, as a whole sentence; empty when there are."""
    key: str = ""
    """The run."""
    model: str = ""
    """The variable that held its model."""
    first: int = 0
    """Epochs before its first one."""
    last: int = 0
    seconds: float = 0.0
    """What it took."""
    stopped: bool = False
    """Whether Ctrl-C ended it when it was trained again."""
    curve: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    """Its loss: epochs and values, in step; may be nan or infinite."""
    kind: str = "loss"
    """What is shown of the model: its `line` through the points, its `map`, `pairs` of targets and answers, what
    it gives the right one of some `classes`, or nothing but the `loss`."""
    x_name: str = "x"
    y_name: str = "y"
    names: tuple[str, ...] = ()
    """Of the weights, where they are few."""
    linear: bool = False
    """Whether it is one neuron that multiplies and adds, and nothing else."""
    samples: int = 0
    inputs: tuple[tuple[float, ...], ...] = ()
    """The first samples, where their features are few."""
    targets: tuple[float, ...] = ()
    x: tuple[float, ...] = ()
    """Of the points that are drawn; targets for `pairs`, the classes for `classes`."""
    y: tuple[float, ...] = ()
    classes: tuple[int, ...] = ()
    """Of the points on a map."""
    across: tuple[float, ...] = ()
    """Where the answers of a line stand."""
    span: tuple[float, ...] = ()
    """Left, right, bottom and top of a map."""
    moments: tuple[Past, ...] = ()


class Moments(Struct, frozen=True):
    """Ask for the FilmFacts of a run: the one of that key, else the latest of that model, else the latest of all.

    Without epochs and frames it is only told whether there can be any.
    """

    model: str = ""
    key: str = ""
    epochs: tuple[int, ...] = ()
    frames: int = 0
    """So many steps from the first moment to the last, evenly."""


class Film(Struct, frozen=True):
    """A training is shown as a film; what stays is one still of it."""

    facts: FilmFacts
    still: int = -1
    """The place of the moment that stays, from 0; -1 for the last."""
