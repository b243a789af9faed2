"""Counts what a line consists of: its words, their pairs, and the pieces of each word, every one in its place."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterable

from tutor.understanding.comparing import compared

BITS = 13
"""Each half of the features, words and pieces, is spread over two to this power places."""
_COMPARED_BITS = 10
_COMPARED_WEIGHT = 0.35
"""Of each word of `compared`: there are few of them, and each says much."""
PLACES = (2 << BITS) + (1 << _COMPARED_BITS)
VERSION = 2
"""Changes with every change of what is counted: weights that were trained on other features do not fit."""
PIECES = (3, 4, 5)
"""Letters of a piece, the space before and after the word included. They see through endings and slips."""
_LONGEST = 2000
"""Characters that are read of a line: enough for a question with an output pasted into it."""

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_NUMBER = "#"
"""Stands for every number: which one it is says little about what is asked."""


def features(line: str) -> dict[int, float]:
    """By place, from 0 to `PLACES`: how much of it the line has. The squares of words and pieces sum up to 1, or
    to 0 for no text; what the line compares stands beside them.

    A thing counts once, however often it stands there. Two things may share a place (`zlib.crc32` chooses it):
    with some ten thousand of them that costs little, and no table of words has to be kept.
    """
    words = words_of(line)
    pairs = (f"{one} {two}" for one, two in itertools.pairwise(words))
    halves = (_places((*words, *pairs)), _places(piece for word in words for piece in _pieces(word)))
    found = {
        place + (side << BITS): (2 * len(places)) ** -0.5 for side, places in enumerate(halves) for place in places
    }
    told = compared(line[:_LONGEST])
    return found | {(2 << BITS) + _place(word, _COMPARED_BITS): _COMPARED_WEIGHT for word in told}


def words_of(line: str) -> list[str]:
    """In small letters, without apostrophes; marks are words, too, and all numbers are one."""
    text = re.sub("['’`]", "", line[:_LONGEST].lower())
    return [_NUMBER if word[0].isdigit() else word for word in _WORD.findall(text)]


def _pieces(word: str) -> Iterable[str]:
    padded = f" {word} "
    return (padded[at : at + size] for size in PIECES for at in range(max(1, len(padded) - size + 1)))


def _places(things: Iterable[str]) -> set[int]:
    return {_place(thing, BITS) for thing in things}


def _place(thing: str, bits: int) -> int:
    return zlib.crc32(thing.encode()) & ((1 << bits) - 1)
