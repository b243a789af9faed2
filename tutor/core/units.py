"""Numbers with a unit, as people write them: `5 %`, `1.5 km`, `30 mpg`, `five per cent`."""

from __future__ import annotations

import keyword
import re

from msgspec import Struct

from tutor.core.numbers import in_words, read_number

PER_CENT = ("%", "percent", "per cent", "pct", "percents")
_TABLE: dict[str, dict[str, float]] = {
    "length": {"mm": 1e-3, "cm": 1e-2, "m": 1.0, "meter": 1.0, "metre": 1.0, "km": 1e3, "kilometer": 1e3}
    | {"kilometre": 1e3, "inch": 0.0254, "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "mile": 1609.344},
    "time": {"us": 1e-6, "µs": 1e-6, "ms": 1e-3, "millisecond": 1e-3, "s": 1.0, "sec": 1.0, "second": 1.0}
    | {"min": 60.0, "minute": 60.0, "h": 3600.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0},
    "mass": {"mg": 1e-6, "g": 1e-3, "gram": 1e-3, "kg": 1.0, "kilogram": 1.0, "kilo": 1.0, "t": 1e3, "tonne": 1e3}
    | {"lb": 0.45359237, "pound": 0.45359237},
    "data": {"b": 1.0, "byte": 1.0, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 2.0**10, "mib": 2.0**20}
    | {"gib": 2.0**30},
}
"""Units that can be told in one another, each with its size in the first of its kind (SI; NIST SP 811)."""
_SIZES = {unit: (kind, size) for kind, units in _TABLE.items() for unit, size in units.items()}

LONGEST_SPELT = 20
"""Words of a number that is written out, with its unit: `minus nine hundred and ninety-nine cubic metres`."""
MOST_WORDS = 3
"""Of a unit: `miles per gallon`. Longer texts are no quantity."""
_NUMBER = r"[+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?"
_GROUPED = r"[+\-−]?\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+|(?:['’]\d{3})+)(?:\.\d+)?"
_QUANTITY = re.compile(rf"(?P<money>[$€£¥])?\s*(?P<number>{_GROUPED}|{_NUMBER})\s*(?P<unit>.*)", re.IGNORECASE)
_UNIT = re.compile(r"%|[$€£¥]|°?[^\W\d_]+(?:[²³]|\^[23])?(?:[ /·][^\W\d_]+(?:[²³]|\^[23])?)*")


class Quantity(Struct, frozen=True):
    """A number, and what it counts."""

    values: tuple[float, ...]
    """What the number may be: `1,000` is a thousand to some and one to others. The likeliest first."""
    unit: str = ""
    """As it was written, without an `s` at its end; `%` for every way to write per cent; empty without one."""

    @property
    def value(self) -> float:
        return self.values[0]

    def in_unit(self, wanted: str) -> tuple[float, ...]:
        """What it may be in that unit; empty when that is another thing.

        A number alone is in whatever unit is asked for; for per cent it may be the fraction, too: 0.05 is 5 %.
        """
        if wanted == "%":
            fractions = tuple(100 * value for value in self.values)
            return {"%": self.values, "": (*self.values, *fractions)}.get(self.unit, ())
        if not wanted and self.unit == "%":
            return tuple(value / 100 for value in self.values)
        if not self.unit or not wanted or self.unit == wanted:
            return self.values
        (kind, size), (other, own) = (_SIZES.get(each.casefold(), ("", 1.0)) for each in (self.unit, wanted))
        return tuple(value * size / own for value in self.values) if kind and kind == other else ()


def read_quantity(text: str) -> Quantity | None:
    """The number that a text is, in digits, with its unit or without; None when it is none."""
    found = _QUANTITY.fullmatch(" ".join(text.split()).rstrip(".!"))
    if found is None:
        return None
    unit = _unit(found["unit"]) if found["unit"] else found["money"] or ""
    values = _values(found["number"])
    return Quantity(values, unit) if values and unit is not None else None


def spelt_quantity(text: str) -> Quantity | None:
    """The same for a number in words: `five per cent`, `minus two`."""
    words = text.rstrip(".!").split(maxsplit=LONGEST_SPELT)
    for end in range(len(words) if len(words) <= LONGEST_SPELT else 0, 0, -1):
        number = in_words(" ".join(words[:end]))
        unit = _unit(" ".join(words[end:])) if words[end:] else ""
        if number is not None and unit is not None:
            return Quantity((number,), unit)
    return None


def _values(number: str) -> tuple[float, ...]:
    grouped = float(re.sub(r"[ ,'’]", "", number.replace("−", "-"))) if re.fullmatch(_GROUPED, number) else None
    plain = read_number(number)
    found = [value for value in (plain, grouped) if value is not None]
    return tuple(dict.fromkeys(found))


def _unit(text: str) -> str | None:
    """The unit that a text is; None when it is none."""
    words = text.casefold().split()
    if " ".join(words) in PER_CENT:
        return "%"
    if not _UNIT.fullmatch(text) or len(words) > MOST_WORDS or any(map(keyword.iskeyword, words)):
        return None
    first = words[0]
    words[0] = first[:-1] if len(first) > 3 and first.endswith("s") and first[:-1] not in ("les", "los") else first
    return " ".join(words)
