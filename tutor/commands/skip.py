"""/skip goes past the step; its own lines run, so that nothing is missing later."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield from context.skip()


COMMAND = Command(name="skip", help="Go past this step. Its lines run for you.", run=run)
