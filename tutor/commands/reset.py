"""/reset brings the session back to where the step began."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield from context.reset()


COMMAND = Command(
    name="reset",
    help="Bring the session back to where this step began.",
    run=run,
    group="session",
)
