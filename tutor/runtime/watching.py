"""Remembers what the latest cell did with models, and what they went through before it."""

from __future__ import annotations

import itertools
import os
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .fits import fit_facts
from .rows import part_facts
from .variables import models

MOST = 10
"""Trainings and questions of one cell that are remembered, the latest ones."""
SAMPLE = 64
"""Rows of x that are kept, to ask the trained model."""


@dataclass(frozen=True)
class Trained:
    """What a model has gone through up to its latest `fit`."""

    epochs: int
    """In all its trainings."""
    optimizer: Any
    trainable: tuple[bool, ...]
    """Of each of its layers, then."""
    x: dict[str, Any] | None
    """What the latest `fit` was given."""
    cell: int


@dataclass(frozen=True)
class Before:
    """A model as it was when the cell began."""

    optimizer: Any
    layers: int
    past: Trained | None


@dataclass(frozen=True)
class EndedFit:
    """One `fit` that has ended."""

    model: Any
    facts: dict[str, Any]
    history: Any
    sample: Any
    """The first rows of x."""


@dataclass
class Watch:
    """Holds live objects until the next cell begins."""

    cell: int = 0
    """Counts the cells that the learner ran; 0 while earlier ones are run again."""
    trainings: list[EndedFit] = field(default_factory=list)
    asked: list[tuple[Any, Any]] = field(default_factory=list)
    """Models with the x they were asked about."""
    evaluated: list[tuple[Any, dict[str, Any] | None]] = field(default_factory=list)
    """Models with the rows on which the cell measured them, as `part_facts` tells them."""
    before: weakref.WeakKeyDictionary[Any, Before] = field(default_factory=weakref.WeakKeyDictionary)
    """The models that a variable held when the cell began."""
    past: weakref.WeakKeyDictionary[Any, Trained] = field(default_factory=weakref.WeakKeyDictionary)
    _keys: weakref.WeakKeyDictionary[Any, str] = field(default_factory=weakref.WeakKeyDictionary)
    _numbers: Any = field(default_factory=itertools.count)

    def begin(self, info: Any) -> None:
        """IPython calls this before a cell runs, unless it is a silent one."""
        self.cell += 1
        self.trainings, self.asked, self.evaluated = [], [], []
        self.before.clear()
        for _, model in models():
            self.before[model] = Before(optimizer_of(model), len(model.layers), self.past.get(model))

    def trained(self, model: Any, arguments: Mapping[str, Any], history: Any) -> None:
        """A `fit` has ended well. Whatever cannot be looked at is left out; never raises an Exception."""
        try:
            self._trained(model, arguments, history)
        except Exception:
            return

    def _trained(self, model: Any, arguments: Mapping[str, Any], history: Any) -> None:
        x, earlier = arguments.get("x"), self.past.get(model)
        now = trainable(model)
        if earlier is not None and earlier.optimizer is not model.optimizer:
            earlier = None  # compiled anew since then
        facts: dict[str, Any] = fit_facts(arguments) | {
            "key": self.key(model),
            "goes_on": earlier.epochs if earlier and 0 < earlier.cell < self.cell else 0,
            "cold": earlier is not None and earlier.trainable != now,
        }
        sample = None if x is None or not hasattr(x, "shape") else x[:SAMPLE]
        self.trainings = [*self.trainings, EndedFit(model, facts, history, sample)][-MOST:]
        epochs = self.epochs(model) + len(history.epoch)
        self.past[model] = Trained(epochs, model.optimizer, now, facts["x"], self.cell)

    def predicted(self, model: Any, x: Any) -> None:
        """A `predict` of the learner's has returned."""
        self.asked = [*self.asked, (model, x)][-MOST:]

    def measured(self, model: Any, x: Any, y: Any) -> None:
        """An `evaluate` of the learner's has returned."""
        self.evaluated = [*self.evaluated, (model, part_facts(x, y))][-MOST:]

    def epochs(self, model: Any) -> int:
        """Epochs of all the trainings it has had."""
        return self.past[model].epochs if model in self.past else 0

    def key(self, model: Any) -> str:
        """A name of its own for each model, in this process and in those after it."""
        if model not in self._keys:
            self._keys[model] = f"{os.getpid()}.{next(self._numbers)}"
        return self._keys[model]


WATCH = Watch()


def optimizer_of(model: Any) -> Any:
    """Its optimizer; None before `compile`, when Keras has no such attribute yet."""
    return getattr(model, "optimizer", None)


def trainable(model: Any) -> tuple[bool, ...]:
    """Which of its layers may learn."""
    return tuple(bool(layer.trainable) for layer in model.layers)
