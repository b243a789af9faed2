"""A model of one neuron beside the best line through its data: what is left to be gained, and by what."""

from __future__ import annotations

import math

from msgspec import Struct

from tutor.answers.subjects.reading import inputs_of, labels_of
from tutor.answers.world import World
from tutor.core.facts import ArrayFacts

EXACT = 1e-6
"""A best line that leaves this share of the spread of y or less leaves nothing."""


class Line(Struct, frozen=True):
    """y = weight · x + bias, the model's own and the best one (least squares)."""

    weight: float
    bias: float
    best_weight: float
    best_bias: float
    rest: float
    """The mean squared error of the best line: what no training can take away."""
    loss: float
    """The mean squared error of the model's own line, now."""
    exact: bool
    """Whether the points lie on one line."""


def line_of(world: World) -> Line | None:
    """None when the model is no line, or its data is not at hand."""
    model, x, y = world.model, inputs_of(world), labels_of(world)
    if model is None or x is None or y is None or [array.size for array in model.weights] != [1, 1]:
        return None
    points = _points(x, y)
    if len(points) < 2 or not all(array.finite for array in model.weights):
        return None
    weight, bias = (float(array.values[0]) for array in model.weights)
    middle_x, middle_y = (sum(column) / len(points) for column in zip(*points, strict=True))
    spread = sum((one - middle_x) ** 2 for one, _ in points)
    if not spread:
        return None
    best = sum((one - middle_x) * (other - middle_y) for one, other in points) / spread
    best_bias = middle_y - best * middle_x
    size = sum((other - middle_y) ** 2 for _, other in points) / len(points)
    rest = _error(points, best, best_bias)
    return Line(
        weight, bias, best, best_bias, rest, _error(points, weight, bias), rest <= EXACT * max(size, 1e-12)
    )


def _points(x: ArrayFacts, y: ArrayFacts) -> list[tuple[float, float]]:
    whole = x.size == len(x.values) == y.size == len(y.values)
    pairs = [(float(one), float(other)) for one, other in zip(x.values, y.values, strict=False)] if whole else []
    return [pair for pair in pairs if all(map(math.isfinite, pair))]


def _error(points: list[tuple[float, float]], weight: float, bias: float) -> float:
    return sum((weight * one + bias - other) ** 2 for one, other in points) / len(points)
