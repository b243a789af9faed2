"""/replay plays a training as a film; /epoch shows the model as it was after one of its epochs."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator

from msgspec.structs import asdict, replace

from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Died, Done, Error, Status
from tutor.core.film import Film, FilmFacts, Moments
from tutor.core.protocols import Command, Context
from tutor.exhibits.film import FRAMES, as_it_was

BUSY = "The session cannot be asked just now. Try again in a moment."
PATIENT = 2.0
"""Seconds from which on it is said how long training again takes."""
_EPOCH = re.compile(r"(?:after |epoch )*#?(\d+)(?: (?:of|in)(?: run)? #?(\d+))?", re.IGNORECASE)
_RUN = re.compile(r"(?:of |run )*#?(\d+)", re.IGNORECASE)


def run_replay(context: Context, argument: str) -> Iterator[Event]:
    found = _RUN.fullmatch(argument)
    if argument and not found:
        yield Said("`/replay` plays the latest training, `/replay 2` that of run 2.", Tone.PROBLEM)
        return
    asked = _of_run(context, found[1] if found else "")
    if isinstance(asked, Said):
        yield asked
        return
    facts = yield from _facts(context, replace(asked, frames=FRAMES))
    if facts is not None:
        yield Film(facts)
        if facts.stopped:
            yield Said("Stopped: this is as far as it was trained again.", Tone.NOTE)
        some = facts.first + max(1, (facts.last - facts.first) // 10)
        yield Said(f"`/epoch {some}` shows one moment, `/keep epoch {some}` goes back to it.", Tone.NOTE)


def run_epoch(context: Context, argument: str) -> Iterator[Event]:
    found = _EPOCH.fullmatch(argument)
    if not found:
        yield Said(
            "Which epoch? `/epoch 50` shows the model as it was after epoch 50, `/epoch 50 of 2` in run 2.",
            Tone.PROBLEM if argument else Tone.NOTE,
        )
        return
    asked = _of_run(context, found[2] or "")
    if isinstance(asked, Said):
        yield asked
        return
    epoch = int(found[1])
    facts = yield from _facts(context, replace(asked, epochs=(epoch,)))
    if facts is None:
        return
    if not facts.moments or facts.moments[-1].epoch != epoch:
        yield _outside(facts, epoch)
        return
    yield from as_it_was(facts)
    where = "as it was before this training" if epoch == facts.first else f"as it was after epoch {epoch}"
    yield Said(
        f"This is `{facts.model}` {where}. Yours has not changed. `/keep epoch {epoch}` goes back to it.",
        Tone.NOTE,
    )


def _outside(facts: FilmFacts, epoch: int) -> Said:
    if facts.stopped:
        return Said(f"Stopped before epoch {epoch}.", Tone.NOTE)
    return Said(
        f"This training has no epoch {epoch}: it went from {facts.first + 1} to {facts.last}. "
        f"{facts.first} is before it.",
        Tone.PROBLEM,
    )


def _of_run(context: Context, number: str) -> Moments | Said:
    """What asks for the moments of a run: of the latest without a number."""
    if not number:
        return Moments()
    run = context.ledger.run(int(number))
    return Moments(key=run.key) if run else Said(f"There is no run {number}. `/runs` lists them.", Tone.PROBLEM)


def _facts(context: Context, asked: Moments) -> Generator[Event, None, FilmFacts | None]:
    """The moments, which may mean to train for a while; None when there are none, and why has been said."""
    (before,) = context.facts(replace(asked, epochs=(), frames=0))
    if not isinstance(before, FilmFacts) or before.problem:
        yield Said(before.problem if isinstance(before, FilmFacts) else BUSY, Tone.PROBLEM)
        return None
    if before.seconds > PATIENT:
        yield Said(
            f"Training again on the side, to look at it: at most {before.seconds:.0f} s. Ctrl-C shows what "
            "is there.",
            Tone.NOTE,
        )
    request = json.dumps(asdict(asked))
    for event in context.session.run(f"__tutor__.replay({request!r})", silent=True):
        match event:
            case Died():
                yield event
                return None
            case Error(name=name, message=message):
                yield Said(f"This training cannot be shown again: {name}: {message}.", Tone.PROBLEM)
                return None
            case Done(status=Status.INTERRUPTED):
                yield Said("Stopped.", Tone.NOTE)
                return None
            case _:
                pass
    (facts,) = context.facts(asked)
    if not isinstance(facts, FilmFacts) or facts.problem:
        yield Said(facts.problem if isinstance(facts, FilmFacts) else BUSY, Tone.PROBLEM)
        return None
    return facts


REPLAY = Command(
    name="replay",
    help="Play a training as a film.",
    run=run_replay,
    usage="/replay",
    examples=("/replay", "/replay 2"),
    group="session",
    asks_session=True,
)
EPOCH = Command(
    name="epoch",
    help="Show the model as it was after an epoch.",
    run=run_epoch,
    usage="/epoch N",
    examples=("/epoch 50", "/epoch 50 of 2"),
    group="session",
    asks_session=True,
)
