"""The trained model as a file, and what it says of a line. No NumPy: a question has some hundred features."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from tutor.understanding.features import PLACES, VERSION, features


class Header(Struct, frozen=True):
    """What stands in front of the numbers of the file."""

    version: int
    """Of the features it was trained on."""
    voices: int
    """CRC-32 of what it was trained on; see `tutor.authoring.voices`."""
    classes: tuple[str, ...]
    scale: float
    """What a weight of 1 in the file is worth."""
    bias: tuple[float, ...]
    titles: Mapping[str, str]
    """By subject and request: how it is offered."""
    common: tuple[str, ...]
    """Words that voices of many classes have: they say how somebody asks, not what about."""


class Unfit(Exception):  # noqa: N818 - no error of ours
    """The file is damaged, or of another version."""


class Weights:
    """For each feature the few classes that it speaks for or against."""

    def __init__(self, head: Header, counts: array[int], owners: array[int], values: array[int]) -> None:
        """`counts` has the number of weights of each feature; `owners` (places in `head.classes`) and `values`
        have the weights, one after the other."""
        self.head = head
        self._starts = array("L", [0])
        total = 0
        for count in counts:
            total += count
            self._starts.append(total)
        self._owners, self._values = owners, values

    def scores(self, line: str) -> list[float]:
        """For each class the logarithm of its likelihood, up to what all of them share."""
        scores = [0.0] * len(self.head.classes)
        starts, owners, values = self._starts, self._owners, self._values
        for place, amount in features(line).items():
            for at in range(starts[place], starts[place + 1]):
                scores[owners[at]] += amount * values[at]
        return [self.head.scale * score + bias for score, bias in zip(scores, self.head.bias, strict=True)]


def likelihoods(scores: Sequence[float]) -> list[float]:
    """The scores as shares of 1."""
    highest = max(scores)
    grown = [math.exp(score - highest) for score in scores]
    total = sum(grown)
    return [each / total for each in grown]


def packed(head: Header, counts: array[int], owners: array[int], values: array[int]) -> bytes:
    """The file: a line of JSON, then the numbers, compressed as a whole."""
    parts = (msgspec.json.encode(head), b"\n", counts.tobytes(), owners.tobytes(), values.tobytes())
    return zlib.compress(b"".join(parts), 9)


def unpacked(content: bytes) -> Weights:
    """What `packed` has made. Raises Unfit."""
    try:
        line, _, numbers = zlib.decompress(content).partition(b"\n")
        head = msgspec.json.decode(line, type=Header)
        counts, owners, values = array("H"), array("H"), array("b")
        counts.frombytes(numbers[: 2 * PLACES])
        total = sum(counts)
        owners.frombytes(numbers[2 * PLACES : 2 * (PLACES + total)])
        values.frombytes(numbers[2 * (PLACES + total) :])
    except (zlib.error, msgspec.DecodeError, ValueError) as problem:
        raise Unfit(str(problem)) from problem
    if head.version != VERSION or len(values) != total:
        raise Unfit("it is of another version")
    return Weights(head, counts, owners, values)
