"""Remembers what the latest cell produced, whichever way: its value, its predictions, the names it bound."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import ModuleType
from typing import Any

MOST_PREDICTIONS = 10


class LatestCell:
    """Holds the live objects until the next cell begins. Silent cells leave it as it is."""

    def __init__(self) -> None:
        self.value: Any = None
        self.predictions: list[Any] = []
        """Latest first, at most `MOST_PREDICTIONS`."""
        self.bound: list[Any] = []
        """In the order of the namespace."""
        self.drawn: list[Any] = []
        """The series of all charts, as they were published."""
        self.answering = False
        """Whether the tutor looks at the session now: what it asks a model is not the learner's."""
        self._before: dict[str, Any] = {}

    def begin(self, info: Any) -> None:
        """IPython calls this before a cell runs."""
        self.value, self.predictions, self.bound, self.drawn = None, [], [], []
        self._before = dict(_namespace())  # holds on to the objects: an id may be used again, an object not

    def predicted(self, predictions: Any) -> None:
        """A `model.predict` has returned."""
        if not self.answering:
            self.predictions = [predictions, *self.predictions][:MOST_PREDICTIONS]

    def draws(self, figure: Mapping[str, Any]) -> None:
        """A figure, as it was described, has been published."""
        self.drawn += [series for axes in figure["axes"] for series in axes["series"]]

    def end(self, result: Any) -> None:
        """IPython calls this after a cell has run, well or not."""
        before, self._before = self._before, {}
        self.value = result.result
        self.bound = newly_bound(before, _namespace(), result.info.raw_cell)


LATEST = LatestCell()


def newly_bound(before: Mapping[str, Any], after: Mapping[str, Any], code: str) -> list[Any]:
    """Values of the names that are new, changed, or assigned by `code` although the value stayed the same."""
    assigned = assigned_names(code)
    return [
        value
        for name, value in after.items()
        if not name.startswith("_")
        and not isinstance(value, ModuleType)
        and (name in assigned or name not in before or before[name] is not value)
        and name not in ("In", "Out")
    ]


def assigned_names(code: str) -> set[str]:
    """Names that `code` assigns; empty when it does not parse (a magic, for one)."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _namespace() -> dict[str, Any]:
    from IPython import get_ipython

    namespace: dict[str, Any] = get_ipython().user_ns
    return namespace
