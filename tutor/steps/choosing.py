"""The choice of a quiz that a text stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.core.numbers import read_number
from tutor.steps.phrases import FILLERS, bared, tight, words_of

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

_LETTER = re.compile(r"[A-F]|\(?[A-Fa-f]\)|(?:answer|option|choice) [A-Fa-f]", re.ASCII)


def choice_meant(text: str, choices: Sequence[str]) -> str | None:
    """The choice that a text stands for: by its words, its number, or words that only it begins with."""
    forms = [tight(text), *map(tight, bared(text))]
    by_words = next((choice for choice in choices if tight(choice) in forms), None)
    number = read_number(text.strip().strip("().#")) if by_words is None else None
    if number is not None and number.is_integer() and 1 <= number <= len(choices):
        return choices[int(number) - 1]
    begun = next(filter(None, (_begun(each, choices) for each in bared(text))), None)
    return by_words or _counted_out(text, choices) or begun or _told(text, choices)


def _counted_out(text: str, choices: Sequence[str]) -> str | None:
    """The choice that is meant by its place: `the second one`, `option 2`, `B`, `the last`."""
    words = [word.strip(".,;:!?()#") for word in re.sub(r"['’]", "", text.casefold()).split()]
    left = [word for word in words if word not in FILLERS - {"a"}]
    letter = _LETTER.fullmatch(text.strip(" .!?"))
    count = len(choices)
    match left:
        case _ if letter is not None:
            place = ord(letter[0].strip("()")[-1].lower()) - ord("a")
        case [word] if (word in ORDINALS and len(words) > 1) or word in ORDINALS[1:]:
            place = ORDINALS.index(word)
        case ["last"]:
            place = count - 1
        case [word] if word.isdecimal() and word.isascii() and len(word) < 9:
            place = int(word) - 1
        case _:
            return None
    return choices[place] if 0 <= place < count else None


def _begun(text: str, choices: Sequence[str]) -> str | None:
    """The only choice that begins with these words."""
    words = words_of(text)
    begun = [choice for choice in choices if words_of(choice)[: len(words)] == words]
    return begun[0] if words and len(begun) == 1 else None


def _told(text: str, choices: Sequence[str]) -> str | None:
    """The only choice in which all of these words are found, when they are more than one."""
    words = set(words_of(bared(text)[0])) - FILLERS
    found = [choice for choice in choices if words <= set(words_of(choice))]
    return found[0] if len(words) > 1 and len(found) == 1 and "?" not in text else None
