"""Cuts every `fit` short, for proofs that only ask what goes into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

shortest = 0
"""Epochs to which every `fit` is cut; 0: as many as it is told."""


def shorten(epochs: int) -> None:
    """From now on, end every `fit` after so many epochs; 0: no longer."""
    global shortest
    shortest = epochs


def cut(arguments: Mapping[str, Any], first: int = 1) -> dict[str, Any]:
    """The arguments of a `fit` that begins with that epoch, with so few epochs as `shorten` wants."""
    epochs = int(arguments.get("epochs", 1))
    return {**arguments, "epochs": min(epochs, first - 1 + shortest)} if shortest else dict(arguments)
