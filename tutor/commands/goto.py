"""/goto STEP goes to any step, by number or by name."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.drawings import Column, Table
from tutor.core.events import Event, Said, Tone
from tutor.core.nearest import did_you_mean
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    steps = context.lesson.steps
    ids = [step.id for step in steps]
    if not argument:
        yield _table_of_steps(context)
    elif argument in ids:
        yield from context.go_to(ids.index(argument), coming_back=True)
    elif argument.isdecimal() and len(argument) < 9 and 1 <= int(argument) <= len(steps):
        yield from context.go_to(int(argument) - 1, coming_back=True)
    else:
        guess = did_you_mean(argument, ids)
        text = f"There is no step `{argument}`.{guess} The steps are 1 to {len(steps)}; `/goto` lists them."
        yield Said(text, Tone.PROBLEM)


def _table_of_steps(context: Context) -> Table:
    rows = []
    for place, step in enumerate(context.lesson.steps):
        status = context.record.statuses.get(step.id)
        here = "you are here" if place == context.position else ""
        rows.append((str(place + 1), step.id, step.kind, here or (status.value if status else "")))
    return Table((Column("step", number=True), Column("name"), Column("kind"), Column("")), tuple(rows))


COMMAND = Command(
    name="goto",
    help="Go to any step, by number or name; `/back` returns. Alone, it lists them.",
    run=run,
    usage="/goto STEP",
    examples=("/goto 3", "/goto neuron"),
)
