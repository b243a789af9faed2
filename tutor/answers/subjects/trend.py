"""Whether the loss still falls."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.reading import finite, history_of, lost, metric_asked, spoken
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.doctor import curves
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    history = history_of(world)
    name, metric = metric_asked(world, history)
    if not finite(metric):
        yield from lost(world, history)
        return
    if len(metric.curve) < 2:
        text = f"{short(metric.last)} after one epoch: too early to see a trend. Train for more epochs."
        yield Answered(world.question, text, ("epoch",))
        return
    back = max(1, len(metric.curve) // 10)
    before = curves.before(metric.curve)
    epochs = max(1, round(history.epochs * back / len(metric.curve)))
    span = f"the last {epochs} epochs" if epochs > 1 else "the last epoch"
    first = f"From {short(before)} to {short(metric.last)} over {span}: the {spoken(name)}"
    if curves.settled(metric.curve):
        text = f"{first} hardly changes any more. More epochs like these bring little."
    elif curves.still(metric.curve):
        text = f"{first} has not begun to move. More epochs like these bring little; larger steps may."
    elif curves.falling(metric.curve):
        text = f"{first} is still falling. More epochs will lower it further."
    else:
        text = f"{first} is rising. {'For a loss that is the wrong way.' if 'loss' in name else ''}".rstrip()
    yield Answered(world.question, f"{text} It began at {short(metric.first)}.", ("convergence", "learning curve"))


SUBJECT = Subject(
    title="whether your loss still falls",
    answer=answer,
    topic="loss",
    idea="convergence",
)
