"""The doctor: tells from the curves of a training, and from what is known of it, what ails it.

Every judgement of a course is here, and only here: the line during a `fit`, the note after it, the answers to
questions about it all ask the same functions. Each compares with the training's own beginning and with the scale
of the targets, never with a number of ours.
"""

from __future__ import annotations

from collections.abc import Callable

from tutor.core.doctor.broken import diverging, lost
from tutor.core.doctor.course import Course
from tutor.core.doctor.diagnosis import Ailment, Diagnosis
from tutor.core.doctor.uneven import contradiction, jumps, overfitting, saws
from tutor.core.doctor.unmoved import crawling, frozen, guessing, plateau, shut, stuck
from tutor.core.patient import Patient

__all__ = ["JUDGEMENTS", "Ailment", "Course", "Diagnosis", "Patient", "diagnose"]

JUDGEMENTS: tuple[Callable[[Course], Diagnosis | None], ...] = (
    lost,
    frozen,
    shut,
    diverging,
    jumps,
    overfitting,
    saws,
    guessing,
    stuck,
    contradiction,
    crawling,
    plateau,
)
"""The most telling first: only one is said."""


def diagnose(course: Course) -> Diagnosis | None:
    """What ails it; None when nothing does, or when it is too early to say."""
    return next((found for judge in JUDGEMENTS if (found := judge(course))), None)
