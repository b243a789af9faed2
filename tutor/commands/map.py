"""/map shows the loss around the model, with the way that its training took."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Died, Done, Error, Status
from tutor.core.film import FilmFacts, Moments
from tutor.core.landscape import Landscape, LandscapeFacts
from tutor.core.protocols import Command, Context
from tutor.exhibits.loss_map import shown

BUSY = "The session cannot be asked just now. Try again in a moment."


def run(context: Context, argument: str) -> Iterator[Event]:
    if argument and not argument.isidentifier():
        yield Said("`/map` takes the name of a model, or nothing for the one trained last.", Tone.PROBLEM)
        return
    (known,) = context.facts(Moments(argument))
    if not isinstance(known, FilmFacts):
        yield Said(BUSY, Tone.PROBLEM)
        return
    for event in context.session.run(f"__tutor__.landscape({argument!r})", silent=True):
        match event:
            case Died():
                yield event
                return
            case Error(name=name, message=message):
                yield Said(f"The map cannot be drawn: {name}: {message}.", Tone.PROBLEM)
                return
            case Done(status=Status.INTERRUPTED):
                yield Said("Stopped. Nothing has changed.", Tone.NOTE)
                return
            case _:
                pass
    (facts,) = context.facts(Landscape(argument))
    if not isinstance(facts, LandscapeFacts) or facts.problem:
        yield Said(facts.problem if isinstance(facts, LandscapeFacts) else BUSY, Tone.PROBLEM)
        return
    yield from shown(facts)


COMMAND = Command(
    name="map",
    help="The loss around your model, as a map.",
    run=run,
    usage="/map",
    examples=("/map", "/map model"),
    group="session",
    asks_session=True,
)
