"""A loss that is no number any more, or that runs away."""

from __future__ import annotations

import math

from tutor.core.doctor.course import Course
from tutor.core.doctor.curves import finite, level
from tutor.core.doctor.diagnosis import Ailment, Diagnosis
from tutor.core.doctor.rates import tried_smaller
from tutor.core.numbers import short

GROWN = 2
"""So many times what it began with, and a loss that still grows is running away."""
LARGE = 100
"""Inputs beyond this make steps that are as large."""
UNHEARD_OF = 1e3
"""So many times the largest y an answer is off, and it has run away, be it before the first epoch was over."""


def lost(course: Course) -> Diagnosis | None:
    """The loss is nan or infinite."""
    loss = course.loss
    if not loss or math.isfinite(loss[-1]):
        return None
    good = next(place for place, value in enumerate(loss) if not math.isfinite(value))
    epoch = course.epoch(good, len(loss))
    saw = (
        f"The loss is {short(loss[-1])} since epoch {epoch}"
        if good
        else f"The loss is {short(loss[-1])} from the first epoch"
    )
    why, then = _why_lost(course, loss[:good])
    return Diagnosis(Ailment.LOST, f"{saw}{_where(course)}.", why, then, "loss ended at", epoch if good else 1)


def _where(course: Course) -> str:
    """The column or the layer that was the first."""
    patient = course.patient
    if patient.lost_data == "x":
        return (
            f": column {patient.lost_column} of the inputs holds what is no number, in {_rows(patient.lost_rows)}"
        )
    if patient.lost_data:
        return f": the labels hold what is no number, in {_rows(patient.lost_rows)}"
    if patient.lost_layer and patient.lost_to:
        grown = f"its largest weight went from {short(patient.lost_from, 3)} to {short(patient.lost_to, 3)}"
        return f". The layer `{patient.lost_layer}` was the first to run away: {grown}"
    if patient.lost_answers:
        return f". The layer `{patient.lost_layer}` is the first whose answers are no numbers, and its weights are"
    if patient.lost_layer:
        return f". The layer `{patient.lost_layer}` is the first whose weights are no numbers"
    return ""


def _why_lost(course: Course, before: object) -> tuple[str, str]:
    patient = course.patient
    if patient.lost_data:
        return (
            "A single one spoils the mean, then every weight.",
            "Clean the data, build the model again, and train it anew.",
        )
    if patient.lost_to or patient.largest > LARGE:
        return f"{_steps_too_far(course)} The weights are spoilt for good.", _smaller(course)
    return (
        "A step has left the numbers: a logarithm of 0, a division by 0, or steps that were too large. The "
        "weights "
        "are spoilt for good.",
        "Build the model again, look at the loss and the last layer, and take a smaller learning rate.",
    )


def diverging(course: Course) -> Diagnosis | None:
    """The loss grows, and is above everything it began with."""
    loss = course.loss
    if not loss or not finite(loss):
        return None
    scale, worst = course.patient.baseline or abs(loss[0]), _worst(course)
    away = worst is not None and loss[-1] >= loss[0] and loss[-1] > worst
    if len(loss) > 2 and not away:
        now = level(loss, 0.8, 1.0)
        growing = loss[-1] >= 0.5 * max(loss) and now > 1.05 * level(loss, 0.4, 0.6)
        away = growing and now > GROWN * abs(loss[0]) and now > 0.5 * scale
    if not away:
        return None
    begin = min(range(len(loss)), key=loss.__getitem__)
    epoch = course.epoch(begin, len(loss))
    saw = f"The loss runs away: from {short(loss[0])} to {short(loss[-1])} in {course.done} epochs."
    if len(loss) == 1:
        saw = f"The loss has run away in the first epoch: {short(loss[0])}, with y up to {short(_size(course))}."
    return Diagnosis(Ailment.DIVERGING, saw, _steps_too_far(course), _smaller(course), "loss ended at", epoch)


def _size(course: Course) -> float:
    return max(abs(course.patient.low), abs(course.patient.high))


def _worst(course: Course) -> float | None:
    """What no training comes to that did not run away: answers that are so many times off as y is large."""
    size = _size(course)
    if not size or not course.patient.loss.startswith("mean_") or "log" in course.patient.loss:
        return None
    return (UNHEARD_OF * size) ** 2 if course.patient.loss == "mean_squared_error" else UNHEARD_OF * size


def _steps_too_far(course: Course) -> str:
    if course.patient.largest > LARGE:
        return f"The inputs go up to {short(course.patient.largest)}, and each step is as large as they are."
    return "Each step went past the lowest point, further than the last one."


def _smaller(course: Course) -> str:
    if course.patient.largest > LARGE:
        return "Scale them, best with a `Normalization` layer, and train a fresh model."
    return f"{tried_smaller(course)} Train a fresh model."


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
