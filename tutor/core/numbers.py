"""Numbers as people write and read them: the one place that decides how many digits are shown."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_TYPED = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)
_STANDING_ALONE = re.compile(r"(?<![\w.])[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w])", re.IGNORECASE)


def short(value: float, digits: int = 4) -> str:
    """A number with `digits` significant digits, its whole part always in full: `3.142`, `12346`, `2.5e-5`.

    Whole numbers stay whole, zeros at the end go, the minus sign is the plain one, so that the text can be
    pasted into code. Powers of ten appear only below 1e-4 and from 1e7 on.
    """
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        if abs(value) < 10**15:
            return str(value)
        value = float(value) if abs(value) < 10**308 else math.inf if value > 0 else -math.inf
    if not math.isfinite(value):
        return str(float(value))
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e7:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        return f"{_trimmed(mantissa)}e{int(exponent)}"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return _trimmed(f"{value:.{decimals}f}")


def signed(value: float, digits: int = 4) -> str:
    """As `short`, with the sign always there: `+0.05`, `-27`; 0 and nan have none."""
    return f"+{short(value, digits)}" if value > 0 else short(value, digits)


def aligned(values: Sequence[float], digits: int = 4) -> tuple[str, ...]:
    """A column of numbers, each with the same number of decimals so that their points stand in one line.

    Columns whose numbers are too far apart for that are written each for itself.
    """
    texts = tuple(short(value, digits) for value in values)
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    if decimals > digits or any("e" in text for text in texts):
        return texts
    finite = [math.isfinite(value) and not isinstance(value, bool) for value in values]
    return tuple(
        f"{float(value):.{decimals}f}" if plain else text
        for value, text, plain in zip(values, texts, finite, strict=True)
    )


def read_number(text: str) -> float | None:
    """The number that somebody typed, with a point or a comma; None when it is none, or too large."""
    plain = text.strip().replace("−", "-")
    if not _TYPED.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    return number if math.isfinite(number) else None


_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}


def in_words(text: str) -> float | None:
    """The number that somebody wrote out in English, below 1000: `six`, `minus twenty-five`, `two hundred`."""
    words = text.casefold().replace("-", " ").strip(" .!").split()
    sign = -1.0 if words[:1] in (["minus"], ["negative"]) else 1.0
    words = [word for word in (words[1:] if sign < 0 else words) if word != "and"]
    total = 0
    for place, word in enumerate(words):
        if word == "hundred" and place:
            total *= 100
        elif word in _WORDS:
            total += _WORDS[word]
        else:
            return None
    return sign * total if words else None


def numbers_in(text: str) -> tuple[float, ...]:
    """Every number that stands alone in a text, in order: `[[70.05]]` holds one, `35ms` none."""
    return tuple(float(found) for found in _STANDING_ALONE.findall(text))


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_minutes(seconds: float) -> str:
    """A stretch of time as one says it: `12 minutes`, `1 hour 5 minutes`, `less than a minute`."""
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [
        f"{number} {word}{'s' if number > 1 else ''}"
        for number, word in ((hours, "hour"), (minutes, "minute"))
        if number
    ]
    return " ".join(parts) or "less than a minute"
