"""The trainings whose histories are kept, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import runs_of, trainings_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.drawings import Column, Table
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    runs = runs_of(world)
    if len(runs) < 2:
        count = len(trainings_of(world))
        there = "no training yet" if not count else "one training so far" if count == 1 else f"{count} trainings"
        verb = "are" if count > 1 else "is"
        text = (
            f"There {verb} {there}. `/runs` lists all trainings of the lesson, whatever they are called, and "
            "`/compare` lays the last two over each other. `/try learning_rate=0.01, 0.1, 1` makes others on the "
            "side, to compare with."
        )
        yield Answered(world.question, text, ("history", "baseline"))
        return
    best = min(runs, key=lambda name: runs[name].metrics["loss"].last)
    names = " ".join(list(runs)[-2:])
    text = (
        f"`{best}` ended lowest, at {short(runs[best].metrics['loss'].last)}. `/plot {names}` draws their curves."
    )
    yield Answered(world.question, text, ("history", "baseline"))
    columns = (
        Column("history"),
        Column("epochs", number=True),
        Column("first loss", number=True),
        Column("last", number=True),
    )
    rows = tuple(
        (name, f"{run.epochs:,}", short(run.metrics["loss"].first), short(run.metrics["loss"].last))
        for name, run in runs.items()
    )
    yield Table(columns, rows, title="Your trainings")


SUBJECT = Subject(
    title="comparing your trainings", answer=answer, needs=Needs.SESSION, topic="loss", idea="baseline"
)
