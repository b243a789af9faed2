"""A map of the loss for tests to look at: y = 2x + 30 from six points, exact over its weight and its bias."""

from __future__ import annotations

from tutor.core.landscape import LandscapeFacts

X = (-10.0, 0.0, 2.0, 6.0, 12.0, 15.0)


def loss(weight: float, bias: float) -> float:
    return sum(((weight - 2) * x + bias - 30) ** 2 for x in X) / len(X)


def valley(columns: int = 41, rows: int = 21, zigzag: bool = False) -> LandscapeFacts:
    """The path goes straight, or from side to side, from 0, 0 to 2, 28."""
    across = tuple(-1 + 4 * place / (columns - 1) for place in range(columns))
    up = tuple(-5 + 45 * place / (rows - 1) for place in range(rows))
    sides = [(0.8 if place % 2 else -0.8) * (1 - place / 20) * zigzag for place in range(21)]
    path = tuple((2 * place / 20 + sides[place], 28 * place / 20) for place in range(21))
    return LandscapeFacts(
        model="model",
        loss_name="mean_squared_error",
        parameters=2,
        samples=6,
        names=("weight", "bias"),
        across=across,
        up=up,
        losses=tuple(tuple(loss(weight, bias) for weight in across) for bias in up),
        path=path,
        last=500,
        now=path[-1],
        loss=loss(*path[-1]),
    )
