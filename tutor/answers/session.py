"""Lets the live session answer for itself: the number first, what it means second, where to read on third."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tutor.answers import about_model, about_quality, about_training
from tutor.answers.wordings import Subject
from tutor.answers.world import World, look
from tutor.core.events import Answered, Event
from tutor.core.protocols import Queryable

Answer = Callable[[World], Iterator[Event]]

ANSWERS: dict[Subject, Answer] = {
    Subject.BEST: about_training.best,
    Subject.EPOCHS: about_training.epochs,
    Subject.GOOD: about_quality.good,
    Subject.LAYERS: about_model.layers,
    Subject.LEARNING_RATE: about_model.learning_rate,
    Subject.LOSS: about_training.loss,
    Subject.LOSS_FUNCTION: about_model.loss_function,
    Subject.NAN: about_training.nan,
    Subject.OPTIMIZER: about_model.optimizer,
    Subject.OVERFITTING: about_training.overfitting,
    Subject.PARAMETERS: about_model.parameters,
    Subject.PREDICTION: about_model.prediction,
    Subject.SECONDS: about_training.seconds,
    Subject.SHAPE: about_model.shape,
    Subject.TREND: about_training.trend,
    Subject.VARIABLES: about_model.variables,
    Subject.WEIGHTS: about_model.weights,
    Subject.WRONG: about_quality.wrong,
}
NEEDS_NO_MODEL = {Subject.NAN, Subject.SHAPE, Subject.VARIABLES, Subject.WRONG}
MAY_BE_AN_IDEA = {Subject.NAN, Subject.SHAPE}
"""Asked with the same words about the session and about the idea."""
_OF_A_MODEL = re.compile(r"\bshape\b.*\bmy (?:model|network)\b")


def answers(question: str, session: Queryable, subject: Subject) -> tuple[Event, ...]:
    """The session's answer; empty when it has none, and the question is about the idea."""
    world = look(question, session)
    is_idea = subject in MAY_BE_AN_IDEA or question.lower().startswith("why")
    if subject is Subject.WRONG:
        return tuple(ANSWERS[subject](world or World(question, session)))
    if world is None:
        if is_idea:
            return ()
        text = "The session cannot be asked just now: it is starting, or has ended. Ask again in a moment."
        return (Answered(question, text),)
    if is_idea and subject is Subject.GOOD and (world.model is None or not world.model.trained_epochs):
        return ()
    if world.model is None and (subject not in NEEDS_NO_MODEL or _OF_A_MODEL.search(question.lower())):
        text = "There is no model yet. `model = keras.Sequential([...])` makes one; ask me again then."
        return (Answered(question, text, ("model", "Sequential")),)
    return tuple(ANSWERS[subject](world))


def beside_idea(question: str, session: Queryable, subject: Subject) -> tuple[Event, ...]:
    """The session's answer to a question that is about an idea, too; empty as long as there is no training."""
    world = look(question, session)
    if world is None or world.model is None or not world.model.trained_epochs:
        return ()
    return tuple(ANSWERS[subject](world))
