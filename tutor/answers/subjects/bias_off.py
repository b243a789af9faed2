"""Why a weight or the bias is not yet what it should be."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.answers.subjects.lines import Line, line_of
from tutor.answers.subjects.reading import compilation, default_learning_rate, falls, history_of, train_on
from tutor.answers.subjects.subject import Subject
from tutor.answers.world import World
from tutor.core.events import Answered, Event
from tutor.core.facts import CompiledFacts
from tutor.core.numbers import short


def answer(world: World) -> Iterator[Event]:
    line, history = line_of(world), history_of(world)
    metric = history.metrics["loss"]
    if line is None:
        return
    now = f"The weight is {short(line.weight)}, the bias {short(line.bias)}."
    best = f"The best line through your points has {short(line.best_weight)} and {short(line.best_bias)}."
    if abs(line.bias - line.best_bias) <= 0.01 * max(1.0, abs(line.best_bias)):
        text = f"{now} {best} There is nothing left to gain."
    elif falls(metric):
        text = (
            f"{now} {best} It has not arrived: after {history.epochs:,} epochs the loss is {short(metric.last)} "
            f"and still falling. {_pace(world, line)}{train_on(world)}"
        )
    else:
        text = (
            f"{now} {best} The loss stands still at {short(metric.last)}, so more epochs alone will not do it: "
            "another learning rate is the first thing to try."
        )
    yield Answered(world.question, text, ("convergence", "not exact"))


def _pace(world: World, line: Line) -> str:
    """How far the steps reach, where they have a size: Adam's are about as large as the learning rate."""
    compiled = compilation(world)
    if not isinstance(compiled, CompiledFacts) or compiled.optimizer != "Adam":
        return ""
    rate = compiled.optimizer_config.get("learning_rate", default_learning_rate(compiled))
    if not isinstance(rate, int | float):
        return ""
    missing = abs(line.best_bias - line.bias)
    return f"The bias still has {short(missing, 3)} to go, in steps of at most about {short(float(rate))}. "


SUBJECT = Subject(title="why your weight and bias are not exact", answer=answer, topic="bias", idea="not_exact")
