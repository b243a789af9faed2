"""Whether the model will ever be exactly right."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.lines import line_of
from tutor.answers.subjects.reading import falls, history_of, train_on
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.doctor import curves
from tutor.core.events import Answered, Event
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    history, line = history_of(world), line_of(world)
    metric = history.metrics["loss"]
    now = f"After {history.epochs:,} epochs the loss is {short(metric.last)}"
    if line is not None and line.exact:
        now += ". Your points lie on one line, so 0 is possible"
        end = "It comes closer with every epoch and stops at the last digits that a float holds, never quite at 0."
    elif line is not None:
        now += f". The best line leaves {short(line.rest)}: your points do not lie on one line"
        end = "So it will not become 0. What is left is noise, or something a line cannot say."
    else:
        end = "It becomes 0 only when the model can say everything that is in y, and y holds no noise."
    rests = " It hardly changes any more. " if curves.settled(metric.curve) else " It has not begun to move. "
    going = f" It is still falling. {train_on(world)}" if falls(metric) else rests
    yield Answered(world.question, f"{now}.{going}{end}", ("not exact", "convergence"))


SUBJECT = Subject(title="whether yours will ever be exact", answer=answer, topic="loss", idea="not_exact")
