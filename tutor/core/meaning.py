"""What a line of a learner is about, how sure that is, and the situation in which it was typed."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

OFFERS = 3
"""Classes that a line may be about, at most, as they are told."""


class Band(Enum):
    """From sure to not at all."""

    SURE = "sure"
    LIKELY = "likely"
    """Answered, with a word on what it was taken for, and what else it may have been."""
    OFFER = "offer"
    UNKNOWN = "unknown"


class Meaning(Struct, frozen=True):
    """What a line is about.

    A class is the id of a glossary entry, `=subject` for a question that the live session answers, or `@request`
    for one about the lesson or the tutor.
    """

    line: str
    band: Band = Band.UNKNOWN
    classes: tuple[str, ...] = ()
    """The likeliest first, `OFFERS` at most."""
    likelihood: float = 0.0
    """Of the first, from 0 to 1."""
    language: str = "en"
    """The language of the line, where it could not be read; else `en`."""

    @property
    def best(self) -> str:
        """What the line is taken for; empty when there is only a choice, or nothing."""
        return self.classes[0] if self.classes and self.band in (Band.SURE, Band.LIKELY) else ""


class Situation(Struct, frozen=True):
    """What is known without asking anybody."""

    trained: bool = False
    """Whether a model of the session has been trained."""
    nan: bool = False
    """Whether its loss is not a number."""
    running: bool = False
    """Whether something runs just now."""
    trouble: str = ""
    """What the tutor has just said of the learner's line: `error`, `verdict`, `notice`; empty for nothing."""
    quiz: bool = False
    """Whether the step waits for an answer that is no code."""
    concepts: frozenset[str] = frozenset()
    """Entries of the glossary that the lesson at hand is about."""
    topic: str = ""
    """The class of the answer before; empty without one."""
