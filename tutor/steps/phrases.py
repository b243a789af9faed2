"""A typed answer, freed of what says nothing: case, articles, `I think it is`, marks at its end."""

from __future__ import annotations

import re

FILLERS = frozenset(
    re.findall(
        r"\S+",
        """
        i im id think guess believe suppose say would it its is be must should that the a an answer option choice
        number no one my please maybe perhaps probably about around approximately roughly so ok well sure
        only just will them of
        """,
    )
)
"""Words around an answer that say nothing: `I think it is the second one`."""


def plain(text: str) -> str:
    """The text without case, marks at its ends, and the article it begins with."""
    words = text.casefold().strip(" \t\n.,;:!?\"'`*“”").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("a", "an", "the") else words)


def bared(text: str) -> list[str]:
    """The text without empty words at its end, with all those it begins with, with one fewer, and so on."""
    words = re.sub(r"['’]", "", text).split()
    empty = [word.strip(",.!").casefold() in FILLERS for word in words]
    end = next((place for place in range(len(words), 0, -1) if not empty[place - 1]), 0)
    begin = next((place for place in range(end) if not empty[place]), 0)
    return [" ".join(words[place:end]).strip(" ,!") for place in range(begin + 1)]


def spelt(text: str) -> str:
    """The words that may be a number written out: without those that say nothing, but for `one`."""
    words = [word.strip(",.!").casefold() for word in text.split()]
    return " ".join(word for word in words if word not in FILLERS - {"one"})


def words_of(text: str) -> list[str]:
    """Its words, bare."""
    return [word.strip(".,;:") for word in plain(text).split()]


def tight(text: str) -> str:
    """Without spaces, so that `6x+6` is `6x + 6`."""
    return "".join(plain(text).split())


_MARKS = re.compile(r"\s*[,;&+]\s*")
_MARKS_AND_WORDS = re.compile(r"\s*(?:[,;&+]|\band\b)+\s*", re.IGNORECASE)
_SIGN = r"(?:[A-Fa-f]|\d{1,2})"
_SIGNS = re.compile(rf"{_SIGN}(?:[ /]+{_SIGN})+")
_TOGETHER = re.compile(r"[A-F]{2,6}")
_INTRODUCED = re.compile(r"(?:both|all of|i think|its|it's|they are)\s+", re.IGNORECASE)


def parts(text: str) -> list[list[str]]:
    """The answers that a line may name, one by one: `1, 3`, `1 and 3`, `A C`, `AC`, `both the first and the last`.

    Two readings: an `and` may belong to an answer, or stand between two.
    """
    line = text.strip(" \t.!?")
    if _TOGETHER.fullmatch(line):
        return [list(line)]
    if _SIGNS.fullmatch(line):
        line = re.sub(r"[ /]+", ",", line)
    line = _INTRODUCED.sub("", line, count=1) if _INTRODUCED.match(line) else line
    return [[*filter(None, map(_part, between.split(line)))] for between in (_MARKS, _MARKS_AND_WORDS)]


def _part(text: str) -> str:
    """One of several answers; empty for words that say nothing. A letter alone is a choice here."""
    if re.fullmatch("[A-Fa-f]", text.strip()):
        return text.strip().upper()
    return "" if set(words_of(text)) <= FILLERS - {"one"} else text
