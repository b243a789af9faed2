"""When something that was learned is to be asked again."""

from __future__ import annotations

from msgspec import Struct

REVIEW = "review"
"""The id of the lesson that a review is."""


class Card(Struct, frozen=True):
    """One item of the review, and when it is due."""

    item: str
    """The item's id: `linear-regression/recipe`."""
    lesson_id: str
    due: float
    """In seconds since the epoch."""
    state: str
    """What the scheduler keeps of it, as JSON."""
