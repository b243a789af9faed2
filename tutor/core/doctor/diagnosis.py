"""What the doctor says."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Ailment(Enum):
    """What a training can suffer from."""

    LOST = "lost"
    DIVERGING = "diverging"
    STUCK = "stuck"
    CRAWLING = "crawling"
    PLATEAU = "plateau"
    GUESSING = "guessing"
    OVERFITTING = "overfitting"
    SAWS = "saws"
    JUMPS = "jumps"
    CONTRADICTION = "contradiction"


class Diagnosis(Struct, frozen=True):
    """What I saw, why it matters, what to do next; each a sentence or two."""

    ailment: Ailment
    saw: str
    why: str
    then: str
    word: str
    """What anybody would say who says the same."""
    epoch: int = 0
    """Where it began; 0 when there is no such place."""

    @property
    def text(self) -> str:
        return f"{self.saw} {self.why} {self.then}"
