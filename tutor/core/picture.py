"""A picture in a lesson, as its file names it."""

from __future__ import annotations

from msgspec import Struct


class Picture(Struct, frozen=True, kw_only=True):
    """A picture in a step: a PNG file, drawn in cells."""

    file: str
    """Where it lies, seen from the lesson file's folder: `data/neuron.png`."""
    says: str
    """What there is to see, in a sentence. It stands under the picture, or in its place."""
