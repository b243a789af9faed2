"""Learner's spelling: one form for a name, however it is written, and words mended that look like known ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from functools import cache

ALIKE = 0.8
"""Similarity, by `difflib`, from which on a word is taken for a known one."""
_SHORTEST_SLIP = 3
_SHORTEST_MENDED = 5
"""Letters. Below, only two letters that have changed places are mended, or one that is missing."""
_APOSTROPHES = re.compile("['’`]")


def simplified(text: str) -> str:
    """Small letters, without apostrophes: `whats`, `dont`."""
    return _APOSTROPHES.sub("", text.lower())


def plain(text: str) -> str:
    """Small letters, without apostrophes and without marks around the words."""
    words = (word.strip('?!.,;:"“”').strip() for word in simplified(text).split())
    return " ".join(word for word in words if word)


@cache
def one_form(name: str) -> str:
    """A name or a question as everybody writes it: plain, and in the singular."""
    return " ".join(map(_singular, plain(name).split()))


def _singular(word: str) -> str:
    if word.endswith("ses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) else word


def mended(text: str, known: Collection[str]) -> str:
    """The text, plain, with every word that is not known replaced by the one it resembles, if there is one."""
    return re.sub(r"[a-z]+", lambda found: _mended(found[0], known), plain(text))


def _mended(word: str, known: Collection[str]) -> str:
    if len(word) < _SHORTEST_SLIP or word in known or _singular(word) in known:
        return word
    near = [each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) <= 1]
    if len(word) < _SHORTEST_MENDED:
        return next((each for each in sorted(near) if is_slip(word, each)), word)
    return next(iter(difflib.get_close_matches(word, near, n=1, cutoff=ALIKE)), word)


def is_slip(typed: str, meant: str) -> bool:
    """Whether two neighbours have changed places (`hwo`), or one is missing, inside (`mny`), or of two (`los`)."""
    if len(typed) == len(meant):
        swapped = (typed[: at - 1] + typed[at] + typed[at - 1] + typed[at + 1 :] for at in range(1, len(typed)))
        return typed != meant and meant in swapped
    return len(typed) + 1 == len(meant) and any(
        meant[:at] + meant[at + 1 :] == typed and (at < len(typed) or meant[at] == meant[at - 1])
        for at in range(1, len(meant))
    )
