"""/traceback shows all that Python said about the last error."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    error = context.last_error
    if error is None:
        yield Said("No error so far.", Tone.NOTE)
        return
    yield Listing(error.traceback or f"{error.name}: {error.message}", language="")


COMMAND = Command(name="traceback", help="Show the last error in full.", run=run, group="session")
