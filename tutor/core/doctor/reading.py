"""A training as the doctor sees it, from the facts that the session tells of it."""

from __future__ import annotations

from tutor.core.doctor.course import Course
from tutor.core.facts import HistoryFacts, ModelFacts
from tutor.core.model_reading import ending, loss_of, of_logits, width
from tutor.core.patient import Patient


def course_of(history: HistoryFacts, model: ModelFacts | None = None, asked: int = 0) -> Course:
    """A training that is over, of this model. Where nobody has examined it, its facts have to do."""
    patient = history.patient or (of_model(model) if model is not None else Patient())
    curves = {name: metric.curve for name, metric in history.metrics.items() if metric.curve}
    return Course(curves, history.epochs, asked, patient)


def of_model(model: ModelFacts) -> Patient:
    """What a model alone tells: nothing of the data."""
    recipe = model.compiled
    rate = recipe.optimizer_config.get("learning_rate") if recipe is not None else None
    return Patient(
        loss=loss_of(recipe),
        optimizer=recipe.optimizer if recipe is not None else "",
        rate=float(rate) if isinstance(rate, int | float) else None,
        scheduled=isinstance(rate, str),
        logits=recipe is not None and of_logits(recipe),
        parameters=model.parameters,
        trainable=model.trainable,
        built=model.built,
        ending=ending(model) or "",
        width=width(model) or 0,
    )
