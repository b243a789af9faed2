"""/hint gives the step's hints, one level at a time."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Hinted, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    step = context.step
    hint = context.next_hint()
    if step is None or hint is None:
        yield Said("There is no hint for this step. `/solution` shows its lines, if it has any.", Tone.NOTE)
        return
    level, of, text = hint
    yield Hinted(step.id, level, of, text)


COMMAND = Command(name="hint", help="A hint. Ask again for the next one.", run=run)
