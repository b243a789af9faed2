"""Whether the latest training is better than the one before."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.answers.subjects.reading import history_of, trainings_of
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.numbers import short
from tutor.core.runs import common_metric, comparable, final, grows

SAME = 0.02
"""A difference of less than this share is none."""
LUCK = "Two starts differ by chance, too: `/try seed=1..8` shows by how much."


def answer(world: World) -> Iterator[Event]:
    runs = [each.as_run(0) for each in trainings_of(world)[-2:]]
    metric = common_metric(runs)
    if len(runs) < 2 or not metric:
        yield Answered(world.question, _since_the_start(world), ("history", "baseline"))
        return
    before, after = (final(run, metric) for run in runs)
    name = metric.replace("val_", "validation ").replace("_", " ")
    text = f"The {name} ended at {short(after)} in the latest training, at {short(before)} in the one before"
    if not comparable(runs):
        text += ". They measure different losses, so the two numbers cannot be compared."
    else:
        word = _word(before, after, grows(metric))
        text += f": {word}. {LUCK}" if word != "worse" else f": {word}."
    yield Answered(
        world.question, f"{text} `/compare` lays their curves over each other.", ("history", "baseline")
    )


def _word(before: float, after: float, higher_is_better: bool) -> str:
    if not math.isfinite(after) or not math.isfinite(before):
        return "better" if math.isfinite(after) else "worse"
    if abs(after - before) <= SAME * abs(before):
        return "about the same"
    return "better" if (after > before) is higher_is_better else "worse"


def _since_the_start(world: World) -> str:
    metric = history_of(world).metrics["loss"]
    word = "better" if metric.last < metric.first else "worse"
    return (
        f"From {short(metric.first)} to {short(metric.last)} since its first epoch: {word}. There is one training "
        "so far. `/try learning_rate=0.01, 0.1, 1` makes others on the side, to compare."
    )


SUBJECT = Subject(title="whether it got better", answer=answer, topic="loss", idea="history")
