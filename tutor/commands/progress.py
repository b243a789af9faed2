"""/progress says how far the learner is."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said
from tutor.core.progress import StepStatus
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    passed, skipped = context.record.count(StepStatus.PASSED), context.record.count(StepStatus.SKIPPED)
    total = len(context.lesson.steps)
    skips = f", {skipped} skipped" if skipped else ""
    kept = context.store.problem or "Everything is saved as you go; you can leave at any time."
    yield Said(f"{context.lesson.title}: {passed} of {total} steps done{skips}. {kept} `/goto` lists the steps.")


COMMAND = Command(name="progress", help="How far you are.", run=run, group="tutor")
