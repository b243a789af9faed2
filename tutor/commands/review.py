"""/review brings back what was got wrong, looked up or asked about."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.cards import REVIEW
from tutor.core.events import Event, Left, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    if context.lesson.id == REVIEW and context.step is not None:
        yield Said(
            "This is the review. `/skip` goes past a thing, `/lessons` leads back to the lessons.", Tone.NOTE
        )
    else:
        yield Left(next_lesson=REVIEW)


COMMAND = Command(
    name="review",
    help="Five minutes of what you got wrong, looked up or asked about.",
    run=run,
    group="tutor",
)
