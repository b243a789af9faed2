"""/back goes to where /goto came from, else to the step before. Nothing that was done is undone."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    if context.came_from is not None:
        yield from context.go_to(context.came_from)
        return
    if context.position == 0:
        yield Said("This is the first step.", Tone.NOTE)
        return
    yield from context.go_to(context.position - 1)


COMMAND = Command(name="back", help="Go to the step before, or back from `/goto`. What you made stays.", run=run)
