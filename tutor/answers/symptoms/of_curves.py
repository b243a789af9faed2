"""Tells from the curves of a training whether a symptom is there: the learner's own numbers, said either way."""

from __future__ import annotations

import math
from collections.abc import Callable

from tutor.answers.symptoms.evidence import NO_ACCURACY, Evidence, times
from tutor.answers.symptoms.of_training import largest_rise
from tutor.answers.symptoms.seen import Seen
from tutor.core.doctor import curves
from tutor.core.doctor.unmoved import NEAR
from tutor.core.facts import MetricFacts
from tutor.core.numbers import short

SPIKE = 3
"""A loss that is this many times the one before has leapt."""


def restless(seen: Seen) -> Evidence | None:
    return None if seen.loss is None else restless_curve(seen.loss, "loss")


def restless_curve(metric: MetricFacts, name: str) -> Evidence | None:
    if len(metric.curve) < 5 or not finite(metric):
        return None
    steps = list(zip(metric.curve, metric.curve[1:], strict=False))
    rises = [now - before for before, now in steps if now > before]
    largest = max(rises, default=0.0)
    text = (
        f"Your {name} rose in {len(rises)} of {len(steps)} steps from one epoch to the next, by "
        f"{short(largest, 3)} at most."
    )
    if not rises:
        text = f"Your {name} fell in each of the {len(steps)} steps from one epoch to the next."
    return Evidence(curves.sawing(metric.curve), text)


def way(seen: Seen) -> Evidence | None:
    """Where the loss began and where it is: no more than the numbers."""
    if seen.loss is None:
        return None
    text = f"Your loss went from {short(seen.loss.first)} to {short(seen.loss.last)} in {_epochs(seen)}."
    return Evidence(True, text)


def unmoved(seen: Seen) -> Evidence | None:
    """Whether the loss ends about where it began."""
    found = way(seen)
    if found is None or seen.loss is None or seen.epochs < 2 or not finite(seen.loss):
        return None
    return Evidence(not curves.begun((seen.loss.first, seen.loss.last)), found.text)


def high_and_still(seen: Seen) -> Evidence | None:
    """Whether the loss moves no more, and a typical error is a good part of the labels' range."""
    if seen.loss is None or len(seen.loss.curve) < 3 or not finite(seen.loss):
        return None
    text = f"Your loss is {short(seen.loss.last)}; it began at {short(seen.loss.first)}."
    still = curves.still(seen.loss.curve)
    if seen.loss_name == "mean_squared_error" and seen.y is not None:
        error = math.sqrt(seen.loss.last)
        text += (
            f" Its root, about how far off a prediction is, is {short(error, 3)}, and `{seen.y.name}` goes from "
            f"{short(seen.y.minimum)} to {short(seen.y.maximum)}."
        )
        return Evidence(still and error > 0.15 * seen.y.range, text)
    return Evidence(still and seen.loss.last > 0.2 * seen.loss.first, text)


def rising(seen: Seen) -> Evidence | None:
    found = way(seen)
    if found is None or seen.loss is None or seen.epochs < 2:
        return None
    lost = not finite(seen.loss)
    return Evidence(lost or seen.loss.last > curves.RISEN * seen.loss.first, found.text)


def slowly(seen: Seen) -> Evidence | None:
    found = way(seen)
    if found is None or seen.loss is None or not finite(seen.loss) or seen.epochs < 2 or seen.loss.first <= 0:
        return None
    left = seen.loss.last / seen.loss.first
    text = f"{found.text} That is {1 - left:.0%} less." if 0.01 < left < 1 else found.text
    return Evidence(0.2 < left < 1, text)


def leapt(seen: Seen) -> Evidence | None:
    rise = largest_rise(seen)
    if rise is None or seen.loss is None:
        return None
    place, factor = rise
    before, after = seen.loss.curve[place - 2], seen.loss.curve[place - 1]
    when = f"in epoch {place}" if len(seen.loss.curve) == seen.epochs else "at one point"
    text = f"Your loss rose most {when}: from {short(before)} to {short(after)}, {times(factor)} as much."
    return Evidence(factor >= SPIKE, text if factor > 1 else "Your loss never rose from one epoch to the next.")


def turned(seen: Seen) -> Evidence | None:
    if seen.loss is None or seen.epochs < 3 or not finite(seen.loss):
        return None
    text = (
        f"Your loss was lowest in epoch {seen.loss.best_epoch} of {seen.epochs}, {short(seen.loss.best)}, "
        f"and ended at {short(seen.loss.last)}."
    )
    middle = 1 < seen.loss.best_epoch < seen.epochs
    return Evidence(middle and seen.loss.last > curves.RISEN * seen.loss.best, text)


def first_only(seen: Seen) -> Evidence | None:
    """Whether nearly all of the fall came with the first two epochs."""
    if seen.loss is None or seen.epochs < 4 or len(seen.loss.curve) < 4 or not finite(seen.loss):
        return None
    first, second, last = seen.loss.first, seen.loss.curve[1], seen.loss.last
    text = (
        f"Your loss was {short(first)} in the first epoch, {short(second)} in the second and {short(last)} "
        "in the last."
    )
    return Evidence(last > 0.8 * second or last > 0.8 * first, text)


def begins_high(seen: Seen) -> Evidence | None:
    if seen.loss is None:
        return None
    text = (
        f"Your first epoch ended with a loss of {short(seen.loss.first)}, the last with {short(seen.loss.last)}."
    )
    return Evidence(seen.loss.first > 10 * abs(seen.loss.last), text)


def at_ln2(seen: Seen) -> Evidence | None:
    return _guesses(seen, 2)


def at_ln_kinds(seen: Seen) -> Evidence | None:
    kinds = seen.width if seen.width is not None and seen.width > 1 else None
    return None if kinds is None else _guesses(seen, kinds)


def _guesses(seen: Seen, kinds: int) -> Evidence | None:
    if seen.loss is None or not finite(seen.loss):
        return None
    known = math.log(kinds)
    text = f"Your loss is {short(seen.loss.last)}; ln {kinds} is {short(known)}"
    text += f", the loss of a model that gives each of {kinds} kinds the same probability, {short(1 / kinds, 2)}."
    return Evidence(abs(seen.loss.last - known) < NEAR * known, text)


def at_chance(seen: Seen) -> Evidence | None:
    if seen.accuracy is None or seen.width is None:
        return NO_ACCURACY if seen.accuracy is None and seen.history is not None else None
    kinds = max(2, seen.width)
    text = (
        f"{seen.accuracy[1].last:.1%} of your training answers are right; guessing among {kinds} kinds "
        f"gets {1 / kinds:.0%}."
    )
    return Evidence(abs(seen.accuracy[1].last - 1 / kinds) < 0.1 / kinds + 0.02, text)


def lost(seen: Seen) -> Evidence | None:
    return _lost(seen, lambda first, lost: lost)


def lost_at_once(seen: Seen) -> Evidence | None:
    return _lost(seen, lambda first, lost: first)


def lost_later(seen: Seen) -> Evidence | None:
    return _lost(seen, lambda first, lost: lost and not first)


def _lost(seen: Seen, which: Callable[[bool, bool], bool]) -> Evidence | None:
    if seen.loss is None or not seen.loss.curve:
        return None
    curve = seen.loss.curve
    if math.isfinite(curve[-1]):
        return Evidence(False, f"Your loss is a number, {short(curve[-1])}, after {_epochs(seen)}.")
    good = next(place for place, value in enumerate(curve) if not math.isfinite(value))
    epoch = round(good * seen.epochs / len(curve))
    text = f"Your loss is {short(curve[-1])}, and was so from the first epoch."
    if good:
        text = (
            f"Your loss is {short(curve[-1])}. In epoch {epoch} it was still a number, {short(curve[good - 1])}."
        )
    return Evidence(which(not good, True), text)


def zero(seen: Seen) -> Evidence | None:
    found = way(seen)
    if found is None or seen.loss is None:
        return None
    return Evidence(abs(seen.loss.first) < 1e-6, found.text)


def negative(seen: Seen) -> Evidence | None:
    found = way(seen)
    return None if found is None or seen.loss is None else Evidence(seen.loss.last < 0, found.text)


def finite(*metrics: MetricFacts) -> bool:
    return all(math.isfinite(metric.last) for metric in metrics)


def _epochs(seen: Seen) -> str:
    return "1 epoch" if seen.epochs == 1 else f"{seen.epochs} epochs"
