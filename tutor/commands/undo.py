"""/undo takes back the step that was done last."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield from context.undo()


COMMAND = Command(
    name="undo",
    help="Take back the step you did last, and what it made.",
    run=run,
    group="session",
)
