"""How data leaves the session's process: as plain JSON under two MIME types of our own."""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Mapping
from typing import Any

FACTS = "application/vnd.keras-tutor.facts+json"
"""Answers to a query. They travel in the reply itself, which is never lost."""
EVENT = "application/vnd.keras-tutor.event+json"
"""Training and figures, published between the other output so that the order is kept."""


_numbers = itertools.count()
_in_order = threading.RLock()


class NotPlainError(TypeError):
    """The value has no counterpart in JSON."""


def number(value: float) -> Any:
    """A float as JSON: nan and the infinities, which JSON lacks, become `{"$float": "nan"}`."""
    return value if math.isfinite(value) else {"$float": repr(value)}


def plain(value: Any) -> Any:
    """Nested dictionaries, lists, NumPy scalars and numbers as JSON. Raises NotPlainError for anything else."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return number(float(value))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        return plain(value.item())
    raise NotPlainError(type(value).__name__)


class Envelope:
    """Carries data through a `user_expressions` reply."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def __repr__(self) -> str:
        return "<reply>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {FACTS: self.data}


def publish(event: Mapping[str, Any]) -> None:
    """Publish one event; `event["event"]` says which. Does nothing outside a session.

    Each gets a `serial` number, greater than those before it, by which one that comes twice is known.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        with _in_order:
            shell.display_pub.publish({EVENT: {**event, "serial": next(_numbers)}})
