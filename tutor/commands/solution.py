"""/solution shows the step's own lines."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    step, solution = context.step, context.solution()
    if step is not None and step.code:
        yield Listing(solution, title="One way, which Enter runs:")
        context.offer(solution)
    elif solution:
        yield Said(f"The answer is `{solution}`.", Tone.NOTE)
    else:
        yield Said("There is nothing to solve here.", Tone.NOTE)


COMMAND = Command(name="solution", help="Show one way to do this step.", run=run)
