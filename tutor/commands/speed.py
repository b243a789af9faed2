"""/speed says whether `fit` takes the fast path, and turns it on or off."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.facts import Evaluate, Facts, ScalarFacts, TextFacts
from tutor.core.protocols import Command, Context

STATE = Evaluate("__tutor__.speed()")
"""The session's own word: True while the fast path is on, else the reason why it is not."""

ON = (
    "The fast path is on. `fit` on arrays prepares its batches once and replays them every epoch, where Keras "
    "prepares them anew; the numbers are the same. `/speed off` turns it off."
)
OFF = "The fast path is off, as you asked, until you leave the tutor. `/speed on` turns it on again."


def run(context: Context, argument: str) -> Iterator[Event]:
    word = argument.lower()
    if word not in ("", "on", "off"):
        yield Said(f"`/speed` knows `on` and `off`, not `{argument}`. Alone it says how things are.", Tone.PROBLEM)
        return
    if word:
        context.be_fast(word == "on")
    (state,) = context.facts(STATE)
    yield _said(state, context.fast)


def _said(state: Facts, wanted: bool) -> Said:
    match state:
        case ScalarFacts(value=True):
            return Said(ON)
        case TextFacts(value=reason) if wanted:
            return Said(f"The fast path is off. {reason} `fit` takes Keras's own way: the same numbers, slower.")
        case TextFacts():
            return Said(OFF)
        case _:
            return Said("The session cannot be asked just now. Try again in a moment.", Tone.PROBLEM)


COMMAND = Command(
    name="speed",
    help="Say whether `fit` takes the fast path, or turn it on or off.",
    run=run,
    usage="/speed [off]",
    examples=("/speed", "/speed off", "/speed on"),
    group="session",
    asks_session=True,
)
