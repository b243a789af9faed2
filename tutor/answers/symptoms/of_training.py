"""Judges the training: the learning rate, the steps, how the loss went."""

from __future__ import annotations

import itertools
import math

from tutor.answers.symptoms.evidence import NO, Evidence, is_so
from tutor.answers.symptoms.of_rate import ADAMS
from tutor.answers.symptoms.seen import Seen
from tutor.core.doctor import curves
from tutor.core.numbers import short

SMALL_BATCH = 8
"""Samples."""
MANY_STEPS = 50
"""Steps in one epoch."""


def loss_grew(seen: Seen) -> Evidence | None:
    """Whether the loss grew, before it was lost or until the end."""
    if seen.loss is None:
        return None
    numbers = [value for value in seen.loss.curve if math.isfinite(value)]
    if len(numbers) < 2:
        return NO
    text = (
        f"Your loss grew from {short(numbers[0])} to {short(max(numbers))}: the steps lead away from the "
        "lowest point."
    )
    return is_so(max(numbers) > 2 * numbers[0] > 0 and numbers[-1] > numbers[0], text)


def still_falling(seen: Seen) -> Evidence | None:
    """Whether the loss falls in the last tenth of the epochs."""
    if seen.loss is None or len(seen.loss.curve) < 3 or not math.isfinite(seen.loss.last):
        return None
    before = curves.before(seen.loss.curve)
    text = (
        f"Your loss is still falling: from {short(before)} to {short(seen.loss.last)} at the end of the training."
    )
    return is_so(curves.falling(seen.loss.curve), text)


def levelled(seen: Seen) -> Evidence | None:
    """Whether the loss has fallen and then hardly changes any more."""
    falling = still_falling(seen)
    if falling is None or seen.loss is None:
        return None
    back = max(1, len(seen.loss.curve) // 10)
    text = (
        f"Your loss fell from {short(seen.loss.first)} to {short(seen.loss.last)} and has hardly changed over the "
        f"last {back} epochs."
        if back > 1
        else f"Your loss has come to rest at {short(seen.loss.last)}."
    )
    fallen = seen.loss.last < seen.loss.first
    return is_so(fallen and curves.settled(seen.loss.curve), text)


def too_few_steps(seen: Seen) -> Evidence | None:
    """Whether the steps of Adam, each about as long as the rate, cannot have reached the size of the labels."""
    if seen.optimizer and seen.optimizer not in ADAMS:
        return NO
    if seen.rate is None or seen.updates is None or seen.y is None:
        return None
    reach = seen.rate * seen.updates
    text = (
        f"{seen.updates} steps with a learning rate of {short(seen.rate)} move a weight by about "
        f"{short(reach, 2)}, and `{seen.y.name}` goes up to {short(seen.y.largest)}."
    )
    return is_so(reach < seen.y.largest / 2 and seen.ending in (None, "linear", "relu"), text)


def few_epochs(seen: Seen) -> Evidence | None:
    return None if not seen.epochs else is_so(seen.epochs < 5, f"You trained for {seen.epochs} epochs only.")


def small_batches(seen: Seen) -> Evidence | None:
    if seen.fit is None or seen.fit.x is None:
        return None
    size, rows = seen.fit.batch_size or 32, seen.fit.x.shape[0]
    text = f"Each step looks at {size} of your {rows} rows: another handful every time."
    return is_so(size <= SMALL_BATCH and size <= rows / 8, text)


def many_steps(seen: Seen) -> Evidence | None:
    """Whether an epoch is many steps, which a larger batch would make fewer."""
    if seen.fit is None or seen.fit.x is None:
        return None
    size, rows = seen.fit.batch_size or 32, seen.fit.x.shape[0]
    steps = math.ceil(rows / size)
    text = f"{rows} rows in batches of {size} are {steps} steps an epoch."
    return is_so(steps >= MANY_STEPS and size < 256, text)


def trained_again(seen: Seen) -> Evidence | None:
    """Whether more than one `fit` has trained these weights."""
    if seen.history is None:
        return None
    fits = max(seen.history.fits, 2 if seen.fit is not None and seen.fit.goes_on else 1)
    text = f"`{seen.name}` has been trained {fits} times, and each `fit` went on where the one before had ended."
    return is_so(fits > 1, text)


def within_epoch(seen: Seen) -> Evidence | None:
    """Whether the loss fell noticeably from one epoch to the next: then the mean over an epoch is behind."""
    if seen.loss is None or len(seen.loss.curve) < 2 or seen.epochs < 2:
        return None
    before, last = seen.loss.curve[-2], seen.loss.last
    text = f"In the last epoch the loss still fell from {short(before)} to {short(last)}."
    return is_so(len(seen.loss.curve) == seen.epochs and before > 0 and last < (1 - 0.001) * before, text)


def stopped_by_callback(seen: Seen) -> Evidence | None:
    if seen.fit is None:
        return None
    watching = next((metric for kind, metric in seen.fit.monitors if kind == "EarlyStopping"), "")
    text = f"`EarlyStopping` watches `{watching}` and ended it after {seen.epochs} of {seen.fit.epochs} epochs."
    return is_so(bool(watching) and seen.fit.history.epochs < seen.fit.epochs, text)


def patience_short(seen: Seen) -> Evidence | None:
    """Whether the metric was still getting better on the whole when the training was stopped."""
    stopped = stopped_by_callback(seen)
    if stopped is None or not stopped.holds:
        return stopped
    falling = still_falling(seen)
    return is_so(
        falling is not None and falling.holds, f"{stopped.text} {falling.text if falling else ''}".strip()
    )


def weights_lost(seen: Seen) -> Evidence | None:
    """Whether weights are lost already: a new rate does not bring them back."""
    if seen.model is None or not seen.model.weights:
        return None
    lost = any(not each.finite for each in seen.model.weights)
    return is_so(lost, f"The weights of `{seen.name}` are nan, and `fit` goes on with them whatever the rate is.")


def one_leap(seen: Seen) -> Evidence | None:
    """Whether the first step of a later training made the leap."""
    again = trained_again(seen)
    leap = largest_rise(seen)
    if again is None or leap is None:
        return None
    return is_so(again.holds and leap[1] > 2, f"{again.text} A fresh optimizer begins with full steps.")


def largest_rise(seen: Seen) -> tuple[int, float] | None:
    """The place in the curve, from 1, where the loss rose most, and how many times it was."""
    if seen.loss is None or len(seen.loss.curve) < 3:
        return None
    curve = seen.loss.curve
    rises = [
        (now / before, place)
        for place, (before, now) in enumerate(itertools.pairwise(curve), 2)
        if math.isfinite(now) and before > 0
    ]
    if not rises:
        return None
    most, place = max(rises)
    return place, most


def slow_fall(seen: Seen) -> Evidence | None:
    """Whether one tenth of the epochs takes less than a tenth off what is left."""
    falling = still_falling(seen)
    if falling is None or seen.loss is None or not falling.holds:
        return falling
    return is_so(seen.loss.last > 0.2 * seen.loss.first, f"{falling.text} It began at {short(seen.loss.first)}.")


def many_epochs(seen: Seen) -> Evidence | None:
    """Whether the time goes into the number of epochs rather than into each."""
    if seen.history is None or seen.history.seconds is None:
        return None
    each = seen.history.seconds / max(1, seen.epochs)
    text = (
        f"One epoch takes {short(1000 * each, 2)} ms only; it is their number, {seen.epochs}, that takes the time."
    )
    return is_so(seen.epochs >= 100 and each < 1, text)
