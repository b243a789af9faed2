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
    yield Listing(tidy(error.traceback) or f"{error.name}: {error.message}", language="")


def tidy(traceback: str) -> str:
    """Without the rule that IPython draws above it, and the blanks that set its first line flush right."""
    lines = traceback.strip("\n").split("\n")
    if lines and not lines[0].strip("- "):
        lines = lines[1:]
    return "\n".join([" ".join(lines[0].split()), *lines[1:]]) if lines else ""


COMMAND = Command(name="traceback", help="Show the last error in full.", run=run, group="session")
