"""Which of many names was most likely meant by one that is nearly right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST = 3
CLOSE = 0.72
"""How alike two words are at least, by difflib's measure: `evalute` and `evaluate` are at 0.93."""


def alike(typed: str, *groups: Iterable[str]) -> tuple[str, ...]:
    """The nearest names of the first group that has any, the likeliest first: the same letters in other capitals,
    two letters turned round, one letter too few or too many, and then what looks alike. Private names only for one
    that is private itself."""
    for group in groups:
        names = [
            name
            for name in dict.fromkeys(group)
            if name != typed and name.startswith("_") <= typed.startswith("_")
        ]
        found = _nearest(typed, names)
        if found:
            return found
    return ()


def _nearest(typed: str, names: list[str]) -> tuple[str, ...]:
    same = [name for name in names if name.lower() == typed.lower()]
    turned = set(_turned(typed)) | set(_turned(typed.lower()))
    slips = [name for name in names if name in turned or name.lower() in turned]
    one = [name for name in names if len(typed) > 2 and _one_letter(typed.lower(), name.lower())]
    close = difflib.get_close_matches(typed, names, MOST, CLOSE) if len(typed) > 2 else []
    lowered = {name.lower(): name for name in names}
    close += (
        [lowered[each] for each in difflib.get_close_matches(typed.lower(), lowered, MOST, CLOSE)]
        if len(typed) > 2
        else []
    )
    close = [name for name in close if not _has_another_first_word(typed, name)]
    one.sort(key=lambda name: -difflib.SequenceMatcher(None, typed, name).ratio())
    return tuple(dict.fromkeys([*same, *slips, *one, *close]))[:MOST]


def _has_another_first_word(typed: str, name: str) -> bool:
    """`get_gradients` and `apply_gradients`: two things that one does with the same."""
    (first, _, rest), (other, _, behind) = typed.partition("_"), name.partition("_")
    return bool(rest) and rest == behind and difflib.SequenceMatcher(None, first, other).ratio() < CLOSE / 1.2


def _turned(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1))


def _one_letter(word: str, other: str) -> bool:
    """Whether one letter is missing, too many or another one."""
    if abs(len(word) - len(other)) > 1:
        return False
    short, long = sorted((word, other), key=len)
    place = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) == len(long):
        return short[place + 1 :] == long[place + 1 :]
    return short[place:] == long[place + 1 :]
