"""Draws the end of a lesson: what was done, what the learner can do now, how they guessed, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.cards import REVIEW
from tutor.core.events import LessonFinished
from tutor.core.numbers import in_minutes
from tutor.render.look import Look
from tutor.render.prose import prose, rule

LAST = (
    "This was the last lesson of the course. `/review` brings back what you got wrong, and `python -m tutor "
    "progress --markdown` is a page of what you have learned. `/lessons` lists them all."
)
STAY = "Or stay: Python goes on here, and `/save mine.ipynb` writes what you did as a notebook."
OUTSIDE = "`/lessons` leads back to the lessons, `/quit` leaves."
"""Said after what is no lesson of the course: a review, a file of the learner's."""


def lesson_finished(event: LessonFinished, look: Look) -> RenderableType:
    """Everything that there is to say, each as a paragraph of its own."""
    paragraphs = [each for text in _paragraphs(event) for each in (Text(), prose(text, look))]
    return Group(*rule(look), *paragraphs)


def _paragraphs(event: LessonFinished) -> Iterator[str]:
    what = "review" if event.lesson_id == REVIEW else "lesson"
    count = f"**The end of this {what}.** {event.passed} of {event.of} steps done"
    took = f" It took you {in_minutes(event.seconds)}." if event.seconds >= 60 else ""
    names = ", ".join(f"`{name}`" for name in event.passed_over)
    skipped = f", {event.skipped} skipped" if event.skipped else ""
    if names:
        skipped += f": {names}. `/goto NAME` goes back to one"
    yield f"{count}{skipped}.{took}"
    if event.able_to:
        yield "You can now\n\n" + "\n".join(f"- {each}" for each in event.able_to)
    if event.guesses:
        yield "Your guesses\n\n" + "\n".join(
            f"- `{step}`: you guessed {guess}, and it was {came}." for step, guess, came in event.guesses
        )
    if event.next_lesson:
        title = event.next_title or event.next_lesson
        yield f"Next is **{title}** (`{event.next_lesson}`). Enter opens it, `/lessons` lists them all."
    else:
        yield LAST if event.in_course else OUTSIDE
    yield STAY
