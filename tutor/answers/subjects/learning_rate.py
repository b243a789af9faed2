"""The learning rate that the model was compiled with."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import compilation, default_learning_rate
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    compiled = compilation(world)
    if isinstance(compiled, Answered):
        yield compiled
        return
    rate = compiled.optimizer_config.get("learning_rate")
    if not isinstance(rate, int | float):
        text = f"It changes during training: {compiled.optimizer} follows the schedule `{rate}`."
        yield Answered(world.question, text, ("learning rate schedule",))
        return
    usual = default_learning_rate(compiled)
    same = rate == usual
    meaning = "That is its default." if same else f"Left alone, {compiled.optimizer} would use {short(usual)}."
    text = f"{short(float(rate))}, with {compiled.optimizer}. {meaning}"
    yield Answered(world.question, text, ("learning rate", "optimizer"))


SUBJECT = Subject(
    title="your learning rate",
    answer=answer,
    needs=Needs.MODEL,
    topic="learning rate",
    idea="learning_rate",
    terms=("learning_rate",),
)
