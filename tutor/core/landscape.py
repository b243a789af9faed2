"""Facts of the loss around a model: how it would be with other weights, and the way that training took there."""

from __future__ import annotations

from msgspec import Struct


class LandscapeFacts(Struct, frozen=True):
    """The loss at places of a plane through the weights. Nothing of the learner's has changed for it."""

    problem: str = ""
    """Why there is none, as a whole sentence; empty when there is."""
    model: str = ""
    loss_name: str = ""
    parameters: int = 0
    """Those that learn."""
    samples: int = 0
    """On which the loss was computed."""
    how: str = "weights"
    """What the plane is: the two `weights` themselves, two directions of the `path`, or two `random` ones."""
    names: tuple[str, ...] = ()
    """What its two directions are called."""
    share: float = 1.0
    """Of the path's extent, squared, the part that lies in the plane."""
    across: tuple[float, ...] = ()
    up: tuple[float, ...] = ()
    losses: tuple[tuple[float | None, ...], ...] = ()
    """A row for each of `up`, the lowest first; None for what is not finite."""
    path: tuple[tuple[float, ...], ...] = ()
    """Where the weights were at moments of the latest training: rows of two; empty where that is not known."""
    first: int = 0
    last: int = 0
    """The epochs of its two ends."""
    now: tuple[float, ...] = ()
    """Where the model stands."""
    loss: float | None = None
    """There."""


class Landscape(Struct, frozen=True):
    """Ask for the LandscapeFacts of a model: of the one trained last when it has no name."""

    model: str = ""
