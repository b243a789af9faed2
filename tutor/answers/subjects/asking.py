"""Finds a subject by its class, and lets the session answer: the number first, what it means second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from tutor.answers.subjects.reading import NO_MODEL
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World, look
from tutor.core.events import Answered, Event
from tutor.core.facts import Facts, MissingFacts, Probe
from tutor.core.protocols import Queryable


class _Nobody:
    """A session that knows nothing."""

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        return tuple(MissingFacts() for _ in probes)


_NOBODY = _Nobody()
NO_SESSION = "The session cannot be asked just now: it is starting, or has ended. Ask again in a moment."


SHARED = frozenset({"asking", "lines", "reading", "subject"})
"""The files of this room that are no question."""


def subjects() -> frozenset[str]:
    """The classes of all questions, `=loss` and so on, by the names of their files: none is read for it."""
    found = (module.name for module in iter_modules(import_module(__package__ or "").__path__))
    return frozenset(f"={name}" for name in found if name not in SHARED)


@cache
def subject(name: str) -> Subject | None:
    """The subject of a class, `=loss` or `loss`; None when there is none. Read when first asked."""
    module = f"{__package__}.{name.removeprefix('=')}"
    if not name.removeprefix("=").isidentifier() or find_spec(module) is None:
        return None
    found = getattr(import_module(module), "SUBJECT", None)
    return found if isinstance(found, Subject) else None


def told(question: str, session: Queryable, asked: Subject) -> tuple[Event, ...]:
    """The session's answer; empty when it has none, and the question may be about the idea."""
    world = look(question, session)
    return tuple(_told(question, world, asked))


def _told(question: str, world: World | None, asked: Subject) -> Iterator[Event]:
    if asked.needs is Needs.NOTHING:
        yield from asked.answer(world or World(question, _NOBODY))
    elif world is None:
        yield Answered(question, NO_SESSION)
    elif asked.needs >= Needs.MODEL and world.model is None:
        yield Answered(question, NO_MODEL, ("model", "Sequential"))
    elif asked.needs >= Needs.TRAINING and world.history() is None:
        text = f"`{world.model_name}` has not been trained yet. `{world.model_name}.fit(...)` trains it."
        yield Answered(question, text, ("fit", "training"))
    else:
        yield from asked.answer(world)
