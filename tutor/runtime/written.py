"""Writes models and recipes down as the lines of Python that make them, from their public configurations."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from .names import snake_case

USUAL_RECIPE: dict[str, tuple[Any, ...]] = {
    "run_eagerly": (False,),
    "steps_per_execution": (1,),
    "jit_compile": ("auto", False),  # which it becomes where nothing is there to compile for
    "auto_scale_loss": (True,),
}


class NotWrittenError(Exception):
    """Something in it is not Keras's own, or not made by a call."""


def model_lines(name: str, kind: str, config: Mapping[str, Any]) -> list[str]:
    """`model = keras.Sequential([...])`. Raises NotWrittenError for any other kind of model."""
    if kind != "Sequential":
        raise NotWrittenError
    return [
        f"{name} = keras.Sequential([",
        *(f"    {_layer(layer)}," for layer in config["layers"]),
        "])",
    ]


def _layer(serialized: Mapping[str, Any]) -> str:
    if serialized["class_name"] == "InputLayer":
        config = serialized["config"]
        shape = config.get("batch_shape") or config.get("batch_input_shape")
        dtype = "" if config.get("dtype", "float32") == "float32" else f", dtype={config['dtype']!r}"
        return f"keras.Input(shape={tuple(shape[1:])!r}{dtype})"
    return call_of(serialized)


def compile_line(name: str, recipe: Mapping[str, Any]) -> str:
    """`model.compile(optimizer=..., loss=..., metrics=[...])`. Raises NotWrittenError."""
    said = [
        f"{key}={value_of(value)}"
        for key, value in recipe.items()
        if value is not None and value not in USUAL_RECIPE.get(key, ())
    ]
    return f"{name}.compile({', '.join(said)})"


def value_of(value: Any) -> str:
    """Any value inside a configuration, as Python."""
    if isinstance(value, float):
        return f"{value:.7g}" if "." in f"{value:.7g}" or "e" in f"{value:.7g}" else f"{value:.1f}"
    if value is None or isinstance(value, (bool, int, str)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        inside = ", ".join(map(value_of, value))
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    if isinstance(value, Mapping) and "class_name" in value:
        return call_of(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {value_of(each)}" for key, each in value.items()) + "}"
    raise NotWrittenError


def call_of(serialized: Mapping[str, Any]) -> str:
    """`keras.layers.Dense(16, activation='relu')`: the class, and what is not as it comes."""
    module, kind = str(serialized.get("module")), serialized["class_name"]
    if kind in ("__tuple__", "__keras_tensor__", "__lambda__", "function", "Lambda"):
        raise NotWrittenError
    if module.partition(".")[0] != "keras" or not isinstance(serialized.get("config"), Mapping):
        raise NotWrittenError
    return f"{module}.{kind}({', '.join(_said(module, kind, serialized['config']))})"


def _said(module: str, kind: str, config: Mapping[str, Any]) -> Iterator[str]:
    parameters = inspect.signature(getattr(importlib.import_module(module), kind).__init__).parameters
    first = True
    for name, parameter in list(parameters.items())[1:]:
        needed = parameter.default is inspect.Parameter.empty
        if name in config and name != "name" and (needed or not _as_it_comes(config[name], parameter.default)):
            yield value_of(config[name]) if needed and first else f"{name}={value_of(config[name])}"
        first = False
    if config.get("trainable") is False:
        yield "trainable=False"


def _as_it_comes(value: Any, default: Any) -> bool:
    """Whether a setting is what nobody has to say."""
    if isinstance(value, Mapping) and "class_name" in value:
        said = value.get("config") or {}
        plain = all(each is None or isinstance(each, (bool, float)) for each in said.values())
        return plain and isinstance(default, str) and snake_case(value["class_name"]) == snake_case(default)
    if isinstance(value, float) and isinstance(default, (int, float)):
        return f"{value:.7g}" == f"{float(default):.7g}"
    if isinstance(value, (list, tuple)) and isinstance(default, (list, tuple)):
        return list(value) == list(default)
    return value == default or (default is None and value == "linear")
