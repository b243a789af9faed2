"""/plot draws variables: the latest training, an array, or one array against another."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event, Said, Tone
from tutor.core.facts import (
    ArrayFacts,
    Describe,
    Facts,
    HistoryFacts,
    ModelFacts,
    Probe,
    Variables,
    VariablesFacts,
)
from tutor.core.outcome import Outcome
from tutor.core.protocols import Command, Context
from tutor.exhibits.curve import CurveExhibit
from tutor.exhibits.curves import Curves, CurvesExhibit
from tutor.exhibits.scatter import ScatterExhibit

NOTHING = "Nothing to draw yet. `/plot` alone draws the latest training, `/plot NAME` an array, `/plot X Y` two."


def run(context: Context, argument: str) -> Iterator[Event]:
    names = argument.replace(",", " ").split()
    if len(names) > 2:
        yield Said("`/plot` takes one name, or two: `/plot values_x values_y`.", Tone.PROBLEM)
    elif not names:
        yield from _latest_training(context)
    else:
        facts = context.facts(*(Describe(name) for name in names))
        for name, each in zip(names, facts, strict=True):
            if not isinstance(each, (ArrayFacts, HistoryFacts)):
                yield Said(f"`{name}` is {_article(each)}; `/vars` lists what can be drawn.", Tone.PROBLEM)
                return
        yield from _drawn(tuple(names), facts)


def _latest_training(context: Context) -> Iterator[Event]:
    (variables,) = context.facts(Variables())
    known = variables.variables if isinstance(variables, VariablesFacts) else {}
    histories = [name for name, facts in known.items() if isinstance(facts, HistoryFacts)]
    if not histories:
        yield Said(NOTHING, Tone.NOTE)
        return
    yield from _drawn((histories[-1],), (known[histories[-1]],))


def _drawn(names: tuple[str, ...], facts: tuple[Facts, ...]) -> Iterator[Event]:
    described: dict[Probe, Facts] = {Describe(name): each for name, each in zip(names, facts, strict=True)}
    match facts:
        case (HistoryFacts(),):
            yield from CurveExhibit(curve=names[0]).draw(Outcome("", facts=described))
        case (HistoryFacts(), HistoryFacts()):
            runs = Curves(runs={name: name for name in names})
            yield from CurvesExhibit(curves=runs).draw(Outcome("", facts=described))
        case (ArrayFacts() as array,):
            heights = tuple(value if isinstance(value, (int, float)) else None for value in array.values)
            places = tuple(float(place) for place in range(len(heights)))
            yield Figure((Axes((Series("line", places, heights),), title=names[0], x_label="position"),))
        case _ if any(isinstance(each, HistoryFacts) for each in facts):
            yield Said(
                "`/plot` draws two trainings over each other, or two arrays, not one of each.", Tone.PROBLEM
            )
        case _:
            yield from ScatterExhibit(scatter=names).draw(Outcome("", facts=described))


def _article(facts: Facts) -> str:
    return "a model" if isinstance(facts, ModelFacts) else "nothing that can be drawn"


COMMAND = Command(
    name="plot",
    help="Draw the latest training, an array, or two.",
    run=run,
    usage="/plot [X] [Y]",
    examples=("/plot", "/plot history", "/plot values_x values_y"),
    group="session",
    asks_session=True,
)
