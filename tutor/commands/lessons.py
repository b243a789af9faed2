"""/lessons lists the course, and opens another lesson."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Left, Said, Tone
from tutor.core.nearest import did_you_mean
from tutor.core.overview import lessons_table
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    ids = [entry.id for entry in context.course.lessons]
    if argument.isdecimal() and len(argument) < 9 and 1 <= int(argument) <= len(ids):
        argument = ids[int(argument) - 1]
    if not argument:
        # The open lesson's own record comes last, and counts: it may not be saved yet.
        records = (*context.store.all(), context.record)
        yield lessons_table(context.course, records, "`/lessons NAME` opens one.", context.how_sure())
    elif argument == context.lesson.id:
        yield Said("You are in this lesson.", Tone.NOTE)
    elif argument in ids:
        yield Left(next_lesson=argument)
    else:
        guess = did_you_mean(argument, ids)
        yield Said(f"There is no lesson `{argument}`.{guess} `/lessons` lists them.", Tone.PROBLEM)


COMMAND = Command(
    name="lessons",
    help="List the lessons, or open another.",
    run=run,
    usage="/lessons [NAME]",
    examples=("/lessons", "/lessons linear-regression"),
    group="tutor",
)
