"""Keras's own spelling of losses and metrics, however they were written; and which metrics should grow."""

from __future__ import annotations

import re
from typing import Any

SAID_OTHERWISE = {"acc": "accuracy", "accuracy": "accuracy", "ce": "crossentropy", "crossentropy": "crossentropy"}
"""Words that `compile` understands by itself, in any case; `keras.metrics.get` does not know them all."""

GROWING = (
    "acc", "auc", "precision", "recall", "sensitivity", "specificity", "f1", "r2", "score", "iou", "io_u",
    "similarity", "correlation", "true_",
)  # fmt: skip
"""Metrics of which the largest value is the best have one of these in their name. `tutor/core/keras_names.py` has
the same list, for the tutor's own process; a test compares them."""


def snake_case(name: str) -> str:
    """`MeanSquaredError` is `mean_squared_error`, `R2Score` is `r2_score`."""
    parted = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", parted).lower()


def grows(metric: str) -> bool:
    """Whether a larger value of this metric is a better one."""
    name = metric.lower()
    return not name.endswith("loss") and any(word in name for word in GROWING)


def canonical_loss(loss: Any) -> tuple[str | None, bool]:
    """The canonical name and whether Keras knows it; None without a loss.

    Several losses, for several outputs, are joined with a comma.
    """
    import keras

    return _canonical(loss, keras.losses.get)


def canonical_metrics(metrics: Any) -> tuple[list[str], bool]:
    """Canonical names of metrics as `compile` takes them (nested lists and dictionaries are flattened)."""
    import keras

    named = [_canonical(metric, keras.metrics.get) for metric in _flat(metrics)]
    return [name for name, _ in named if name is not None], all(known for _, known in named)


def _canonical(spelling: Any, get: Any) -> tuple[str | None, bool]:
    if spelling is None:
        return None, True
    if isinstance(spelling, (list, tuple)) or (isinstance(spelling, dict) and "class_name" not in spelling):
        each = [_canonical(item, get) for item in _flat(spelling)]
        return ", ".join(name for name, _ in each if name is not None), all(known for _, known in each)
    if isinstance(spelling, str):
        if spelling.lower() in SAID_OTHERWISE:
            return SAID_OTHERWISE[spelling.lower()], True
        try:
            spelling = get(spelling)
        except ValueError:
            return spelling, False
    return _name_of(spelling), True


def _name_of(thing: Any) -> str:
    """A function goes by its own name, an object by its class's; both may have been serialized by Keras."""
    if isinstance(thing, dict) and thing["class_name"] == "function":
        return str(thing["config"])
    if isinstance(thing, dict):
        return snake_case(str(thing["class_name"]))
    if isinstance(thing, type):
        return snake_case(thing.__name__)
    return getattr(thing, "__name__", None) or snake_case(type(thing).__name__)


def _flat(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, dict) and "class_name" not in value:
        return [leaf for item in value.values() for leaf in _flat(item)]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _flat(item)]
    return [value]
