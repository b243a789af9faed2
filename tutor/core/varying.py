"""Reads what is to be tried: `learning_rate=0.01, 0.1 units=8..32` becomes the variants, each a few settings."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from tutor.core.acts import is_command
from tutor.core.nearest import did_you_mean
from tutor.core.runs import called, spelt
from tutor.core.varied_values import READERS, WORDS, Unclear, example, setting_of

MOST = 24
"""Variants of one `/try`."""
STEPS = 5
"""Values that a range stands for when nobody says how many."""
EVERY_INTEGER = 12
"""A range of whole numbers up to so many is all of them."""
OF_OPTIMIZERS = (
    "momentum",
    "nesterov",
    "beta_1",
    "beta_2",
    "rho",
    "epsilon",
    "weight_decay",
    "clipnorm",
    "clipvalue",
)

_PAIR = re.compile(r"([A-Za-z_]\w*(?:\.\w+)?)\s*=(?!=)")
_RANGE = re.compile(r"\s*(\S+?)\s*\.\.\.?\s*([^\s:]+)\s*(?::\s*(\d+))?\s*")
_OF = re.compile(r"(?:of\s+)?(?:run\s+)?#?(\d+)\s+(?=\D)|of\s+(?:run\s+)?#?(\d+)\b\s*", re.IGNORECASE)


class Asked(Struct, frozen=True):
    """What is to be tried."""

    names: tuple[str, ...]
    """One name, or two for a grid."""
    values: tuple[tuple[Any, ...], ...]
    """For each name its values."""
    of: int | None = None
    """The number of the run; None for the latest."""

    @property
    def variants(self) -> tuple[dict[str, Any], ...]:
        """All combinations, the last name's values following each other."""
        return tuple(dict(zip(self.names, each, strict=True)) for each in itertools.product(*self.values))

    @property
    def labels(self) -> tuple[str, ...]:
        """What each differs in: `0.01`, and `0.01, 16` in a grid; what is the same in all of them is left out."""
        told = self.varied or self.names
        return tuple(", ".join(label(each[name]) for name in told) for each in self.variants)

    @property
    def varied(self) -> tuple[str, ...]:
        """The names with several values."""
        return tuple(name for name, each in zip(self.names, self.values, strict=True) if len(each) > 1)


def label(value: Any) -> str:
    """One value in a legend."""
    if isinstance(value, Mapping):
        settings = ", ".join(f"{name}={spelt(each)}" for name, each in value["settings"].items())
        return f"{value['name']}({settings})" if settings else str(value["name"])
    return spelt(value)


def read(text: str) -> Asked | Unclear:
    """What the text after `/try` asks for."""
    text = text.strip().replace("`", "")
    of = None
    if match := _OF.match(text):
        of, text = int(match[1] or match[2]), text[match.end() :]
    elif match := re.search(r"\s+of\s+(?:run\s+)?#?(\d+)\s*$", text):
        of, text = int(match[1]), text[: match.start()]
    pairs = list(_PAIR.finditer(_blanked(text)))
    if not pairs or text[: pairs[0].start()].strip():
        return Unclear(f"Say what to vary, and its values: {EXAMPLES}.")
    names: list[str] = []
    values: list[tuple[Any, ...]] = []
    ends = [*(pair.start() for pair in pairs[1:]), len(text)]
    for pair, end in zip(pairs, ends, strict=True):
        name = _name(pair[1])
        if isinstance(name, Unclear):
            return name
        found = _values(name, text[pair.end() : end])
        if isinstance(found, Unclear):
            return found
        if name in names:
            both = ", ".join(map(label, (*values[names.index(name)], *found)))
            return Unclear(f"`{name}` is there twice. Put its values behind each other: `{name}={both}`.")
        names.append(name)
        values.append(found)
    return _bounded(Asked(tuple(names), tuple(values), of))


def session_line(asked: Asked, text: str, of: str = "", name: str = "model") -> str:
    """The Python that trains the variants; `text` is what was read.

    `of` is the key of the run, the latest when empty, and `name` what its model is called.
    """
    line = f"/try {text.strip()}"
    request = json.dumps({"of": of, "name": name, "line": line, "variants": asked.variants})
    return f"__tutor__.try_variants({request!r})"


def in_session(code: str) -> str:
    """What runs there for this code: for a `/try`, the Python that trains its variants of the latest run."""
    if not is_command(code):
        return code
    argument = code.strip().partition(" ")[2]
    asked = read(argument)
    return code if isinstance(asked, Unclear) else session_line(asked, argument)


EXAMPLES = "`/try learning_rate=0.01, 0.1, 1`, `/try units=4..64`, `/try seed=1..8`, or two names for a grid"


def _bounded(asked: Asked) -> Asked | Unclear:
    count = math.prod(map(len, asked.values))
    if count > MOST:
        return Unclear(f"That is {count:,} trainings. `/try` makes at most {MOST} at a time: take fewer values.")
    if len(asked.varied) > 2:
        return Unclear("`/try` varies two settings at a time, as a grid. Give the others one value each.")
    return asked


def _blanked(text: str) -> str:
    """The text with what stands in brackets blanked: `sgd(momentum=0.9)` holds no pair of its own."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), text)
    return text


def _name(typed: str) -> str | Unclear:
    setting, dot, layer = typed.partition(".")
    name: str = WORDS.get(setting.lower(), setting.lower())
    if name not in READERS and name not in OF_OPTIMIZERS:
        known = ", ".join(f"`{each}`" for each in READERS)
        return Unclear(f"`{typed}` cannot be varied.{did_you_mean(name, READERS)} These can: {known}.")
    if dot and name not in ("units", "activation"):
        return Unclear(
            f"`{name}` belongs to the whole model. `units.1` and `activation.1` are of one hidden layer."
        )
    return f"{name}.{layer}" if dot else name


def _values(name: str, text: str) -> tuple[Any, ...] | Unclear:
    text = re.sub(r"\s*\.\.\.?\s*", "..", text).strip().strip(",").strip()
    if text.startswith(("[", "(")) and text.endswith(("]", ")")):
        text = text[1:-1]
    if not text:
        return Unclear(f"`{name}` needs a value: `{name}={example(name)}`.")
    found: list[Any] = []
    for part in re.split(r",(?![^(]*\))|\s+(?![^(]*\))(?!\.\.)(?<!\.\.)", text):
        if not part.strip():
            continue
        each = _range(name, match) if (match := _RANGE.fullmatch(part)) else _one(name, part)
        if isinstance(each, Unclear):
            return each
        found += [value for value in each if value not in found]
    return tuple(found)


def _one(name: str, text: str) -> list[Any] | Unclear:
    reader = READERS.get(name.partition(".")[0], setting_of)
    value = reader(name, text.strip().strip("'\""))
    return value if isinstance(value, Unclear) else [value]


def _range(name: str, match: re.Match[str]) -> list[Any] | Unclear:
    """Whole numbers one by one while they are few; else a few, each as many times the one before on a log grid."""
    ends = [_one(name, match[1]), _one(name, match[2])]
    for end in ends:
        if isinstance(end, Unclear):
            return end
    low, high = (end[0] for end in ends if isinstance(end, list))
    if isinstance(low, bool) or not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return Unclear(f"`{name}` has no range. List its values: `{name}={example(name)}`.")
    whole = isinstance(low, int) and isinstance(high, int)
    if isinstance(low, int) and isinstance(high, int) and match[3] is None:
        count = abs(high - low) + 1
        if name == "seed" and count > MOST:
            return Unclear(
                f"That is {count:,} trainings. `/try` makes at most {MOST} at a time: take fewer values."
            )
        if name == "seed" or count <= EVERY_INTEGER:
            return list(range(low, high + 1) if low <= high else range(low, high - 1, -1))
    steps = int(match[3] or _steps(low, high))
    if steps > MOST:
        return Unclear(f"`/try` makes at most {MOST} trainings at a time: take fewer values.")
    if steps < 2 or low == high:
        return [low]
    grid = [_between(low, high, place / (steps - 1)) for place in range(steps)]
    return list(dict.fromkeys(round(value) if whole else float(f"{value:.3g}") for value in grid))


def _steps(low: float, high: float) -> int:
    """One for each power of ten where the ends are some powers of ten apart, else a few."""
    if min(low, high) <= 0:
        return STEPS
    powers = abs(math.log10(high / low))
    return round(powers) + 1 if abs(powers - round(powers)) < 1e-9 and 2 <= powers <= 7 else STEPS


def _between(low: float, high: float, part: float) -> float:
    """On a log grid where the ends are far apart, else on a linear one."""
    if min(low, high) > 0 and max(low, high) >= 10 * min(low, high):
        return float(low * (high / low) ** part)
    return low + (high - low) * part


def in_words(names: Sequence[str]) -> str:
    """`learning rate and units`."""
    return " and ".join(called(name) for name in names)
