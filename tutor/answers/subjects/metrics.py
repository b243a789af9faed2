"""Everything that the latest training has measured."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of, spoken
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    lines = "\n".join(f"- {spoken(name)}: {short(each.last)}" for name, each in history.metrics.items())
    more = (
        ""
        if len(history.metrics) > 1
        else "\n\n`metrics=[...]` in `compile` adds more, `validation_split` their twins."
    )
    yield Answered(world.question, f"After epoch {history.epochs:,}:\n\n{lines}{more}", ("metric", "history"))


SUBJECT = Subject(title="what your training measures", answer=answer, topic="metrics", idea="metric")
