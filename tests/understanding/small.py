"""Small weights without a training: a class is what its voices have in common."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Mapping, Sequence

from tutor.core.meaning import Situation
from tutor.understanding.added import STRENGTH, added
from tutor.understanding.features import PLACES, VERSION
from tutor.understanding.model import Understanding
from tutor.understanding.weights import Header, Weights, packed, unpacked

FILLERS = ("kett", "gard", "pian", "brid", "moun", "ferr", "lanp", "clou", "dest", "whal", "juni", "quar", "oxyg")
VOICES = {
    "loss": ("what is a loss", "explain the idea of a loss"),
    "bias": ("what is a bias", "why does a neuron have a bias"),
    "=loss": ("what is my loss now", "show me the loss of my model"),
    "@task": ("what do i do now", "what should i type here"),
    "none": ("who won the football match", "where can i buy a ticket"),
    "general": ("is a loss of a model a number", "is a bias a number"),
} | {word: (f"{word} {word}ing", f"{word}ed") for word in FILLERS}
"""The last ones are there for their number: what nothing speaks for is about each of them as much."""
TRAINED = Situation(trained=True)


def file_of(
    voices: Mapping[str, Sequence[str]] = VOICES,
    titles: Mapping[str, str] | None = None,
    common: Sequence[str] = (),
    version: int = VERSION,
    checksum: int = 0,
) -> bytes:
    """A file of weights for these classes: for each the mean of its voices' features."""
    given = tuple((name, tuple(lines)) for name, lines in voices.items())
    return _file_of(given, tuple((titles or {}).items()), tuple(common), version, checksum)


@functools.cache
def _file_of(
    given: tuple[tuple[str, tuple[str, ...]], ...],
    titles: tuple[tuple[str, str], ...],
    common: tuple[str, ...],
    version: int,
    checksum: int,
) -> bytes:
    voices = dict(given)
    means = {place: each.weights for place, each in enumerate(added(voices).values())}
    largest = max(value for mean in means.values() for value in mean.values())
    counts, owners, values = array("H"), array("H"), array("b")
    for feature in range(PLACES):
        whole = {place: round(127 * mean.get(feature, 0.0) / largest) for place, mean in means.items()}
        kept = {place: value for place, value in whole.items() if value}
        counts.append(len(kept))
        owners.extend(kept)
        values.extend(kept.values())
    head = Header(
        version, checksum, tuple(voices), STRENGTH * largest / 127, (0.0,) * len(voices),
        dict(titles), common,
    )  # fmt: skip
    return packed(head, counts, owners, values)


def weights_of(voices: Mapping[str, Sequence[str]] = VOICES) -> Weights:
    return unpacked(file_of(voices))


def understanding(voices: Mapping[str, Sequence[str]] = VOICES, common: Sequence[str] = ()) -> Understanding:
    titles = {name: f"the {name[1:]} here" for name in voices if name[0] in "=@"}
    return Understanding(unpacked(file_of(voices, titles=titles, common=common)))
