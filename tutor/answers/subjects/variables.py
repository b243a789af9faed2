"""What the learner has made so far."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event


def answer(world: World) -> Iterator[Event]:
    if not world.variables:
        yield Answered(world.question, "No variables yet. `values_x = ...` would make one.", ("variable",))
        return
    number = len(world.variables)
    names = ", ".join(f"`{name}`" for name in world.variables)
    text = f"{number} variable{'s' * (number != 1)}: {names}. `/vars` shows what each one is."
    yield Answered(world.question, text, ("variable",))


SUBJECT = Subject(
    title="your variables",
    answer=answer,
    needs=Needs.SESSION,
    topic="variables",
    idea="variable",
)
