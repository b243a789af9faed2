"""Which items a review asks, and the lesson that is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from msgspec import Struct

from tutor.core.cards import REVIEW, Card
from tutor.core.course import Lesson
from tutor.review.cards import first_card, sure
from tutor.review.items import Item

MINUTES = 5
LEAST = 3
"""Items that are asked at least, as far as there are so many: those known worst where none is due."""


class Chosen(Struct, frozen=True):
    """What a review asks."""

    items: tuple[Item, ...]
    due: int
    """How many are due in all."""
    cards: Mapping[str, Card]
    """Of all items, by their id."""


def choose(items: Sequence[Item], kept: Iterable[Card], now: float) -> Chosen:
    """The items that are due, the longest due first, for five minutes; where none is, those known worst."""
    known = {card.item: card for card in kept}
    cards = {item.id: known.get(item.id) or first_card(item) for item in items}
    due = [item for item in items if cards[item.id].due <= now]
    waiting = sorted(due, key=lambda item: cards[item.id].due)
    if not waiting:
        waiting = sorted(items, key=lambda item: sure(cards[item.id], now))[:LEAST]
    taken: list[Item] = []
    for item in waiting:
        if not taken or sum(each.seconds for each in taken) + item.seconds <= 60 * MINUTES:
            taken.append(item)
    return Chosen(tuple(taken), len(due), cards)


def lesson_of(chosen: Chosen, random: Random) -> Lesson:
    """A lesson with one step for each item. Code comes last: the quizzes need not wait for TensorFlow."""
    steps = sorted((item.make(random) for item in chosen.items), key=lambda step: step.runs_code)
    goal = "What you got wrong, looked up or asked about, once more." if chosen.due else "Nothing is due."
    goal += "" if chosen.due else " These are the things you are least sure of."
    return Lesson(
        id=REVIEW,
        title="Review",
        goal=goal,
        minutes=max(1, round(sum(item.seconds for item in chosen.items) / 60)),
        steps=tuple(steps),
        random_seed=random.randrange(1 << 30),
        setup="import numpy as np",
    )
