"""/inspect NAME looks closely at one variable: its numbers, its layers, its history."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.facts import (
    ArrayFacts,
    Describe,
    Facts,
    FailedFacts,
    HistoryFacts,
    MissingFacts,
    ModelFacts,
    Probe,
    Variables,
    VariablesFacts,
)
from tutor.core.nearest import did_you_mean
from tutor.core.outcome import Outcome
from tutor.core.protocols import Command, Context, Exhibit
from tutor.core.summary import in_short, what_it_is
from tutor.exhibits import EXHIBITS


def run(context: Context, argument: str) -> Iterator[Event]:
    if not argument:
        yield Said("Which variable? `/inspect NAME` looks at one, `/vars` lists them.", Tone.NOTE)
        return
    variables, facts = context.facts(Variables(), Describe(argument))
    known = variables.variables if isinstance(variables, VariablesFacts) else {}
    if isinstance(variables, FailedFacts) and isinstance(facts, FailedFacts):
        yield Said("The session cannot be asked just now. Try again in a moment.", Tone.PROBLEM)
        return
    if argument not in known and isinstance(facts, MissingFacts | FailedFacts):
        guess = did_you_mean(argument, known)
        yield Said(f"There is no variable `{argument}`.{guess} `/vars` lists what there is.", Tone.PROBLEM)
        return
    yield Said(f"`{argument}`: {what_it_is(facts)}  {in_short(facts)}")
    for name in _exhibits(facts):
        subject = (argument,) if name == "table" else argument
        exhibit: Exhibit = EXHIBITS[name](**{name: subject})
        probes: list[Probe] = list(exhibit.probes())
        yield from exhibit.draw(Outcome("", facts=dict(zip(probes, context.facts(*probes), strict=True))))


def _exhibits(facts: Facts) -> tuple[str, ...]:
    """The names of the exhibits that show this kind of object."""
    match facts:
        case ArrayFacts(shape=shape) if 1 <= len(shape) <= 2 and facts.values:
            return ("table",)
        case ModelFacts(compiled=None):
            return ("layers", "weights")
        case ModelFacts():
            return ("layers", "recipe", "weights")
        case HistoryFacts():
            return ("training", "curve")
        case _:
            return ()


COMMAND = Command(
    name="inspect",
    help="Look closely at one variable.",
    run=run,
    usage="/inspect NAME",
    examples=("/inspect model", "/inspect values_x"),
    group="session",
    asks_session=True,
)
