"""Judges the model and its recipe: what the layers can say, and whether the loss fits them."""

from __future__ import annotations

from tutor.answers.symptoms.evidence import NO, Evidence, is_so
from tutor.answers.symptoms.seen import Seen
from tutor.core.facts import ModelFacts
from tutor.core.model_reading import BINARY, CATEGORICAL, REGRESSION, SHARES, of_logits

DEEP = 4
"""Hidden layers in a row that a gradient has to come back through."""
SATURATING = ("sigmoid", "tanh")
MANY_MODELS = 4


def has_dropout(seen: Seen) -> Evidence | None:
    rates = (
        [layer.config.get("rate") for layer in seen.model.layers if layer.kind == "Dropout"] if seen.model else []
    )
    text = (
        f"`{seen.name}` has Dropout({rates[0] if rates else ''}), which is on in training and off in validation."
    )
    return is_so(bool(rates), text) if seen.kinds else None


def has_batch_norm(seen: Seen) -> Evidence | None:
    text = "BatchNormalization takes means of the batch in training, and others, learned slowly, afterwards."
    return is_so("BatchNormalization" in seen.kinds, text) if seen.kinds else None


def penalty_in_loss(seen: Seen) -> Evidence | None:
    """Whether weights are part of the loss."""
    if seen.model is None or not seen.kinds:
        return None
    found = any(layer.config.get("kernel_regularizer") for layer in seen.model.layers)
    return is_so(found, "A regularizer adds to your loss, which is then more than the error alone.")


def nothing_trainable(seen: Seen) -> Evidence | None:
    if seen.model is None or not seen.model.parameters:
        return None
    text = f"None of the {seen.model.parameters:,} weights of `{seen.name}` is trainable."
    return is_so(seen.model.trainable == 0, text)


def partly_frozen(seen: Seen) -> Evidence | None:
    if seen.model is None or not seen.kinds:
        return None
    frozen = [
        layer.name for layer in seen.model.layers if layer.parameters and layer.config.get("trainable") is False
    ]
    text = f"Frozen, with `trainable` False: {', '.join(f'`{name}`' for name in frozen)}."
    return is_so(bool(frozen) and seen.model.trainable > 0, text)


def frozen_without_compile(seen: Seen) -> Evidence | None:
    if seen.fit is None:
        return None
    return is_so(
        seen.fit.cold, "`trainable` was changed after `compile`, and only the next `compile` takes note of it."
    )


def straight_only(seen: Seen) -> Evidence | None:
    """Whether the model can draw straight lines only."""
    if not seen.kinds or seen.ending is None or set(seen.kinds) - {"Dense", "Dropout", "Flatten", "Normalization"}:
        return None
    return is_so(
        not seen.hidden, f"`{seen.name}` has no hidden layer with an activation: it can only be straight."
    )


def deep_saturating(seen: Seen) -> Evidence | None:
    if not seen.kinds:
        return None
    curved = [name for name in seen.hidden if name in SATURATING]
    text = (
        f"`{seen.name}` has {len(curved)} hidden layers with `{curved[0] if curved else ''}`; each makes "
        "the gradient smaller."
    )
    return is_so(len(curved) >= DEEP, text)


def relu_inside(seen: Seen) -> Evidence | None:
    """Whether there are neurons that can be shut for good, and a rate that may have shut them."""
    if not seen.kinds:
        return None
    if "relu" not in seen.hidden:
        return is_so(False, "")
    return (
        is_so(seen.fit.constant, f"`{seen.name}` has relu neurons, and answers everything alike.")
        if seen.fit
        else None
    )


def relu_at_end(seen: Seen) -> Evidence | None:
    if seen.ending is None:
        return None
    return is_so(
        seen.ending == "relu", "Your last layer ends in `relu`: below 0 it says 0, and learns nothing there."
    )


def one_unit_softmax(seen: Seen) -> Evidence | None:
    if seen.ending is None or seen.width is None:
        return None
    text = "Your last layer is one unit with `softmax`, and the softmax of one number is always 1."
    return is_so(seen.ending == "softmax" and seen.width == 1, text)


def softmax_missing(seen: Seen) -> Evidence | None:
    """Whether the loss takes raw scores for probabilities."""
    if seen.compiled is None or seen.ending is None or not seen.loss_name:
        return None
    text = f"Your last layer ends in `{seen.ending}`, and `{seen.loss_name}` takes what it says for probabilities."
    wants = seen.loss_name in CATEGORICAL | BINARY and not of_logits(seen.compiled)
    return is_so(wants and seen.ending not in SHARES, text)


def raw_scores(seen: Seen) -> Evidence | None:
    """Whether the answers are scores, as they should be with from_logits=True."""
    if seen.compiled is None or seen.ending is None:
        return None
    text = (
        f"Your last layer ends in `{seen.ending}`, and the loss has `from_logits=True`: the answers are "
        "raw scores."
    )
    return is_so(of_logits(seen.compiled) and seen.ending not in SHARES, text)


def softmax_twice(seen: Seen) -> Evidence | None:
    if seen.compiled is None or seen.ending is None:
        return None
    text = f"Your last layer ends in `{seen.ending}`, and `from_logits=True` has the loss do that once more."
    return is_so(of_logits(seen.compiled) and seen.ending in SHARES, text)


def separate_sigmoids(seen: Seen) -> Evidence | None:
    if seen.ending is None or seen.width is None:
        return None
    text = f"Your last layer ends in `sigmoid`: each of its {seen.width} numbers is a probability of its own."
    return is_so(seen.ending == "sigmoid" and seen.width > 1, text)


def error_for_kinds(seen: Seen) -> Evidence | None:
    """Whether a loss for measured numbers trains a classifier."""
    if seen.ending is None or not seen.loss_name:
        return None
    text = f"Your loss is `{seen.loss_name}`, made for measured numbers, behind a `{seen.ending}`."
    return is_so(seen.loss_name in REGRESSION and seen.ending in SHARES, text)


def accuracy_of_numbers(seen: Seen) -> Evidence | None:
    """Whether accuracy is asked of answers that are measured numbers."""
    if not seen.loss_name or seen.accuracy is None:
        return None
    text = (
        f"Your loss is `{seen.loss_name}`, for measured numbers, and accuracy counts answers that are "
        "right to the last digit."
    )
    return is_so(seen.loss_name in REGRESSION and seen.ending not in SHARES, text)


def accuracy_of_scores(seen: Seen) -> Evidence | None:
    """Whether accuracy puts the line at 0.5 where the scores have theirs at 0."""
    if seen.width is not None and seen.width > 1:
        return NO
    if seen.compiled is None or seen.accuracy is None or seen.width is None:
        return None
    text = "Your answers are raw scores, where 0 is the line between no and yes, and accuracy puts it at 0.5."
    return is_so(seen.loss_name in BINARY and of_logits(seen.compiled) and seen.ending not in SHARES, text)


def wider_than_labels(seen: Seen) -> Evidence | None:
    if seen.loss_name in CATEGORICAL:
        return NO
    if seen.width is None or seen.y is None or not seen.loss_name:
        return None
    text = (
        f"Your last layer has {seen.width} units, and `{seen.y.name}` has {seen.y.width} "
        f"column{'s' * (seen.y.width > 1)}."
    )
    return is_so(seen.width != seen.y.width and len(seen.y.shape) <= 2, text)


def one_number_each(seen: Seen) -> Evidence | None:
    """Whether answers stand in a column of one, and labels in a plain row."""
    if seen.width is None or seen.y is None:
        return None
    text = f"`predict` gives ({seen.y.rows}, 1), rows × columns, and `{seen.y.name}` is ({seen.y.rows},)."
    return is_so(seen.width == 1 and len(seen.y.shape) == 1, text)


def one_number_per_kind(seen: Seen) -> Evidence | None:
    if seen.width is None or not seen.loss_name:
        return None
    text = f"`predict` gives {seen.width} numbers a row: one for each kind."
    return is_so(seen.width > 1 and seen.loss_name in CATEGORICAL, text)


def no_metrics(seen: Seen) -> Evidence | None:
    if seen.compiled is None:
        return None
    return is_so(not seen.compiled.metrics, f"`compile` of `{seen.name}` was given no `metrics`.")


def no_validation(seen: Seen) -> Evidence | None:
    if seen.history is None:
        return None
    text = "Your `fit` kept no data apart."
    return is_so(not any(name.startswith("val_") for name in seen.history.metrics), text)


def bias_left_out(seen: Seen) -> Evidence | None:
    if seen.model is None or not seen.kinds:
        return None
    without = any(layer.config.get("use_bias") is False for layer in seen.model.layers)
    return is_so(without, "A layer was made with `use_bias=False`: it has no bias to learn.")


def many_models(seen: Seen) -> Evidence | None:
    names = [name for name, facts in seen.world.variables.items() if isinstance(facts, ModelFacts)]
    text = f"Your session holds {len(names)} models: {', '.join(f'`{name}`' for name in names[:6])}."
    return is_so(len(names) >= MANY_MODELS, text)


def large_model(seen: Seen) -> Evidence | None:
    """Whether the model is large for its data."""
    if seen.model is None or seen.x is None:
        return None
    text = f"`{seen.name}` has {seen.model.parameters:,} weights for {seen.x.rows:,} rows."
    return is_so(seen.model.parameters > max(100_000, 10 * seen.x.rows), text)
