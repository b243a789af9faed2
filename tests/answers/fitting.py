"""`python -m tests.answers.fitting` finds where the bands of `tutor/understanding/bands.py` should begin, on the
development lines, by words alone and with every encoder that is installed.

Of all limits that it tries it takes the middle of the best. Other lines differ from these, and a limit at the edge
of what is right here is wrong there.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from statistics import median

from msgspec import Struct

from tests.answers.measure import SITUATION, Line, encoders, glossary, lines
from tests.answers.understood import shipped
from tutor.core.meaning import OFFERS, Band
from tutor.understanding.bands import NONE, Limits, banded
from tutor.understanding.model import Understanding

GRID = (
    [0.7, 0.75, 0.8, 0.85, 0.9, 0.93],
    [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5],
    [0.05, 0.08, 0.12, 0.16],
    [0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
)
"""What is tried for each of the limits, in their order."""
AS_GOOD = 0.004
"""Limits whose worth differs by less are equally good."""
MANY = 1000
"""Lines that a kind counts as, however many it has."""


class Read(Struct, frozen=True):
    """A line that no name decides, with the likelihood of each class."""

    line: Line
    likelihood: Mapping[str, float]


def read(understanding: Understanding, method: str = "") -> dict[str, list[Read]]:
    """By kind, the development lines, as words or the encoder `method` read them, in their situation."""
    return {
        kind: [
            Read(line, _likeliest(understanding.likelihood(line.text, SITUATION, method)))
            for line in asked
            if not glossary().exact(line.text)
        ]
        for kind, asked in lines("development").items()
    }


def _likeliest(likelihood: Mapping[str, float]) -> dict[str, float]:
    """What the bands look at: the first few, and `none`."""
    first = sorted(likelihood, key=lambda name: -likelihood[name])[: OFFERS + 1]
    return {name: likelihood[name] for name in {*first, NONE}}


def worth(found: Mapping[str, Sequence[Read]], limits: Limits) -> float:
    """A right answer is worth 1, a right one among three a third; what is likely and wrong costs a third, for the
    right one mostly stands below it, what is sure and wrong 5. An answer where there is none costs 1, or 5. The
    mean over the kinds."""
    return sum(sum(_worth(each, limits) for each in asked) / len(asked) for asked in found.values()) / len(found)


def _worth(each: Read, limits: Limits) -> float:
    meaning = banded(each.line.text, each.likelihood, limits)
    right = meaning.best in each.line.right
    match meaning.band:
        case Band.UNKNOWN:
            return 0.0 if each.line.right else 1.0
        case Band.OFFER if not each.line.right:
            return 0.3
        case Band.OFFER:
            return 0.35 if each.line.right & set(meaning.classes) else 0.0
        case Band.SURE:
            return 1.0 if right else -5.0
        case _ if not each.line.right:
            return -1.0
        case _:
            return 0.98 if right else -0.33


def fitted(found: Mapping[str, Sequence[Read]]) -> Limits:
    """The middle of the best limits of the grid."""
    tried = {limits: worth(found, limits) for limits in itertools.starmap(Limits, itertools.product(*GRID))}
    best = [limits for limits, value in tried.items() if value >= max(tried.values()) - AS_GOOD]
    return Limits(
        sure=round(median(limits.sure for limits in best), 2),
        likely=round(median(limits.likely for limits in best), 2),
        offer=round(median(limits.offer for limits in best), 2),
        refuse=round(median(limits.refuse for limits in best), 2),
    )


if __name__ == "__main__":
    for method in ("", *encoders()):
        print(f"{method or 'words'}:", fitted(read(shipped(*filter(None, [method])), method)))
