"""Cuts a text into the numbered pieces of words that BERT models read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import count

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
"""Letters. A longer word is unknown as a whole."""
MOST_PIECES = 128
"""Pieces that are read, the two at the ends included: what the model was trained on. The rest is dropped."""
MOST_SEARCHED = 20
"""Pieces, of 0.01 to 0.5 ms each. On the development questions the whole takes 0.4 ms then, 9 at most."""
_IDEOGRAPHS = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F)),
    *((0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)
"""Characters that are words by themselves."""


class Vocabulary:
    """The number of each piece, from a `vocab.txt`: one piece a line, counted from 0.

    To know all of them takes 7 ms, which is long for a first question. So a few are searched for in the text.
    """

    def __init__(self, content: bytes) -> None:
        self._lines = b"\n" + content.rstrip(b"\n") + b"\n"
        self._searched = 0

    def __contains__(self, piece: str) -> bool:
        return self.number(piece) is not None

    def __getitem__(self, piece: str) -> int:
        """Raises KeyError."""
        found = self.number(piece)
        if found is None:
            raise KeyError(piece)
        return found

    def number(self, piece: str) -> int | None:
        if self._searched >= MOST_SEARCHED:
            return self._all.get(piece)
        self._searched += 1
        place = self._lines.find(f"\n{piece}\n".encode())
        return self._lines.count(b"\n", 0, place) if place >= 0 else None

    @cached_property
    def _all(self) -> dict[str, int]:
        return dict(zip(self._lines[1:-1].decode(errors="replace").split("\n"), count(), strict=False))


def pieces(text: str, numbers: Vocabulary) -> list[int]:
    """The numbers of the pieces of a text, between those of its begin and its end."""
    found = [numbers[piece] for word in _words(text) for piece in _cut(word, numbers)]
    return [numbers[BEGIN], *found[: MOST_PIECES - 2], numbers[END]]


def _words(text: str) -> list[str]:
    """Small letters without accents; every punctuation mark is a word."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(_spaced(character) for character in decomposed).split()


def _spaced(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if character.isspace():
        return " "
    if category == "Mn" or category.startswith("C") or character == "\N{REPLACEMENT CHARACTER}":
        return ""
    is_mark = category.startswith("P") or (code < 128 and not character.isalnum())
    if is_mark or any(first <= code <= last for first, last in _IDEOGRAPHS):
        return f" {character} "
    return character


def _cut(word: str, numbers: Vocabulary) -> Iterator[str]:
    """The longest piece that the word begins with, then the longest of the rest, as `train`, `##able`."""
    found: list[str] = []
    begin = 0
    while begin < len(word) <= LONGEST_WORD:
        before = "##" if begin else ""
        ends = range(len(word), begin, -1)
        end = next((end for end in ends if before + word[begin:end] in numbers), None)
        if end is None:
            break
        found.append(before + word[begin:end])
        begin = end
    return iter(found if begin == len(word) else [UNKNOWN])
