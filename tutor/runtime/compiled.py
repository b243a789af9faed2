"""Describes how a model was compiled, and the configuration of any part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import names
from .codec import NotPlainError, plain


def compiled_facts(model: Any) -> dict[str, Any]:
    loss, loss_known = names.canonical_loss(model.loss)
    metrics, metrics_known = names.canonical_metrics(compiled_metrics(model))
    config = plain_config(model.optimizer)
    rate = config.get("learning_rate")
    if isinstance(rate, dict) and "class_name" in rate:
        config["learning_rate"] = rate["class_name"]
    elif isinstance(rate, float):
        config["learning_rate"] = seven_digits(rate)
    return {
        "$facts": "compiled",
        "loss": loss,
        "loss_known": loss_known,
        "loss_config": plain_config(model.loss),
        "optimizer": type(model.optimizer).__name__,
        "optimizer_config": config,
        "metrics": metrics,
        "metrics_known": metrics_known,
    }


def compiled_metrics(model: Any) -> Any:
    """The metrics as `compile` got them, serialized; None when Keras cannot say."""
    try:
        return model.get_compile_config().get("metrics")
    except Exception:  # a class in place of an object trains well, and cannot be serialized
        return None


def plain_config(thing: Any) -> dict[str, Any]:
    """`get_config()` without the entries that are not plain data; empty for things without one."""
    try:
        config = thing.get_config()
    except Exception:  # a layer of the learner's own need not have a working one
        return {}
    result = {}
    for key, value in config.items() if isinstance(config, Mapping) else ():
        try:
            result[str(key)] = plain(value)
        except NotPlainError:
            continue
    return result


def seven_digits(value: float) -> float:
    """A float32 as it was meant: 0.1 and not 0.10000000149."""
    return float(f"{value:.7g}")
