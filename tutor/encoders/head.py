"""The layer that turns an encoder's numbers into the likelihood of each class, as a small file."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_NUMBERS = 3
"""Of the front: what it was trained on, rows, columns; each four bytes."""


class Head:
    """Weights (numbers of the encoder × classes) and biases."""

    def __init__(self, path: Path) -> None:
        """Raises OSError and ValueError."""
        content = zlib.decompress(path.read_bytes())
        front = np.frombuffer(content[: 4 * _NUMBERS], "<u4")
        self.voices, rows, columns = map(int, front)
        numbers = np.frombuffer(content[4 * _NUMBERS : 4 * (_NUMBERS + 2 * columns)], "<f4")
        self._bias, scale = numbers[:columns], numbers[columns:]
        whole = np.frombuffer(content[4 * (_NUMBERS + 2 * columns) :], np.int8).reshape(rows, columns)
        self._kernel = whole.astype(np.float32) * scale

    def likelihoods(self, numbers: Array) -> Array:
        """Of each class, together 1."""
        scores = numbers @ self._kernel + self._bias
        weights = np.exp(scores - scores.max())
        shares: Array = np.asarray(weights / weights.sum(), np.float32)
        return shares


def packed(kernel: Array, bias: Array, voices: int) -> bytes:
    """The file: whole numbers from -127 to 127, and for each class what 1 is worth."""
    scale = np.maximum(np.abs(kernel).max(axis=0), 1e-9) / 127
    whole = np.round(kernel / scale).astype(np.int8)
    front = np.array([voices, *kernel.shape], "<u4")
    parts = (front.tobytes(), bias.astype("<f4").tobytes(), scale.astype("<f4").tobytes(), whole.tobytes())
    return zlib.compress(b"".join(parts), 9)
