"""Reads one value of what can be varied: a number, a whole number, a name that Keras knows, an optimizer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from tutor.core.keras_names import ACTIVATIONS, LOSSES, OPTIMIZERS, canonical
from tutor.core.keras_names import nearest as nearest_name

WORDS = {
    "lr": "learning_rate",
    "rate": "learning_rate",
    "eta": "learning_rate",
    "batch": "batch_size",
    "neurons": "units",
    "width": "units",
    "depth": "layers",
    "hidden": "layers",
    "hidden_layers": "layers",
    "epoch": "epochs",
    "layer": "layers",
    "unit": "units",
    "seeds": "seed",
    "random_seed": "seed",
    "act": "activation",
    "split": "validation_split",
    "drop": "dropout",
    "opt": "optimizer",
}
"""Other words for what can be varied."""


class Unclear(Struct, frozen=True):
    """What was typed cannot be tried."""

    message: str
    """One or two sentences: what is wrong, and what is possible."""


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _integer(low: int, high: int, what: str) -> Callable[[str, str], Any]:
    def reader(name: str, text: str) -> Any:
        value = _number(text)
        if value is None or value != int(value) or not low <= value <= high:
            return Unclear(f"`{name}` is {what}, {low} to {high:,}, not `{text}`.")
        return int(value)

    return reader


def _real(within: Callable[[float], bool], what: str) -> Callable[[str, str], Any]:
    def reader(name: str, text: str) -> Any:
        value = _number(text)
        if value is None or not within(value):
            return Unclear(f"`{name}` is {what}, not `{text}`.")
        return value

    return reader


def _word(known: Sequence[str], kind: str) -> Callable[[str, str], Any]:
    def reader(name: str, text: str) -> Any:
        word = canonical(text.removeprefix("keras.").rpartition(".")[2])
        if word in known:
            return word
        near = nearest_name(text, known, ())
        meant = (
            f" Did you mean `{near}`?" if near else f" For one: {', '.join(f'`{each}`' for each in known[:6])}."
        )
        return Unclear(f"Keras knows no {kind} `{text}`.{meant}")

    return reader


def _optimizer(name: str, text: str) -> Any:
    match = re.fullmatch(r"([\w.]+)\s*(?:\((.*)\))?", text)
    if match is None:
        return Unclear(f"`{text}` is no optimizer. Try `{name}=sgd, adam` or `{name}=sgd(momentum=0.9)`.")
    word = _word(OPTIMIZERS, "optimizer")(name, match[1].lower().rpartition(".")[2])
    if isinstance(word, Unclear):
        return word
    settings: dict[str, Any] = {}
    for part in filter(None, map(str.strip, (match[2] or "").split(","))):
        key, equals, value = part.partition("=")
        found = setting_of(key.strip(), (value if equals else key).strip())
        if isinstance(found, Unclear):
            return found
        settings[WORDS.get(key.strip(), key.strip()) if equals else "learning_rate"] = found
    return {"name": word, "settings": settings}


def setting_of(name: str, text: str) -> Any:
    """A setting of an optimizer: a number, or yes or no."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    value = _number(text)
    return Unclear(f"`{name}` is a number, not `{text}`.") if value is None else value


def example(name: str) -> str:
    """Values that could stand there."""
    return {"optimizer": "sgd, adam", "activation": "relu, tanh", "loss": "mse, mae", "seed": "1..8"}.get(
        name.partition(".")[0], "0.1, 0.2" if name in ("dropout", "validation_split") else "1, 2, 4"
    )


READERS: dict[str, Callable[[str, str], Any]] = {
    "learning_rate": _real(lambda value: value > 0, "a number above 0"),
    "optimizer": _optimizer,
    "loss": _word(LOSSES, "loss"),
    "epochs": _integer(1, 1_000_000, "a whole number"),
    "batch_size": _integer(1, 1_000_000, "a whole number"),
    "units": _integer(1, 10_000, "a whole number"),
    "activation": _word(ACTIVATIONS, "activation"),
    "layers": _integer(0, 50, "the number of hidden layers"),
    "dropout": _real(lambda value: 0 <= value < 1, "a part from 0 up to, not including, 1"),
    "validation_split": _real(lambda value: 0 < value < 1, "a part between 0 and 1"),
    "seed": _integer(0, 2**31 - 1, "a whole number"),
}
"""What can be varied, in the order in which it is offered."""
