"""Makes data and models for trainings whose course is known beforehand. Needs Keras; nothing is judged here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

Array = np.ndarray[Any, Any]
Chance = np.random.Generator


@dataclass
class Plan:
    """One training that is about to run."""

    model: Any
    x: Any
    y: Any = None
    fit: dict[str, Any] = field(default_factory=dict)
    before: int = 0
    """Epochs of an earlier `fit` of the same model."""
    cause: str = ""


def pick(chance: Chance, *choices: Any) -> Any:
    return choices[int(chance.integers(len(choices)))]


def between(chance: Chance, low: float, high: float) -> float:
    """Evenly over the logarithm."""
    return float(np.exp(chance.uniform(np.log(low), np.log(high))))


def inputs(chance: Chance, rows: int, columns: int) -> Array:
    return chance.normal(size=(rows, columns))


def measured(
    chance: Chance, rows: int, columns: int, size: float, noise: float, bent: bool = False
) -> tuple[Array, Array]:
    """x, and y of about this size; `noise` is its share of the spread of y."""
    x = inputs(chance, rows, columns)
    weights = chance.normal(size=columns)
    weights /= np.linalg.norm(weights)
    y = x @ weights
    if bent:
        y = np.sin(2 * y) + 0.5 * np.abs(x[:, 0]) - 0.4
        y /= y.std()
    y = y * np.sqrt(1 - noise**2) + noise * chance.normal(size=rows)
    return x, size * (y + pick(chance, 0.0, 0.0, 1.0, -2.0))


def kinds(
    chance: Chance, rows: int, columns: int, count: int, apart: float, rare: float = 0.0
) -> tuple[Array, Array]:
    """x, and the number of its kind: clouds so many spreads apart. `rare`: the share of all but kind 0."""
    shares = [1 - rare, *[rare / (count - 1)] * (count - 1)] if rare else [1 / count] * count
    y = chance.choice(count, size=rows, p=shares)
    y[:count] = np.arange(count)
    centres = chance.normal(size=(count, columns))
    centres *= apart / np.linalg.norm(centres, axis=1, keepdims=True)
    return chance.normal(size=(rows, columns)) + centres[y], y


def network(
    columns: int,
    out: int = 1,
    *,
    hidden: tuple[int, ...] = (),
    activation: str = "relu",
    ending: str | None = None,
    scale: float = 1.0,
    extra: Callable[[], Any] | None = None,
    **options: Any,
) -> Any:
    """A Sequential; `extra` makes a layer behind each hidden one; the answers are multiplied by `scale`."""
    model = keras.Sequential([keras.Input((columns,))])
    for units in hidden:
        model.add(keras.layers.Dense(units, activation=activation, **options))
        if extra:
            model.add(extra())
    model.add(keras.layers.Dense(out, activation=ending))
    if scale != 1.0:
        model.add(keras.layers.Rescaling(scale))
    return model


def wide(chance: Chance, deep: bool) -> tuple[int, ...]:
    return pick(chance, (16,), (32,), (16, 8), (24, 24)) if deep else ()


def steepest(x: Array) -> float:
    """The largest rate that plain SGD over all rows bears, with the mean squared error of a straight model."""
    full = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    return float(1 / np.linalg.eigvalsh(full.T @ full / len(full))[-1])


def for_kinds(count: int, chance: Chance) -> tuple[str, int, str]:
    """Loss, width and ending of a model for so many kinds."""
    if count == 2 and chance.random() < 0.7:
        return "binary_crossentropy", 1, "sigmoid"
    return "sparse_categorical_crossentropy", count, "softmax"


def validated(chance: Chance, share: float = 0.5) -> dict[str, Any]:
    return {"validation_split": pick(chance, 0.2, 0.25)} if chance.random() < share else {}
