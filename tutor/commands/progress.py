"""/progress says how far the learner is, how long it took, and what was not right at first."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said
from tutor.core.numbers import in_minutes, short
from tutor.core.progress import LessonRecord, StepStatus
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    record = context.record
    passed, skipped = record.count(StepStatus.PASSED), record.count(StepStatus.SKIPPED)
    total = len(context.lesson.steps)
    skips = f", {skipped} skipped" if skipped else ""
    took = f" in {in_minutes(record.seconds)}" if record.seconds >= 60 else ""
    kept = context.store.problem or "Everything is saved as you go; you can leave at any time."
    yield Said(
        f"{context.lesson.title}: {passed} of {total} steps done{skips}{took}. {kept} `/goto` lists the steps."
    )
    if told := "\n\n".join(_told(record)):
        yield Said(told)


def _told(record: LessonRecord) -> Iterator[str]:
    efforts = record.efforts
    wrong = [
        f"`{step}` ({each.wrong}×)" if each.wrong > 1 else f"`{step}`"
        for step, each in efforts.items()
        if each.wrong
    ]
    looked = [f"`{step}`" for step, each in efforts.items() if each.shown]
    guesses = [
        f"`{step}` {short(each.guess)}, and it was {each.came}"
        for step, each in efforts.items()
        if each.guess is not None
    ]
    if wrong:
        yield f"Not right at first: {', '.join(wrong)}."
    if looked:
        yield f"Looked up: {', '.join(looked)}."
    if guesses:
        yield f"Your guesses: {'; '.join(guesses)}."
    if wrong or looked:
        yield "`/review` asks such things once more, when they are due."


COMMAND = Command(
    name="progress", help="How far you are, how long it took, what was wrong.", run=run, group="tutor"
)
