"""Draws the end of a lesson: what was done, and what comes next."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import LessonFinished
from tutor.render.look import Look
from tutor.render.prose import prose, rule


def lesson_finished(event: LessonFinished, look: Look) -> RenderableType:
    """How many steps were done and skipped, and the way to the next lesson."""
    count = f"**The end of this lesson.** {event.passed} of {event.of} steps done"
    count += f", {event.skipped} skipped." if event.skipped else "."
    following = (
        f"Next is `{event.next_lesson}`. Enter opens it, /lessons lists them all."
        if event.next_lesson
        else "There is no lesson after this one. /lessons lists them all."
    )
    return Group(*rule(look), Text(), prose(count, look), Text(), prose(following, look))
