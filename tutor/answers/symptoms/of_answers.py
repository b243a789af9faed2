"""Judges what the model says about its own data, and what its line is. These are also signs: told either way."""

from __future__ import annotations

import math

from tutor.answers.symptoms.evidence import Evidence, is_so
from tutor.answers.symptoms.seen import Seen
from tutor.core.model_reading import REGRESSION, SHARES
from tutor.core.numbers import short

ALIKE = 0.001
"""Answers within this share of the labels' range are one answer."""
NARROW = 0.3
FAR = 5


def all_alike(seen: Seen) -> Evidence | None:
    if seen.model is not None and any(not each.finite for each in seen.model.weights):
        return Evidence(True, f"The weights of `{seen.name}` are nan, and so is every answer.")
    if seen.answers is None or len(seen.answers.rows) < 2:
        return is_so(seen.fit.constant, f"`{seen.name}` answers all rows alike.") if seen.fit else None
    flat = seen.answers.flat
    scale = max(seen.y.range if seen.y is not None else 0.0, max(map(abs, flat)), 1e-12)
    rows = len(seen.answers.rows)
    if seen.answers.spread <= ALIKE * scale:
        return Evidence(
            True, f"For each of the {rows} rows I tried, `{seen.name}` says {_row(seen.answers.rows[0])}."
        )
    return Evidence(
        False, f"`{seen.name}` says {short(min(flat))} to {short(max(flat))} for the {rows} rows I tried."
    )


def near_mean(seen: Seen) -> Evidence | None:
    if seen.answers is None or seen.y is None or seen.width != 1 or seen.loss_name not in REGRESSION:
        return None
    flat = seen.answers.flat
    text = (
        f"The answers of `{seen.name}` go from {short(min(flat))} to {short(max(flat))}, the labels in "
        f"`{seen.y.name}` from "
        f"{short(seen.y.minimum)} to {short(seen.y.maximum)}."
    )
    inside = seen.y.minimum <= min(flat) and max(flat) <= seen.y.maximum
    return Evidence(inside and seen.answers.spread < NARROW * seen.y.range, text)


def only_ends(seen: Seen) -> Evidence | None:
    """Whether all answers are 0 or 1, as good as exactly."""
    if seen.answers is None:
        return None
    flat = seen.answers.flat
    ends = all(min(abs(value), abs(value - 1)) < ALIKE for value in flat)
    text = (
        f"`{seen.name}` says {short(min(flat))} to {short(max(flat))} for the {len(seen.answers.rows)} "
        "rows I tried."
    )
    return Evidence(ends, text)


def far_too_large(seen: Seen) -> Evidence | None:
    if seen.answers is None or seen.y is None or seen.width != 1:
        return None
    largest = max(map(abs, seen.answers.flat))
    text = f"The largest answer is {short(largest)}; `{seen.y.name}` has nothing beyond {short(seen.y.largest)}."
    return Evidence(largest > FAR * seen.y.largest, text)


def beyond_labels(seen: Seen) -> Evidence | None:
    """Whether an answer is outside of the labels on the side of 0, or outside of 0 to 1."""
    if seen.answers is None or seen.y is None or seen.width != 1:
        return None
    flat = seen.answers.flat
    text = (
        f"The answers go from {short(min(flat))} to {short(max(flat))}, the labels in `{seen.y.name}` from "
        f"{short(seen.y.minimum)} to {short(seen.y.maximum)}."
    )
    shares = seen.y.minimum == 0 and seen.y.maximum == 1
    return Evidence((seen.y.minimum >= 0 > min(flat)) or (shares and max(flat) > 1), text)


def kind_left_out(seen: Seen) -> Evidence | None:
    if seen.answers is None or seen.y is None or not seen.y.classes or seen.width is None:
        return None
    if seen.loss_name in REGRESSION and seen.ending not in SHARES:
        return None
    said = set(seen.answers.chosen)
    missing = [kind for kind in seen.y.classes if kind not in said]
    rows = len(seen.answers.rows)
    if not missing:
        return Evidence(False, f"In the first {rows} rows `{seen.name}` names every kind at least once.")
    # a kind that stands in none of these rows need not be named
    there = {int(value) for value in seen.y.values[:rows]} if seen.y.width == 1 else set()
    left_out = [kind for kind in missing if kind in there]
    kinds = ", ".join(map(str, left_out or missing))
    return Evidence(bool(left_out), f"In the first {rows} rows `{seen.name}` never says {kinds}.")


def sums(seen: Seen) -> Evidence | None:
    """Whether the numbers of a row do not add up to 1. Rounding is none."""
    if seen.answers is None or seen.width is None or seen.width < 2:
        return None
    totals = [math.fsum(row) for row in seen.answers.rows]
    text = f"The {seen.width} numbers of a row add up to {short(min(totals))} to {short(max(totals))}."
    if max(totals) - min(totals) < 0.001:
        text = f"The {seen.width} numbers of a row add up to {short(totals[0])}."
    return Evidence(any(abs(total - 1) > 0.001 for total in totals), text)


def nearly_one(seen: Seen) -> Evidence | None:
    """Whether a row adds up to 1 but for rounding."""
    found = sums(seen)
    text = f"{found.text} What is missing is rounding: the numbers have seven digits." if found is not None else ""
    return None if found is None else is_so(not found.holds, text)


def typical_error(seen: Seen) -> Evidence | None:
    """How far off the answers are, beside the range of the labels. Holds where they are near."""
    if (
        seen.loss is None
        or seen.y is None
        or seen.loss_name != "mean_squared_error"
        or not math.isfinite(seen.loss.last)
    ):
        return None
    error = math.sqrt(max(0.0, seen.loss.last))
    text = (
        f"Your loss {short(seen.loss.last)} says that a prediction is off by about {short(error, 3)}, "
        f"its root; `{seen.y.name}` "
        f"goes from {short(seen.y.minimum)} to {short(seen.y.maximum)}."
    )
    return Evidence(error <= 0.05 * seen.y.range, text)


def loss_of_now(seen: Seen) -> Evidence | None:
    """The loss with the weights as they are after the last step. Holds where it differs from what `fit` showed."""
    y, answers = seen.y, seen.answers
    if seen.loss is None or y is None or answers is None or seen.loss_name != "mean_squared_error":
        return None
    if not y.whole or len(answers.rows) != y.rows or seen.width != 1 or y.width != 1:
        return None
    now = math.fsum((said - float(true)) ** 2 for said, true in zip(answers.flat, y.values, strict=True)) / y.rows
    text = (
        f"`fit` showed {short(seen.loss.last)} for its last epoch. With the weights as they are now, the loss on "
        f"`{seen.y.name if seen.y else 'y'}` is {short(now)}."
    )
    return Evidence(abs(now - seen.loss.last) > 1e-4 * max(now, seen.loss.last), text)


def line(seen: Seen) -> Evidence | None:
    """The weight and the bias of a model with one of each."""
    if seen.model is None or len(seen.model.weights) != 2 or any(each.size != 1 for each in seen.model.weights):
        return None
    weight, bias = (float(each.values[0]) for each in seen.model.weights)
    return Evidence(
        math.isfinite(weight + bias), f"`{seen.name}` has a weight of {short(weight)} and a bias of {short(bias)}."
    )


def shapes(seen: Seen) -> Evidence | None:
    if seen.model is None or seen.model.output_shape is None or seen.y is None:
        return None
    text = (
        f"`{seen.name}` gives {seen.model.output_shape}, None for the rows, and `{seen.y.name}` is {seen.y.shape}."
    )
    rest = seen.model.output_shape[1:]
    return Evidence(rest != seen.y.shape[1:], text)


def _row(row: tuple[float, ...]) -> str:
    return short(row[0]) if len(row) == 1 else f"[{', '.join(short(value, 3) for value in row[:6])}]"
