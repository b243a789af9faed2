"""Tells from accuracy, columns and clocks whether a symptom is there: own numbers, said either way."""

from __future__ import annotations

import math

from tutor.answers.symptoms.evidence import NO_ACCURACY, Evidence
from tutor.answers.symptoms.seen import Seen
from tutor.core.facts import ModelFacts
from tutor.core.numbers import short


def accuracy_still(seen: Seen) -> Evidence | None:
    """Whether the loss fell and the accuracy did not follow."""
    if seen.accuracy is None:
        return _unmeasured(seen)
    if seen.loss is None or seen.epochs < 2:
        return None
    metric = seen.accuracy[1]
    text = f"{_went(seen)} The accuracy went from {short(metric.first)} to {short(metric.last)}."
    fallen = seen.loss.last < 0.95 * seen.loss.first
    return Evidence(fallen and abs(metric.last - metric.first) < 0.02, text)


def both_rise(seen: Seen) -> Evidence | None:
    """Whether loss and accuracy rise together, in validation where there is one."""
    pairs = [("validation ", seen.metric("val_loss"), seen.validation_accuracy)]
    pairs += [("", seen.loss, seen.accuracy[1] if seen.accuracy is not None else None)]
    told = _unmeasured(seen)
    for name, loss, accuracy in pairs:
        if loss is None or accuracy is None or not math.isfinite(loss.last):
            continue
        low = min(loss.curve) if loss.curve else loss.first
        then = (
            accuracy.curve[loss.curve.index(low)] if low in loss.curve[: len(accuracy.curve)] else accuracy.first
        )
        text = (
            f"Since it was lowest, your {name}loss has gone from {short(low)} to {short(loss.last)}, "
            f"and the {name}accuracy from "
            f"{short(then)} to {short(accuracy.last)}."
        )
        found = Evidence(loss.last > 1.05 * low and accuracy.last >= then, text)
        if found.holds:
            return found
        told = found if told is None else told
    return told


def accuracy_zero(seen: Seen) -> Evidence | None:
    if seen.accuracy is None:
        return _unmeasured(seen)
    last = seen.accuracy[1].last
    return Evidence(
        last < 0.02, f"Your accuracy after epoch {seen.epochs} is {short(last)}. {_went(seen)}".strip()
    )


def accuracy_perfect(seen: Seen) -> Evidence | None:
    if seen.accuracy is None:
        return _unmeasured(seen)
    first, last = seen.accuracy[1].first, seen.accuracy[1].last
    return Evidence(
        first >= 0.995, f"Your accuracy was {short(first)} after the first epoch and is {short(last)} now."
    )


def accuracy_fell(seen: Seen) -> Evidence | None:
    if seen.accuracy is None:
        return _unmeasured(seen)
    metric = seen.validation_accuracy or seen.accuracy[1]
    name = "validation accuracy" if seen.validation_accuracy is not None else "accuracy"
    text = (
        f"Your {name} was best in epoch {metric.best_epoch}, {short(metric.best)}, and is "
        f"{short(metric.last)} after epoch {seen.epochs}."
    )
    return Evidence(metric.last < metric.best - 0.02, text)


def columns(seen: Seen) -> Evidence | None:
    """What the history holds. Something is missing when the loss is alone, or nothing is of validation."""
    if seen.history is None:
        return None
    names = list(seen.history.metrics)
    text = f"Your history holds {', '.join(f'`{name}`' for name in names)}."
    return Evidence(len(names) == 1 or not any(name.startswith("val_") for name in names), text)


def clock(seen: Seen) -> Evidence | None:
    """What an epoch takes. Whether that is slow, the numbers alone do not say."""
    if seen.history is None or seen.history.seconds is None:
        return None
    each = 1000 * seen.history.seconds / max(1, seen.epochs)
    text = f"Your {seen.epochs} epochs took {short(seen.history.seconds, 3)} seconds: {short(each, 3)} ms each."
    return Evidence(True, text)


def models_held(seen: Seen) -> Evidence | None:
    count = sum(isinstance(facts, ModelFacts) for facts in seen.world.variables.values())
    text = f"Your session holds {count} model{'s' * (count != 1)} by name. I cannot see its memory from here."
    return Evidence(True, text)


def ended_early(seen: Seen) -> Evidence | None:
    if seen.fit is None:
        return None
    ran, wanted = seen.fit.history.epochs, seen.fit.epochs
    return Evidence(ran < wanted, f"`fit` was asked for {wanted} epochs and ran {ran}.")


def moved(seen: Seen) -> Evidence | None:
    """How often the weights were changed: the symptom itself needs the weights from before."""
    if seen.updates is None:
        return None
    return Evidence(True, f"The optimizer of `{seen.name}` has made {seen.updates:,} steps since `compile`.")


def _unmeasured(seen: Seen) -> Evidence | None:
    return NO_ACCURACY if seen.accuracy is None and seen.history is not None else None


def _went(seen: Seen) -> str:
    return (
        f"Your loss went from {short(seen.loss.first)} to {short(seen.loss.last)}."
        if seen.loss is not None
        else ""
    )
