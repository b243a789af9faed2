"""What to say of the learning rate: a smaller or a larger one, and the `/try` that shows where it goes."""

from __future__ import annotations

import math

from tutor.core.doctor.course import Course
from tutor.core.numbers import short

BY_ITSELF = frozenset({"Adam", "AdamW", "Nadam", "Adamax", "RMSprop", "Adagrad", "Lion"})
"""Optimizers that measure their steps: a weight moves by about the learning rate in each, whatever the slope."""


def tried_smaller(course: Course) -> str:
    rate = course.patient.rate
    if not rate:
        return "Let the learning rate begin at a tenth."
    return (
        f"Take a tenth of the learning rate, now {short(rate)}: "
        f"`/try learning_rate={short(rate / 100)}, {short(rate / 10)}` shows where it goes then."
    )


def tried_larger(course: Course, times: float = 10) -> str:
    """Nothing of it where there is a schedule."""
    rate = course.patient.rate
    if not rate:
        return "Let the learning rate begin higher, and fall later."
    first, second = rounded(rate * times), rounded(rate * times * 10)
    return (
        f"Take larger steps: the learning rate is {short(rate)}, and "
        f"`/try learning_rate={short(first)}, {short(second)}` shows where larger ones go."
    )


def reach(course: Course) -> float | None:
    """How far a weight can have moved; None where steps depend on the slope, or are not known."""
    patient = course.patient
    if patient.optimizer not in BY_ITSELF or not patient.rate or not patient.steps:
        return None
    return patient.rate * patient.steps * course.done


def rounded(value: float) -> float:
    """One digit of it."""
    return float(f"{value:.0e}") if value > 0 and math.isfinite(value) else value
