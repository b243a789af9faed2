"""What an output means: the parts that stand in the question, or the latest result."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.pasted import parts_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import PATIENCE, World
from tutor.core.events import Answered, Event
from tutor.core.facts import FailedFacts, MissingFacts, NothingFacts, Result, ResultFacts
from tutor.core.summary import in_short, what_it_is


def answer(world: World) -> Iterator[Event]:
    if parts := parts_of(world.question, world):
        lines = "\n".join(f"- `{part}`: {said}" for part, said in parts)
        yield Answered(world.question, lines, ("verbose", "history"))
        return
    (found,) = world.session.query([Result()], timeout=PATIENCE)
    if isinstance(found, ResultFacts) and not isinstance(found.value, NothingFacts | MissingFacts | FailedFacts):
        said = ", ".join(filter(None, (what_it_is(found.value), " ".join(in_short(found.value).split()))))
        yield Answered(world.question, f"Your latest result is {said}.", ("shape", "prediction"))


SUBJECT = Subject(title="what that output means", answer=answer, needs=Needs.NOTHING, topic="", idea="verbose")
