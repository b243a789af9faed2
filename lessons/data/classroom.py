"""Data for the lessons: made on the spot from a seed, or read from the files beside this one.

Nothing is downloaded. A lesson writes `from classroom import moons`. What is made comes in random order; what
is read keeps the order of its file, which is often sorted, so `shuffled` it before you split it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_HERE = Path(__file__).parent


# Made on the spot ---------------------------------------------------------------------------------------


def noisy_line(points: int = 200, noise: float = 3.0, seed: int = 0) -> tuple[Array, Array]:
    """x and y, each of shape (points,): y = 2x + 30 + noise, with x between -10 and 15.

    `noise` is the standard deviation of what is added to y: no model's squared error gets much below its square.
    """
    random = np.random.default_rng(seed)
    x = random.uniform(-10, 15, points)
    return x, 2 * x + 30 + random.normal(0, noise, points)


def noisy_sine(points: int = 400, noise: float = 0.1, seed: int = 0) -> tuple[Array, Array]:
    """x and y, each of shape (points,): y = sin(2x) + noise, with x between -3 and 3."""
    random = np.random.default_rng(seed)
    x = random.uniform(-3, 3, points)
    return x, np.sin(2 * x) + random.normal(0, noise, points)


def moons(points: int = 400, noise: float = 0.15, seed: int = 0) -> tuple[Array, Array]:
    """Two half circles that reach into each other: points of shape (points, 2), and labels 0 (upper) or 1 (lower).

    With an odd number of points, the upper one has one more. Another seed gives other points of the same moons.
    """
    random = np.random.default_rng(seed)
    upper = np.linspace(0, np.pi, points - points // 2)
    lower = np.linspace(0, np.pi, points // 2)
    x = np.concatenate([np.cos(upper), 1 - np.cos(lower)])
    y = np.concatenate([np.sin(upper), 0.5 - np.sin(lower)])
    labels = np.repeat([0, 1], [len(upper), len(lower)])
    order = random.permutation(points)
    return np.column_stack([x, y])[order] + random.normal(0, noise, (points, 2)), labels[order]


# Read from a file ---------------------------------------------------------------------------------------


def auto_mpg() -> tuple[Array, Array, tuple[str, ...]]:
    """Cars of 1970 to 1982: features (392, 7), miles per gallon (392,), and the names of the features.

    Sorted by year. Displacement is in cubic inches, weight in pounds, acceleration in seconds from 0 to 60 mph;
    origin is 1 for American, 2 for European, 3 for Japanese cars.
    """
    names = ("cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year", "origin")
    rows = _rows("auto_mpg.csv")
    features = np.array([[row[name] for name in names] for row in rows], dtype="float32")
    return features, np.array([row["mpg"] for row in rows], dtype="float32"), names


def penguins() -> tuple[Array, Array, tuple[str, ...], tuple[str, ...]]:
    """Penguins: features (342, 4), species (342,) as 0, 1, 2, the names of the features, those of the species.

    Sorted by species: 151 Adelie, 123 Gentoo, 68 Chinstrap, numbered 0, 2 and 1. Lengths are in millimetres, mass
    is in grams. Two penguins that nobody measured are left out.
    """
    names = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
    species = ("Adelie", "Chinstrap", "Gentoo")
    rows = [row for row in _rows("penguins.csv") if all(row[name] not in ("", "NA") for name in names)]
    features = np.array([[row[name] for name in names] for row in rows], dtype="float32")
    return features, np.array([species.index(row["species"]) for row in rows]), names, species


def digits() -> tuple[Array, Array]:
    """Handwritten digits: images (1797, 8, 8) from 0 (paper) to 1 (ink), labels (1797,) from 0 to 9.

    Not sorted by label, and yet not in random order: the handwriting changes along the file. A small network
    gets 96 of 100 right in a test on shuffled rows, and 88 in one on the last rows. The file has 17 greys.
    """
    with np.load(_HERE / "digits.npz") as file:
        return (file["x"] / 16).astype("float32"), file["y"].astype(int)


def fashion14() -> tuple[Array, Array, tuple[str, ...]]:
    """Pictures of clothes: images (6000, 14, 14) from 0 (nothing) to 1, labels (6000,), and the ten names.

    In random order. The first 5000 are meant for training, the last 1000 for the test. The file has 16 greys.
    """
    names = (
        "T-shirt",
        "trousers",
        "pullover",
        "dress",
        "coat",
        "sandal",
        "shirt",
        "sneaker",
        "bag",
        "ankle boot",
    )
    with np.load(_HERE / "fashion14.npz") as file:
        images = np.concatenate([file["x_train"], file["x_test"]])
        labels = np.concatenate([file["y_train"], file["y_test"]])
    return (images / 15).astype("float32"), labels.astype(int), names


def shuffled(*arrays: Array, seed: int = 0) -> tuple[Array, ...]:
    """Copies of the arrays, all in the same random order of rows. Raises ValueError when they differ in length."""
    lengths = {len(array) for array in arrays}
    if len(lengths) != 1:
        raise ValueError(f"shuffled needs arrays of one length, not of {sorted(lengths)}")
    order = np.random.default_rng(seed).permutation(lengths.pop())
    return tuple(array[order] for array in arrays)


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
