"""The development questions, and how well an answerer does on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tutor.answers.retrieval import Band, Finding

FILE = Path(__file__).with_name("questions.yaml")


@cache
def questions() -> dict[str, Any]:
    """`answered` (question to entry ids), `unanswered` (questions), `session` (question to subject)."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True, slots=True)
class Shares:
    """Each from 0 to 1: the first three of the questions with an answer, the last two of those without."""

    right: float
    """Answered at once, and rightly."""
    offered: float
    """The right entry is among those offered."""
    wrong: float
    """Answered at once, and wrongly."""
    presumed: float
    """Answered, although there is no answer."""
    refused: float
    """Not even an offer, and rightly so."""

    @property
    def hold(self) -> bool:
        """Whether the bands are as good as they are promised to be."""
        return self.reached >= 0.85 and self.wrong <= 0.05 and self.presumed <= 0.05

    @property
    def reached(self) -> float:
        return self.right + self.offered


def is_right(finding: Finding, wanted: Iterable[str]) -> bool:
    """Whether some entry of the finding is a wanted one."""
    return bool({entry.id for entry in finding.entries} & set(wanted))


def shares(look_up: Callable[[str], Finding]) -> Shares:
    """How well questions are looked up, by the development questions."""
    answered = [(look_up(text), wanted) for text, wanted in questions()["answered"].items()]
    unanswered = [look_up(text) for text in questions()["unanswered"]]
    return Shares(
        right=_share(found.band is Band.ANSWER and is_right(found, wanted) for found, wanted in answered),
        offered=_share(found.band is Band.OFFER and is_right(found, wanted) for found, wanted in answered),
        wrong=_share(found.band is Band.ANSWER and not is_right(found, wanted) for found, wanted in answered),
        presumed=_share(found.band is Band.ANSWER for found in unanswered),
        refused=_share(found.band is Band.UNKNOWN for found in unanswered),
    )


def _share(cases: Iterable[bool]) -> float:
    listed = list(cases)
    return sum(listed) / len(listed)
