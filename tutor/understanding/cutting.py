"""Cuts the arguments out of a line: the numbers in it, in digits or in words, and when something is meant."""

from __future__ import annotations

import re

from tutor.core.numbers import numbers_in

_BELOW_20 = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ROUND = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)} | {"hundred": 100, "thousand": 1000}
_VALUES = {word: value for value, word in enumerate(_BELOW_20.split())} | _ROUND
_AT_THE_START = re.compile(
    r"\b(?:at the (?:very )?(?:start|beginning)|in the beginning|first|initial\w*|start|begin)\b"
)


_ASKS = (
    r"(?:what|whats|which|why|how|hows|when|where|who|is|are|was|were|do|does|did|has|have|can|could|am|should)"
)
_PARTS = re.compile(rf"[,;:.!?]+\s+|\s+(?:but|and|so)\s+(?={_ASKS}\b)", re.IGNORECASE)


def asking_part(line: str) -> str:
    """The last part of a line that asks: `what is a tensor` of `hi, i am new, what is a tensor?`; empty where the
    whole line is one part."""
    parts = [re.sub(r"^\s*(?:but|and|so)\s+", "", part) for part in _PARTS.split(line) if part.strip()]
    asking = [part for part in parts if re.match(rf"{_ASKS}\b", part.strip(), re.IGNORECASE)]
    return asking[-1].strip() if len(parts) > 1 and asking else ""


def numbers(line: str) -> tuple[float, ...]:
    """The numbers of a line in their order: 12, -0.5, `minus twenty-five`, `a hundred`. `one` alone is none."""
    return numbers_in(in_digits(line))


def in_digits(line: str) -> str:
    """Numbers of words as digits, those below a hundred and the round ones."""
    text = re.sub(r"(?<=ty)-(?=[a-z])", " ", line.lower())
    text = re.sub(r"(?<=[\w)])[?!,;](?=\s|$)|\.(?=\s|$)|[()\[\]{}=:]", " ", text)
    found: list[str] = []
    for word in re.sub(r"\b(?:an?|one) (?=hundred|thousand)", "", text).split():
        value, before = _VALUES.get(word), found[-1] if found else ""
        if value is None or (word == "one" and not _is_tens(before)):
            found.append(word)
        elif _is_tens(before) and 0 < value < 10:
            found[-1] = str(int(before) + value) if not before.startswith("-") else str(int(before) - value)
        elif value >= 100 and before.isdigit() and 0 < int(before) < 100:
            found[-1] = str(int(before) * value)
        elif before == "minus":
            found[-1] = f"-{value}"
        else:
            found.append(str(value))
    return " ".join(found)


def at_the_start(line: str) -> bool:
    """Whether the first epoch is meant, and not the last."""
    return _AT_THE_START.search(line.lower()) is not None


def _is_tens(word: str) -> bool:
    digits = word.removeprefix("-")
    return digits.isdigit() and 20 <= int(digits) < 100 and int(digits) % 10 == 0
