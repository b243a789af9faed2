"""What a notebook or a script holds, whatever its format: texts and cells, in order."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Output(Struct, frozen=True):
    """One thing that a cell gave."""

    kind: str
    """`printed`, `value`, `svg` or `error`."""
    text: str


class Piece(Struct, frozen=True):
    """A text or a cell. Line ends are newlines, and there is none at either end."""

    text: str
    is_code: bool = False
    """Else it is Markdown."""
    outputs: tuple[Output, ...] = ()


class OwnFile(Struct, frozen=True):
    """One file of the learner's own."""

    path: Path
    pieces: tuple[Piece, ...]
    title: str = ""
    """What the file itself says it is called; empty when it says nothing."""
