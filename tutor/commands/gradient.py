"""/gradient shows the next step of a training by hand; Enter takes exactly this step."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.inside import NextStep, StepFacts
from tutor.core.protocols import Command, Context
from tutor.core.written_fit import batch_line
from tutor.exhibits.gradient import shown

BUSY = "The session cannot be asked just now. Try again in a moment."


def run(context: Context, argument: str) -> Iterator[Event]:
    words = argument.replace(",", " ").split()
    if len(words) > 3 or len(words) == 2:
        yield Said("`/gradient` takes a model, or a model with its data: `/gradient model x y`.", Tone.PROBLEM)
        return
    model, x, y = (*words, "", "", "")[:3]
    (facts,) = context.facts(NextStep(model, x, y))
    if not isinstance(facts, StepFacts):
        yield Said(BUSY, Tone.PROBLEM)
        return
    if facts.problem:
        yield Said(facts.problem, Tone.PROBLEM)
        return
    yield from shown(facts)
    line = _line(context, facts, x, y)
    if line:
        context.offer(line)
        yield Listing(line, title="Enter takes exactly this step:")
    else:
        yield Said("Its data has no name of its own, so the step cannot be written as a line here.", Tone.NOTE)


def _line(context: Context, facts: StepFacts, x: str, y: str) -> str:
    """The line of Python that takes the step; empty where nobody knows how the data is written."""
    if x:
        return batch_line(f"{facts.model}.fit({x}, {y})", 1, facts.model, facts.samples, facts.rows)
    run = next((each for each in reversed(context.ledger.runs) if each.key == facts.key), None)
    return batch_line(run.line, run.place, facts.model, facts.samples, facts.rows) if run else ""


COMMAND = Command(
    name="gradient",
    help="The next step of training, by hand.",
    run=run,
    usage="/gradient",
    examples=("/gradient", "/gradient model values_x values_y"),
    group="session",
    asks_session=True,
)
