"""What a question about the live session is made of: one record in each file of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum

from msgspec import Struct

from tutor.answers.world import World
from tutor.core.events import Event


class Needs(IntEnum):
    """What there has to be before the session can answer. Each needs what stands before it, too."""

    NOTHING = 0
    """Not even a session."""
    SESSION = 1
    MODEL = 2
    TRAINING = 3


class Subject(Struct, frozen=True, kw_only=True):
    """One question that the session answers. The name of its file is its class: `loss.py` is `=loss`."""

    title: str
    """How it is offered, and what it is called: `your loss now`."""
    answer: Callable[[World], Iterator[Event]]
    """The number first, what it means second, where to read on third. Nothing when it has no answer here."""
    needs: Needs = Needs.TRAINING
    topic: str = ""
    """What `it` is in the question after: `loss`."""
    idea: str = ""
    """The entry of the glossary that is told where the session has nothing to say."""
    terms: tuple[str, ...] = ()
    """Entries of the glossary that get this number in front, when they are asked for by name after a training."""
