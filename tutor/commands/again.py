"""/again shows the step once more."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield from context.show_step()


COMMAND = Command(name="again", help="Show this step again.", run=run)
