"""A loss that does not fall: it never did, it hardly does, or it does no more although much is left."""

from __future__ import annotations

import math

from tutor.core.doctor.course import Course
from tutor.core.doctor.curves import change, finite, level, part, restless
from tutor.core.doctor.diagnosis import Ailment, Diagnosis
from tutor.core.doctor.rates import reach, tried_larger
from tutor.core.numbers import short

STUCK = 0.06
"""Whoever has taken less than this share off the loss has not begun."""
CRAWLED = 0.6
"""The share that a training has taken off its loss at most, when it crawls."""
STILL = 0.02
"""A change of less than this share over the last third is none."""
HIGH = 0.5
"""The share of what the same answer for all would get, from which on a loss is high."""
NEAR = 0.04
"""How near, as a share, a loss is to that of guessing."""
FEWEST = 10
"""Epochs from which on the way of a loss can be told."""
FEWEST_STEPS = 50
"""Steps from which on somebody meant to train, and not to look how it goes."""
LIVE = 0.5
"""The share of the epochs after which there is something to say of a loss that may still begin to fall."""
FAR = 10
"""So many times further is the way than the steps reach."""


def frozen(course: Course) -> Diagnosis | None:
    """No weight may move."""
    patient = course.patient
    if not course.done or not patient.built or not patient.parameters or patient.trainable:
        return None
    return Diagnosis(
        Ailment.STUCK,
        f"The model has {patient.parameters} parameters, and none of them is trainable.",
        "So `fit` measures the loss and changes nothing.",
        "Set `trainable = True` where it may learn, and compile again.",
        "trainable",
    )


def shut(course: Course) -> Diagnosis | None:
    """A layer with `relu` whose neurons are all shut."""
    layer = course.patient.shut
    if not layer or len(course.loss) < 2 or not finite(course.loss):
        return None
    return Diagnosis(
        Ailment.STUCK,
        f"The loss stands at {short(course.loss[-1])} since epoch 1: no neuron of the layer `{layer}` answers "
        "any row.",
        "`relu` is shut where its input is below 0, its slope is 0 there, and no step moves it any more.",
        "Train a fresh model with a smaller learning rate, or with scaled inputs.",
        "alike",
    )


def stuck(course: Course) -> Diagnosis | None:
    """The loss is about where it began, and falls by a hair in each epoch: the steps are too small."""
    loss, patient = course.loss, course.patient
    if not _long_enough(course) or not finite(loss) or patient.steps_before or _low(course):
        return None
    fallen = (loss[0] - loss[-1]) / abs(loss[0]) if loss[0] else 0.0
    if not -0.01 <= fallen < STUCK * course.share or _settled(course) or _guesses(course):
        return None
    far = reach(course)
    size = max(abs(patient.low), abs(patient.high))
    why = f"{short(100 * fallen, 2)} % in {course.done} epochs: the steps are too small."
    then = tried_larger(course)
    if far and size > FAR * far and patient.width == 1 and patient.ending in ("", "linear", "relu"):
        why = (
            f"{patient.steps * course.done} steps of {short(patient.rate or 0)} move a weight by "
            f"{short(far, 2)} at most, and y goes up to {short(size)}."
        )
        then = (
            f"Scale y: divide it by {_power(size)} and multiply the predictions by it again. "
            f"Or take larger steps: a learning rate of about {_power(size / (patient.steps * course.done))}."
        )
    saw = f"The loss went from {short(loss[0])} to {short(loss[-1])}: the training has hardly begun."
    return Diagnosis(Ailment.STUCK, saw, why, then, "hardly begun")


def crawling(course: Course) -> Diagnosis | None:
    """The loss falls as fast as at the beginning, and most of the way is still to go."""
    loss, patient = course.loss, course.patient
    if not _long_enough(course) or len(loss) < FEWEST or not finite(loss) or loss[-1] <= 0 or patient.noisy:
        return None
    fallen = (loss[0] - loss[-1]) / loss[0]
    base = patient.baseline
    high = loss[-1] > HIGH * base if base else True
    if not STUCK <= fallen <= CRAWLED or not high or patient.steps_before:
        return None
    early, late = loss[0] - part(loss, 0, 0.34)[-1], part(loss, 0.66, 1)[0] - loss[-1]
    if late < 0.45 * early or change(loss) > -0.005:
        return None
    each = (loss[0] - loss[-1]) / max(1, course.done - 1)
    ahead = round(loss[-1] / each) if each > 0 else 0
    return Diagnosis(
        Ailment.CRAWLING,
        f"The loss crawls: from {short(loss[0])} to {short(loss[-1])} in {course.done} epochs, and as fast at "
        "the end "
        "as at the beginning.",
        f"At this pace the rest takes about {short(float(f'{ahead:.1g}'))} epochs more.",
        tried_larger(course, 3),
        "hardly begun",
    )


def guessing(course: Course) -> Diagnosis | None:
    """A classifier that has learned the shares of the kinds at most."""
    if not _guesses(course) or not _still(course) or course.share < LIVE:
        return None
    loss, patient = course.loss, course.patient
    kinds, base = patient.classes, patient.baseline or 0.0
    saw = (
        f"After {course.done} epochs the loss is {short(loss[-1])}, and guessing among {kinds} classes gives "
        f"{short(base)}."
    )
    if abs(base - math.log(kinds)) > NEAR * base:
        saw = (
            f"After {course.done} epochs the loss is {short(loss[-1])}; knowing nothing but how frequent each "
            "of the "
            f"{kinds} classes is gives {short(base)}."
        )
    if course.accuracy:
        saw += (
            f" {course.accuracy[1][-1]:.0%} are right; always the most frequent one gets {patient.majority:.0%}."
        )
    return Diagnosis(
        Ailment.GUESSING,
        saw,
        "The model has learned nothing yet: its answer is about the same for every row.",
        "Take larger steps, `keras.optimizers.Adam(0.05)`, more neurons with `relu` or `tanh` before the last "
        "layer, "
        "or look whether x says anything of y at all.",
        "guessing",
    )


def plateau(course: Course) -> Diagnosis | None:
    """The loss fell, and stands still while it is still high."""
    loss, patient = course.loss, course.patient
    if len(loss) < FEWEST or not finite(loss) or patient.noisy or not _still(course) or course.share < LIVE:
        return None
    now, base = level(loss, 0.8, 1), patient.baseline
    early, late = loss[0] - part(loss, 0, 0.34)[-1], part(loss, 0.66, 1)[0] - loss[-1]
    if patient.classes or not now or late > 0.3 * early > 0 or now <= HIGH * (base if base else loss[0]):
        return None
    if not base and (patient.steps_before or (loss[0] - now) < STUCK * loss[0]):
        return None
    since = next(place for place, value in enumerate(loss) if abs(value - now) <= 2 * STILL * now)
    epoch = course.epoch(since, len(loss))
    saw = f"The loss stands at {short(loss[-1])} since about epoch {epoch}; it began at {short(loss[0])}."
    if base:
        saw += f" Always answering the same would get {short(base)}."
    rate = " Its rate may have become too small, too." if patient.scheduled else ""
    return Diagnosis(
        Ailment.PLATEAU,
        saw,
        "More epochs like these bring little: this model at these steps comes no lower." + rate,
        "Give it more to learn with, a hidden layer with `relu` or more neurons, or let it begin with larger "
        "steps.",
        "plateau",
        epoch,
    )


def _long_enough(course: Course) -> bool:
    steps = course.patient.steps * course.done
    return len(course.loss) >= 5 and (not steps or steps >= FEWEST_STEPS) and course.share >= LIVE


def _low(course: Course) -> bool:
    """Whether it is far better than the same answer for all."""
    base = course.patient.baseline
    return base is not None and course.loss[-1] < HIGH * base


def _settled(course: Course) -> bool:
    """Whether it has come to rest at what the same answer for all gets: that is no matter of small steps."""
    base = course.patient.baseline
    return base is not None and abs(course.loss[-1] - base) < 0.1 * base and abs(change(course.loss, 0.5)) < 0.002


def _guesses(course: Course) -> bool:
    base, loss, patient = course.patient.baseline, course.loss, course.patient
    if not base or patient.classes < 2 or len(loss) < FEWEST or not finite(loss):
        return False
    off = (base - level(loss, 0.8, 1)) / base
    by_heart = len(course.held) > FEWEST and finite(course.held) and level(course.held, 0.8, 1) > 0.98 * base
    return -NEAR <= off <= (3 * NEAR if by_heart else NEAR)


def _still(course: Course) -> bool:
    loss = course.loss
    before, after = level(loss, 0.6, 0.75), level(loss, 0.85, 1)
    return abs(after - before) <= STILL * abs(before) and restless(part(loss, 0.6, 1)) < 0.1


def _power(value: float) -> str:
    """A power of ten near the value."""
    return short(10.0 ** round(math.log10(value)))
