"""Judges the learning rate: beside the inputs and the labels where these decide, else beside the usual one."""

from __future__ import annotations

import math

from tutor.answers.symptoms.evidence import NO, Evidence, is_so
from tutor.answers.symptoms.of_model import straight_only
from tutor.answers.symptoms.seen import Seen
from tutor.core.model_reading import scales_inputs
from tutor.core.numbers import short

LARGE = 10
"""Times the usual rate: more than that is large, a part of that or less small."""
STEP = 0.1
"""Share of the range of the labels that is a long step for Adam, whose steps are about as long as its rate."""
ADAMS = frozenset({"Adam", "AdamW", "Adamax", "Nadam"})


def limit(seen: Seen) -> float | None:
    """The rate beyond which plain SGD lands further off with every step: 2 by the largest curvature, which is no
    more than 2 · (mean of x² + 1). Known for a straight model with the mean squared error only.
    """
    straight = straight_only(seen)
    if seen.optimizer != "SGD" or seen.loss_name != "mean_squared_error" or straight is None or not straight.holds:
        return None
    if seen.x is None or seen.model is None or not seen.x.finite or scales_inputs(seen.model):
        return None
    if seen.compiled is None or seen.compiled.optimizer_config.get("momentum"):
        return None
    squares = [float(value) ** 2 for value in seen.x.values]
    mean = math.fsum(squares) / len(squares) if squares else seen.x.largest**2 / 3
    return 1 / (mean * seen.x.width + 1)


def high(seen: Seen) -> Evidence | None:
    if seen.rate is None:
        return None
    most = limit(seen)
    if most is not None and seen.x is not None:
        text = (
            f"Your learning rate is {short(seen.rate)}. With numbers up to {short(seen.x.largest)} in "
            f"`{seen.x.name}`, "
            f"SGD lands further off with every step beyond a rate of about {short(most, 2)}."
        )
        return is_so(seen.rate > most, text)
    straight = straight_only(seen)
    if seen.optimizer in ADAMS and straight is not None and straight.holds and seen.y is not None:
        text = (
            f"Your learning rate is {short(seen.rate)}: {seen.optimizer} takes steps about that long, and "
            f"`{seen.y.name}` goes from {short(seen.y.minimum)} to {short(seen.y.maximum)}."
        )
        return is_so(seen.rate > STEP * seen.y.range > 0, text)
    return is_so(seen.rate > LARGE * seen.usual_rate * (1 + 1e-9), _beside_usual(seen))


def low(seen: Seen) -> Evidence | None:
    if seen.rate is None:
        return None
    most = limit(seen)
    if most is not None and seen.rate > most / LARGE:
        return NO
    return is_so(0 < seen.rate <= seen.usual_rate / LARGE * (1 + 1e-9), _beside_usual(seen))


def at_its_limit(seen: Seen) -> Evidence | None:
    """Whether a much larger rate would make the loss grow."""
    most = limit(seen)
    if seen.rate is None or most is None or seen.x is None:
        return None if seen.optimizer == "SGD" else NO
    text = (
        f"Your learning rate is {short(seen.rate)}. With numbers up to {short(seen.x.largest)} in "
        f"`{seen.x.name}`, SGD "
        f"can take no more than about {short(most, 2)}."
    )
    return is_so(most / LARGE < seen.rate <= most, text)


def zero(seen: Seen) -> Evidence | None:
    return (
        None if seen.rate is None else is_so(seen.rate == 0, "Your learning rate is 0: every step has length 0.")
    )


def scheduled(seen: Seen) -> Evidence | None:
    if seen.compiled is None:
        return None
    rate = seen.compiled.optimizer_config.get("learning_rate")
    return is_so(isinstance(rate, str), f"Your learning rate is no number but a schedule, `{rate}`.")


def _beside_usual(seen: Seen) -> str:
    rate = short(seen.rate or 0.0)
    return f"Your learning rate is {rate}; {seen.optimizer} left alone takes {short(seen.usual_rate)}."
