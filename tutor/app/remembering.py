"""What a lesson has to do with the review. The scheduler and the exercises are loaded only when needed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.conversation import Conversation
from tutor.core.course import Course, Lesson
from tutor.core.events import Said, Tone
from tutor.core.progress import ProgressStore
from tutor.storage.cards import FileCards
from tutor.terminal.view import View

if TYPE_CHECKING:
    from tutor.app.reviewing import Review


def reminder(cards: FileCards, now: float) -> Said | None:
    """One line for the first screen; None when nothing is due."""
    due = cards.due(now)
    if not due:
        return None
    things = "One thing you have learned is" if due == 1 else f"{due} things you have learned are"
    return Said(f"{things} due again. `/review` takes five minutes at most.", Tone.NOTE)


def review_now(course: Course, store: ProgressStore, cards: FileCards, view: View) -> Review | None:
    """What is to be reviewed now; None, and a sentence, when there is nothing."""
    from tutor.app.reviewing import NOTHING, review_of  # most days begin with a lesson

    review = review_of(course, store, cards, view)
    if review is None:
        view(Said(NOTHING, Tone.NOTE))
    return review


def taken_in(lesson: Lesson, conversation: Conversation, cards: FileCards) -> None:
    """Remember what was met in a lesson, for the review."""
    ours = all(step.judged for step in lesson.steps)
    if lesson.steps and ours and (conversation.record.statuses or conversation.record.asked):
        from tutor.app.reviewing import take_in

        take_in(lesson, conversation.record, cards)


def how_sure(store: ProgressStore, cards: FileCards) -> Mapping[str, float]:
    """How likely the learner still knows what each lesson taught, by its id."""
    from tutor.review.cards import sure_of_lessons  # with the scheduler, which few ask for

    return sure_of_lessons(cards.all() if store.keeps else (), time.time())
