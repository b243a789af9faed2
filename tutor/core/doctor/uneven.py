"""Curves that go to and fro, and curves that go different ways."""

from __future__ import annotations

from itertools import pairwise

from tutor.core.doctor.course import Course
from tutor.core.doctor.curves import Values, finite, level, part, restless, sawing, smoothed, step, turned, waving
from tutor.core.doctor.diagnosis import Ailment, Diagnosis
from tutor.core.doctor.rates import tried_smaller
from tutor.core.doctor.unmoved import LIVE
from tutor.core.numbers import short

FEWEST = 8
"""Values in which a to and fro can be told."""
FLOOR = 0.02
"""Below this share of what it began with, or of what the same answer for all gets, a tremor does no harm."""
WORTH = 0.05
"""The same for what a validation loss has risen by: less is no reason to stop."""
SMALL_BATCH, FEW_HELD = 4, 20
MOVED, METRIC_MOVED = 0.15, 0.005
"""The share by which a loss has fallen for certain, and what an accuracy moves at least where it moves."""


def saws(course: Course) -> Diagnosis | None:
    """The training loss goes up and down, and comes no lower on the whole."""
    loss = course.loss
    if len(loss) < (FEWEST if course.ended else 2 * FEWEST) or not finite(loss) or course.patient.noisy:
        return None
    late = part(loss, 0.4, 1)
    lasting = waving(late) or (sawing(late) and sawing(part(loss, 0.7, 1)))
    if not lasting or step(late) < FLOOR * course.scale:
        return None
    patient = course.patient
    rises = sum(after > before for before, after in pairwise(loss))
    saw = (
        f"The loss is a saw: it rose in {rises} of {len(loss) - 1} steps from one epoch to the next, by "
        f"{short(step(late), 2)} typically, and it is at {short(loss[-1])}."
    )
    if 0 < patient.batch <= SMALL_BATCH and patient.rows >= 8 * patient.batch:
        why = (
            f"Each step looks at {patient.batch} of {patient.rows} rows only, and follows whatever is special "
            "in them."
        )
        then = (
            f"Take larger batches: `batch_size={min(32, patient.rows)}`. Or smaller steps: "
            f"{_lower_first(tried_smaller(course))}"
        )
    else:
        why, then = (
            "The steps are so large that they jump over the lowest point, to and fro.",
            tried_smaller(course),
        )
    return Diagnosis(Ailment.SAWS, saw, why, then, "saw")


def jumps(course: Course) -> Diagnosis | None:
    """The validation loss goes up and down while the training loss does not."""
    loss, held, patient = course.beside, course.held, course.patient
    if len(held) < FEWEST or not finite(held) or not finite(loss):
        return None
    late, beside = part(held, 0.4, 1), part(loss, 0.4, 1)
    if not sawing(late) or step(late) < FLOOR * course.scale:
        return None
    if restless(late) < 2 * restless(beside) or patient.held > FEW_HELD:
        return None
    rows = f"{patient.held} rows" if patient.held else "few rows"
    return Diagnosis(
        Ailment.JUMPS,
        f"The validation loss jumps by {short(step(late), 2)} from one epoch to the next, the training loss by "
        f"{short(step(beside), 2)}.",
        f"It is measured on {rows}: a single one that is hit or missed shows.",
        "Keep more rows for validation, `validation_split=0.3`, and believe no single value of it.",
        "validation",
    )


def overfit_since(course: Course) -> int | None:
    """The place from which on the validation loss has risen for good, while the training loss went on falling."""
    loss, held = course.beside, course.held
    if len(held) < FEWEST or not finite(held) or not finite(loss):
        return None
    smooth = smoothed(held, max(1, len(held) // 25))
    least = turned(loss, smooth)
    if least is None or smooth[least] <= 0:
        return _learned_by_heart(course, smooth)
    after = smooth[least:]
    lasting = len(after) >= max(3, 0.1 * len(held)) and level(after, 0.5, 1) > 1.1 * smooth[least]
    apart = smooth[-1] > loss[-1] and loss[-1] < 0.9 * loss[least]
    worth = smooth[-1] - smooth[least] > max(WORTH * course.scale, 1.5 * step(held[least:]))
    return least if lasting and apart and worth else None


def _learned_by_heart(course: Course, smooth: Values) -> int | None:
    """The place from which on only the training loss falls, by far, and the validation loss stays high."""
    loss, base = course.beside, course.patient.baseline
    half = len(loss) // 2
    stays = abs(smooth[-1] - smooth[half]) <= 0.05 * smooth[-1] and base is not None and smooth[-1] > 0.3 * base
    if not stays or loss[-1] > 0.1 * loss[half] or loss[-1] > 0.1 * smooth[-1] or course.share < 1:
        return None
    return next(place for place, value in enumerate(smooth) if value <= 1.05 * smooth[-1])


def overfitting(course: Course) -> Diagnosis | None:
    """What is learned since then holds for the training rows only."""
    place = overfit_since(course)
    if place is None:
        return None
    loss, held = course.beside, course.held
    epoch = course.epoch(place, len(held))
    return Diagnosis(
        Ailment.OVERFITTING,
        f"Overfitting since epoch {epoch}: the validation loss rose from {short(held[place])} to "
        f"{short(held[-1])}, while "
        f"the training loss fell from {short(loss[place])} to {short(loss[-1])}.",
        "What the model learns since then holds for the training rows only.",
        f"Stop there: `epochs={epoch}`, or `keras.callbacks.EarlyStopping(patience=5, "
        "restore_best_weights=True)`. More "
        f"rows, or a smaller model, help for good. `/try epochs={epoch}, {course.done}` "
        "shows the difference.",
        "overfit",
        epoch,
    )


def contradiction(course: Course) -> Diagnosis | None:
    """The loss gets better, and what was asked to be measured does not."""
    loss = course.loss
    if len(loss) < FEWEST or not finite(loss) or course.patient.noisy:
        return None
    before, now = level(loss, 0, 0.15), level(loss, 0.85, 1)
    if course.share < LIVE or before <= now or (before - now) < MOVED * abs(before):
        return None
    for name, values in course.others.items():
        if len(values) == len(loss) and finite(values) and (found := _against(course, name, values)):
            return found
    return None


def _against(course: Course, name: str, values: Values) -> Diagnosis | None:
    before, now = level(values, 0, 0.15), level(values, 0.85, 1)
    way = (now - before) * course.better(name)
    fell = f"The loss fell from {short(course.loss[0])} to {short(course.loss[-1])}"
    if "acc" in name:
        still = max(values[1:]) - min(values[1:]) < METRIC_MOVED
        if not still and way > -0.05:
            return None
        if still and now > 0.99:
            return None
        saw = (
            f"{fell}, and `{name}` stays at {now:.1%}."
            if still
            else f"{fell}, and so did `{name}`: {before:.1%} to {now:.1%}."
        )
        return Diagnosis(Ailment.CONTRADICTION, saw, *_of_accuracy(course, now), "accuracy")
    if way >= -0.2 * abs(before):
        return None
    return Diagnosis(
        Ailment.CONTRADICTION,
        f"{fell}, and `{name}` got worse: {short(before)} to {short(now)}.",
        "The loss is what is trained; it does not stand for what you measure.",
        "Look whether the loss means what you want: its sign, its order, its scale.",
        name,
    )


def _of_accuracy(course: Course, now: float) -> tuple[str, str]:
    patient = course.patient
    if not patient.classes and "crossentropy" not in patient.loss:
        return (
            "Accuracy counts answers that hit exactly. 41.99 for 42 is a miss, so it says nothing of measured "
            "numbers.",
            "Take `metrics=['mae']`: by how much the answers are off, on average.",
        )
    if patient.majority and abs(now - patient.majority) < 0.01:
        return (
            f"{patient.majority:.0%} of the rows are of one class, and that one is always answered: the rare "
            "ones are "
            "all missed.",
            "Measure `keras.metrics.Recall()` or a confusion table, and give the rare class a `class_weight`.",
        )
    return (
        "The answers become surer, and not more often right.",
        "Look at single predictions beside their labels: the metric may ask for other answers than the loss.",
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
