"""Cards: when each item is due again, by the FSRS scheduler (`fsrs`, of the open-spaced-repetition project)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum

import fsrs

from tutor.core.cards import Card
from tutor.core.progress import Effort
from tutor.review.items import Item

SOON = timedelta(minutes=10)
"""After which what was wrong is asked for the first time again."""
_SCHEDULER = fsrs.Scheduler(learning_steps=(SOON,), relearning_steps=(SOON,), enable_fuzzing=False)
"""FSRS-6 with its default weights: an item is due when it is still known with a likelihood of 0.9."""


class Went(Enum):
    """How an item went."""

    WRONG = fsrs.Rating.Again
    HELPED = fsrs.Rating.Hard
    RIGHT = fsrs.Rating.Good


def went(effort: Effort, passed: bool) -> Went:
    """What an effort comes to: a wrong answer or a look at the solution is one that has to come again soon."""
    if effort.wrong or effort.shown or not passed:
        return Went.WRONG
    return Went.HELPED if effort.hints else Went.RIGHT


def first_card(item: Item) -> Card:
    """The card of an item that was met in a lesson and never in a review."""
    return reviewed(Card(item.id, item.lesson_id, item.met, ""), went(item.effort, passed=True), item.met)


def reviewed(card: Card, how: Went, now: float) -> Card:
    """The card after an answer at that time, in seconds since the epoch."""
    at = datetime.fromtimestamp(now, UTC)
    after, _ = _SCHEDULER.review_card(_scheduled(card), how.value, at)
    return Card(card.item, card.lesson_id, after.due.timestamp(), after.to_json())


def sure(card: Card, now: float) -> float:
    """How likely it still is known, from 0 to 1."""
    return float(_SCHEDULER.get_card_retrievability(_scheduled(card), datetime.fromtimestamp(now, UTC)))


def sure_of_lessons(cards: Iterable[Card], now: float) -> Mapping[str, float]:
    """The same for each lesson, by its id: the mean of its cards."""
    found: dict[str, list[float]] = {}
    for card in cards:
        found.setdefault(card.lesson_id, []).append(sure(card, now))
    return {lesson: sum(each) / len(each) for lesson, each in found.items()}


def _scheduled(card: Card) -> fsrs.Card:
    """The scheduler's own record; a new one where what is kept cannot be read."""
    try:
        return fsrs.Card.from_json(card.state) if card.state else fsrs.Card(card_id=1)
    except (ValueError, KeyError, TypeError):
        return fsrs.Card(card_id=1)
