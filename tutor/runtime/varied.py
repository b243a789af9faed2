"""What a run would be with something else about it: model, recipe and arguments, as public configurations."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import keras

from .starts import Start

FIT = ("epochs", "batch_size", "validation_split")
SHAPING = ("units", "layers", "dropout", "activation")
PLAIN_HIDDEN = {"units": 16, "activation": "relu"}
"""The hidden layer that is added to a model without any."""


class CannotError(Exception):
    """This cannot be varied; the message says why, as a part of a sentence."""


@dataclass(frozen=True)
class Plan:
    """A variant that has not been made yet."""

    config: dict[str, Any]
    recipe: dict[str, Any]
    arguments: dict[str, Any]
    seed: int | None
    """The one it begins with; None: it begins where the run began."""
    reshaped: bool
    """Whether the model is not of the same configuration."""
    recompiled: bool
    """Whether the recipe is not the same."""
    loss: Any
    """As `compile` takes it."""


def plan(start: Start, changes: Mapping[str, Any]) -> Plan:
    """What is to be made and trained. Raises CannotError."""
    if start.problem:
        raise CannotError(start.problem)
    if start.config is None or start.recipe is None or (start.variables is None and start.seeds is None):
        raise CannotError("what it began with is not known")
    config, recipe = copy.deepcopy(start.config), copy.deepcopy(start.recipe)
    arguments, loss = dict(start.arguments), start.loss
    for name, value in changes.items():
        setting, _, layer = name.partition(".")
        if setting in FIT:
            _set_argument(arguments, setting, value)
        elif setting in SHAPING:
            _shape(config, setting, layer, value)
        elif setting == "optimizer":
            recipe["optimizer"] = _optimizer(recipe["optimizer"], value)
        elif setting == "loss":
            recipe["loss"] = loss = value
        elif setting != "seed":
            _set_of_optimizer(recipe["optimizer"], setting, value)
    # Set in whatever order they were typed, a rate that was asked for is the one that counts.
    if "learning_rate" in changes:
        _set_of_optimizer(recipe["optimizer"], "learning_rate", changes["learning_rate"])
    reshaped = config != start.config
    return Plan(config, recipe, arguments, changes.get("seed"), reshaped, recipe != start.recipe, loss)


def _set_argument(arguments: dict[str, Any], name: str, value: Any) -> None:
    if name == "validation_split" and arguments.get("validation_data") is not None:
        raise CannotError("it was given validation data of its own, so nothing is split off")
    if name != "epochs" and arguments.get("y") is None and not hasattr(arguments.get("x"), "__array__"):
        raise CannotError(f"its data comes in batches of its own, so `{name}` has no say")
    arguments[name] = value


def _optimizer(serialized: Any, value: Mapping[str, Any]) -> dict[str, Any]:
    """Another optimizer, with the learning rate of the run unless it brings its own."""
    try:
        made = keras.optimizers.get(value["name"])
    except ValueError:
        raise CannotError(f"Keras knows no optimizer `{value['name']}`") from None
    found = keras.optimizers.serialize(made)
    rate = serialized["config"].get("learning_rate")
    if isinstance(rate, (int, float)):
        found["config"]["learning_rate"] = rate
    for name, setting in value.get("settings", {}).items():
        _set_of_optimizer(found, name, setting)
    return dict(found)


def _set_of_optimizer(serialized: dict[str, Any], name: str, value: Any) -> None:
    if name not in serialized["config"]:
        known = ", ".join(f"`{each}`" for each in serialized["config"] if each not in ("name", "weight_decay"))
        raise CannotError(f"{serialized['class_name']} has no `{name}`, but {known}")
    serialized["config"][name] = value


def _shape(config: dict[str, Any], setting: str, layer: str, value: Any) -> None:
    layers = config.get("layers")
    if not isinstance(layers, list):
        raise CannotError("its model is a class of its own, whose layers only its own code can change")
    match setting:
        case "layers":
            _deepen(config, int(value))
        case "dropout":
            _drop(config, value)
        case _:
            for each in _chosen(layers, layer, setting):
                each["config"][setting] = value


def hidden(layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The layers with units, without the last one, which answers."""
    return [layer for layer in layers if "units" in layer["config"]][:-1]


def _chosen(layers: list[dict[str, Any]], layer: str, setting: str) -> list[dict[str, Any]]:
    """All hidden layers, or the one of that number among them, or of that name."""
    found = hidden(layers)
    if layer.isdigit():
        if not 0 < int(layer) <= len(found):
            raise CannotError(f"it has {len(found)} hidden layers, so none of number {layer}")
        return [found[int(layer) - 1]]
    if layer:
        named = [each for each in layers if each["config"].get("name") == layer and setting in each["config"]]
        if not named:
            names = ", ".join(f"`{each['config']['name']}`" for each in layers if setting in each["config"])
            raise CannotError(f"no layer `{layer}` has {setting}; these do: {names or 'none'}")
        return named
    if not found:
        raise CannotError("it has no hidden layer; `layers=1` adds one")
    return found


def _deepen(config: dict[str, Any], wanted: int) -> None:
    """So many hidden Dense layers: the last is repeated, or the last ones go."""
    layers = _in_a_row(config)
    dense = [each for each in hidden(layers) if each["class_name"] == "Dense"]
    last = next((each for each in reversed(layers) if "units" in each["config"]), None)
    if last is None or last["class_name"] != "Dense":
        raise CannotError("it does not end in a Dense layer")
    for each in dense[wanted:]:
        layers.remove(each)
    kept = dense[:wanted]
    while len(kept) < wanted:
        added = copy.deepcopy(kept[-1] if kept else last)
        if not kept:
            added["config"] |= PLAIN_HIDDEN
        added["config"]["name"] = _free_name("hidden", layers)
        where = layers.index(kept[-1]) + 1 if kept else layers.index(last)
        layers.insert(where, added)
        kept.append(added)


def _drop(config: dict[str, Any], rate: float) -> None:
    """Every Dropout gets this rate; without one, each hidden layer is followed by one."""
    layers = config["layers"]
    found = [each for each in layers if each["class_name"] == "Dropout"]
    for each in found:
        each["config"]["rate"] = rate
    if found:
        return
    layers = _in_a_row(config)
    for each in hidden(layers):
        name = _free_name("dropout", layers)
        added = {"module": "keras.layers", "class_name": "Dropout", "registered_name": None}
        layers.insert(layers.index(each) + 1, {**added, "config": {"name": name, "rate": rate}})
    if not hidden(layers):
        raise CannotError("it has no hidden layer behind which values could be dropped")


def _in_a_row(config: dict[str, Any]) -> list[dict[str, Any]]:
    """The layers of a Sequential."""
    layers: list[dict[str, Any]] = config["layers"]
    if any("inbound_nodes" in each for each in layers):
        raise CannotError("its layers are wired by hand, so none can be put in or taken out")
    return layers


def _free_name(stem: str, layers: list[dict[str, Any]]) -> str:
    taken = {each["config"].get("name") for each in layers}
    return next(name for number in range(1, len(layers) + 2) if (name := f"{stem}_{number}") not in taken)
