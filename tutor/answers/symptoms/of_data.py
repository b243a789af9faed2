"""Judges the data: what the inputs and the labels are like, and how rows were kept apart."""

from __future__ import annotations

from tutor.answers.symptoms.evidence import NO, Evidence, is_so
from tutor.answers.symptoms.seen import Seen
from tutor.core.model_reading import BINARY, CATEGORICAL, REGRESSION, scales_inputs
from tutor.core.numbers import short

LARGE = 100
"""Weights begin small, made for inputs around 1: times that."""
UNEVEN = 100
FEW_VALIDATION_ROWS = 30
RARE = 0.1
"""Share of the rows below which a kind is rare."""
FAR_APART = 10


def inputs_large(seen: Seen) -> Evidence | None:
    if seen.x is None or seen.model is None:
        return None
    text = (
        f"`{seen.x.name}` holds numbers as large as {short(seen.x.largest)}, and weights begin as if they "
        "were around 1."
    )
    return is_so(seen.x.finite and seen.x.largest >= LARGE and not scales_inputs(seen.model), text)


def inputs_uneven(seen: Seen) -> Evidence | None:
    given = seen.fit.x if seen.fit is not None else None
    if seen.x is not None and seen.x.width == 1:
        return NO
    if given is None or len(given.sizes) < 2 or seen.model is None or not min(given.sizes):
        return None
    text = (
        f"One column of `{given.name or 'the data'}` goes up to {short(max(given.sizes))}, another only to "
        f"{short(min(given.sizes))}."
    )
    return is_so(max(given.sizes) >= UNEVEN * min(given.sizes) and not scales_inputs(seen.model), text)


def data_not_finite(seen: Seen) -> Evidence | None:
    known = [each for each in (seen.x, seen.y) if each is not None]
    if not known:
        return None
    bad = [f"`{each.name}`" for each in known if not each.finite]
    text = f"{' and '.join(bad)} {'hold' if len(bad) > 1 else 'holds'} nan or infinity."
    return is_so(bool(bad), text) if bad or len(known) == 2 else None


def labels_large(seen: Seen) -> Evidence | None:
    """Whether the labels are far from what a new model answers, which is about 0."""
    if seen.y is None or not seen.y.finite or seen.loss_name in CATEGORICAL | BINARY:
        return None
    text = (
        f"`{seen.y.name}` goes from {short(seen.y.minimum)} to {short(seen.y.maximum)}, and a new model "
        "answers about 0."
    )
    return is_so(seen.y.largest >= FAR_APART, text)


def labels_beyond_zero_one(seen: Seen) -> Evidence | None:
    if seen.y is None or seen.loss_name not in BINARY:
        return NO if seen.loss_name and seen.loss_name not in BINARY else None
    text = (
        f"`{seen.y.name}` goes from {short(seen.y.minimum)} to {short(seen.y.maximum)}, and this loss is "
        "made for 0 and 1."
    )
    return is_so(seen.y.minimum < 0 or seen.y.maximum > 1, text)


def labels_beyond_output(seen: Seen) -> Evidence | None:
    """Whether the last layer cannot say what the labels are."""
    limits = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, float("inf"))}
    if seen.loss_name in CATEGORICAL:
        return NO
    if seen.y is None or seen.ending is None:
        return None
    low, high = limits.get(seen.ending, (-float("inf"), float("inf")))
    span = f"{short(low)} to {short(high)}" if high < float("inf") else "0 upward"
    text = (
        f"Your last layer ends in `{seen.ending}`, which gives numbers from {span}, and `{seen.y.name}` goes from "
        f"{short(seen.y.minimum)} to {short(seen.y.maximum)}."
    )
    return is_so(seen.y.minimum < low or seen.y.maximum > high, text)


def one_kind_only(seen: Seen) -> Evidence | None:
    if seen.y is None:
        return None
    text = f"All of `{seen.y.name}` is {short(seen.y.minimum)}: there is nothing to tell apart."
    return is_so(seen.y.minimum == seen.y.maximum and seen.y.width == 1, text)


def rare_kind(seen: Seen) -> Evidence | None:
    """Whether one kind has few rows. Only where every label is at hand."""
    if seen.loss_name in REGRESSION:
        return NO
    if seen.y is None or not seen.y.classes or not seen.y.whole or seen.loss_name not in CATEGORICAL | BINARY:
        return None
    counts = {kind: sum(value == kind for value in seen.y.values) for kind in seen.y.classes}
    kind = min(counts, key=lambda each: counts[each])
    usual = max(counts, key=lambda each: counts[each])
    text = (
        f"Of the {seen.y.rows} rows in `{seen.y.name}`, {counts[kind]} are of kind {kind} and "
        f"{counts[usual]} of kind {usual}."
    )
    return is_so(counts[kind] < RARE * seen.y.rows or counts[kind] * 5 < counts[usual], text)


def inputs_are_labels(seen: Seen) -> Evidence | None:
    return (
        None
        if seen.fit is None
        else is_so(seen.fit.same_xy, "`fit` was given one and the same array as x and as y.")
    )


def label_among_inputs(seen: Seen) -> Evidence | None:
    if seen.fit is None:
        return None
    text = f"Column {seen.fit.leak} of the inputs, counted from 0, is the label itself."
    return is_so(seen.fit.leak is not None, text)


def validated_on_training(seen: Seen) -> Evidence | None:
    if _unvalidated(seen):
        return NO
    if seen.fit is None or not seen.fit.validation:
        return None
    share = 1.0 if seen.fit.same_validation else seen.fit.shared
    return is_so(share > 0.1, f"{share:.0%} of the rows you validate on are also among those you train on.")


def few_validation_rows(seen: Seen) -> Evidence | None:
    if _unvalidated(seen):
        return NO
    if seen.fit is None or seen.fit.x is None or not seen.fit.split:
        return None
    rows = round(seen.fit.split * seen.fit.x.shape[0])
    text = f"You validate on {rows} of your rows: each counts for {1 / max(1, rows):.0%} of the result."
    return is_so(rows < FEW_VALIDATION_ROWS, text)


def sorted_split(seen: Seen) -> Evidence | None:
    """Whether the last part, which `validation_split` takes, is of another kind than the rest."""
    if _unvalidated(seen):
        return NO
    if seen.fit is None or seen.fit.y is None or not seen.fit.split:
        return None
    name = seen.fit.y.name or "y"
    text = f"`{name}` is in order, and `validation_split` takes the last rows: they are not like those before."
    return is_so(seen.fit.y.ordered and seen.fit.y.minimum < seen.fit.y.maximum, text)


def fewer_rows_than_weights(seen: Seen) -> Evidence | None:
    if seen.x is None or seen.model is None or not seen.model.trainable:
        return None
    text = (
        f"`{seen.name}` has {seen.model.trainable:,} weights for {seen.x.rows:,} rows: room enough to "
        "learn them by heart."
    )
    return is_so(seen.model.trainable > seen.x.rows, text)


def narrow_beside_zero(seen: Seen) -> Evidence | None:
    """Whether x is wider than the 1 that the bias sees, so that the weight is pulled harder."""
    if seen.x is None or not seen.x.finite:
        return None
    text = (
        f"`{seen.x.name}` goes up to {short(seen.x.largest)}, and the bias always sees a 1: its slope is "
        "that much smaller."
    )
    return is_so(seen.x.largest > 3, text)


def asked_on_other_scale(seen: Seen) -> Evidence | None:
    """Whether `predict` was given numbers of quite another size than `fit`."""
    if seen.asked is None or seen.asked.trained_on is None:
        return None
    now, then = seen.asked.x, seen.asked.trained_on
    size, learned = (max(abs(each.minimum), abs(each.maximum)) for each in (now, then))
    text = f"`predict` got numbers up to {short(size)}, and `fit` had got numbers up to {short(learned)}."
    return is_so(learned > 0 and not 1 / FAR_APART < size / learned < FAR_APART, text)


def asked_outside(seen: Seen) -> Evidence | None:
    if seen.asked is None or seen.asked.trained_on is None:
        return None
    now, then = seen.asked.x, seen.asked.trained_on
    text = (
        f"You asked about {short(now.minimum)} to {short(now.maximum)}; it was trained on "
        f"{short(then.minimum)} to {short(then.maximum)}."
    )
    return is_so(now.minimum < then.minimum or now.maximum > then.maximum, text)


def positive_labels(seen: Seen) -> Evidence | None:
    """Whether no label is negative though nothing keeps the model's answers from being so."""
    if seen.y is None or seen.ending is None:
        return None
    text = (
        f"No label in `{seen.y.name}` is below {short(seen.y.minimum)}, but your last layer ends in "
        f"`{seen.ending}`, which knows no limit."
    )
    return is_so(seen.y.minimum >= 0 and seen.ending == "linear", text)


def _unvalidated(seen: Seen) -> bool:
    """Whether it is known that no data was kept apart."""
    return seen.history is not None and "val_loss" not in seen.history.metrics
