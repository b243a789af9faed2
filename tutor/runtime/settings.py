"""All that can be set about one `fit`, by name, as plain numbers and words: what runs are told apart by."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from .variables import name_of

SHOWN = {"Conv2D": "filters", "Conv1D": "filters", "Dropout": "rate", "Embedding": "output_dim"}
"""Which number stands beside the name of a layer; `units` for all others that have them."""
NOT_SHOWN = ("InputLayer",)
MOST_LAYERS = 12
OWN_NAMES = ("name", "learning_rate")
"""What an optimizer's settings hold besides, or what has a name of its own."""


def settings_of(
    model: Any, arguments: Mapping[str, Any], origin: Mapping[str, Any], seed: int | None
) -> dict[str, Any]:
    """In the order in which a learner meets them. What is as it always is, is left out."""
    compiled = origin.get("compiled") or {}
    settings: dict[str, Any] = {
        "model": layers_of(model.layers),
        "parameters": int(model.count_params()) if model.built else None,
        "loss": compiled.get("loss"),
        "optimizer": compiled.get("optimizer") or None,
        **optimizer_settings(type(model.optimizer), compiled.get("optimizer_config") or {}),
        "data": data_of(arguments.get("x")),
        "validation": validation_of(arguments),
        "epochs": int(arguments.get("epochs", 1)),
        "batch_size": arguments.get("batch_size"),
        "trained_before": origin.get("before") or None,
        "seed": seed,
    }
    if not arguments.get("shuffle", True):
        settings["shuffle"] = False
    for name in ("class_weight", "sample_weight"):
        if arguments.get(name) is not None:
            settings[name] = "given"
    if callbacks := [type(each).__name__ for each in arguments.get("callbacks") or ()]:
        settings["callbacks"] = ", ".join(callbacks)
    return {name: value for name, value in settings.items() if value is not None}


def layers_of(layers: Sequence[Any]) -> str:
    """`Dense(16, relu), Dropout(0.2), Dense(1)`."""
    shown = [
        layer_in_short(type(layer).__name__, layer) for layer in layers if type(layer).__name__ not in NOT_SHOWN
    ]
    more = f", {len(shown) - MOST_LAYERS} more" if len(shown) > MOST_LAYERS else ""
    return ", ".join(shown[:MOST_LAYERS]) + more


def layer_in_short(kind: str, layer: Any) -> str:
    size = getattr(layer, SHOWN.get(kind, "units"), None)
    activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
    parts = [str(size)] if isinstance(size, (int, float)) else []
    parts += [activation] if activation != "linear" and kind not in ("Activation", "LSTM", "GRU") else []
    return f"{kind}({', '.join(parts)})" if parts else kind


def optimizer_settings(kind: Any, config: Mapping[str, Any]) -> dict[str, Any]:
    """The learning rate, and what else is not as this optimizer comes."""
    usual = {name: each.default for name, each in inspect.signature(kind.__init__).parameters.items()}
    settings = {"learning_rate": config.get("learning_rate")}
    for name, value in config.items():
        plain = value is not None and isinstance(value, (bool, int, float, str))
        if name not in OWN_NAMES and name in usual and plain and not same(value, usual[name]):
            settings[name] = value
    return settings


def same(one: Any, other: Any) -> bool:
    """Whether two settings are one: numbers to seven digits."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        return f"{one:.7g}" == f"{float(other):.7g}"
    return bool(one == other)


def data_of(x: Any) -> str:
    """`values_x (6,)`."""
    if x is None:
        return ""
    shape = getattr(x, "shape", None)
    size = f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})" if isinstance(shape, tuple) else ""
    if shape is not None and not size:
        size = str(tuple(shape))
    return " ".join(filter(None, (name_of(x) or type(x).__name__.lstrip("_"), size)))


def validation_of(arguments: Mapping[str, Any]) -> str | None:
    """`20 %`, or what holds the validation data."""
    held = arguments.get("validation_data")
    if held is not None:
        return data_of(held[0] if isinstance(held, (tuple, list)) else held)
    split = float(arguments.get("validation_split") or 0.0)
    return f"{100 * split:g} %" if split else None
