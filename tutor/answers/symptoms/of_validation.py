"""Tells from training and validation side by side whether a symptom is there: own numbers, said either way."""

from __future__ import annotations

from collections.abc import Callable

from tutor.answers.symptoms.evidence import NO_ACCURACY, NO_VALIDATION, Evidence
from tutor.answers.symptoms.of_curves import finite, restless_curve
from tutor.answers.symptoms.seen import Seen
from tutor.core.doctor import curves
from tutor.core.numbers import short

APART = 1.02
"""Two losses within this factor are equal."""


def validation_above(seen: Seen) -> Evidence | None:
    return _losses(seen, lambda training, validation: validation > APART * training)


def validation_below(seen: Seen) -> Evidence | None:
    """Whether validation is better in the loss, or else in the accuracy."""
    found = _losses(seen, lambda training, validation: training > APART * validation)
    if found is None or found.holds or seen.validation_accuracy is None:
        return found
    return _accuracies(seen, lambda training, validation: validation > training)


def validation_accuracy_below(seen: Seen) -> Evidence | None:
    return _accuracies(seen, lambda training, validation: training > validation)


def _losses(seen: Seen, compare: Callable[[float, float], bool]) -> Evidence | None:
    training, validation = seen.loss, seen.metric("val_loss")
    if training is not None and validation is None:
        return NO_VALIDATION
    if training is None or validation is None or not finite(training, validation):
        return None
    low, high = sorted((training.last, validation.last))
    way = "higher" if validation.last > training.last else "lower"
    text = (
        f"After epoch {seen.epochs} your loss is {short(training.last)} and your validation loss "
        f"{short(validation.last)}"
    )
    if low > 0 and high <= APART * low:
        text += ": about the same."
    else:
        text += f": the validation loss is the {way} one" + (
            f", by a factor of {short(high / low, 2)}." if low > 0 else "."
        )
    return Evidence(compare(training.last, validation.last), text)


def _accuracies(seen: Seen, compare: Callable[[float, float], bool]) -> Evidence | None:
    if seen.accuracy is None:
        return NO_ACCURACY if seen.history is not None else None
    if seen.validation_accuracy is None:
        return NO_VALIDATION
    training, validation = seen.accuracy[1].last, seen.validation_accuracy.last
    text = (
        f"After epoch {seen.epochs}, {training:.1%} of the training answers are right and {validation:.1%} "
        "of the validation answers."
    )
    return Evidence(compare(training, validation), text)


def validation_turned(seen: Seen) -> Evidence | None:
    """Whether the validation loss has risen from its lowest point while the training loss went on falling."""
    training, validation = seen.loss, seen.metric("val_loss")
    if training is not None and validation is None:
        return NO_VALIDATION
    if training is None or validation is None or not finite(training, validation):
        return None
    text = (
        f"Your validation loss was lowest in epoch {validation.best_epoch}, {short(validation.best)}, and is "
        f"{short(validation.last)} after epoch {seen.epochs}; the training loss is {short(training.last)}."
    )
    return Evidence(curves.turned(training.curve, validation.curve) is not None, text)


def validation_restless(seen: Seen) -> Evidence | None:
    metric = seen.metric("val_loss")
    return NO_VALIDATION if metric is None else restless_curve(metric, "validation loss")
