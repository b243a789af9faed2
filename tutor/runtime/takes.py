"""What functions and classes take: the names of their arguments, how many of them, and which texts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np

from .likeness import alike

_LAYER = ("input_shape", "input_dim", "batch_shape", "batch_input_shape", "weights", "input_length")
_MODEL = ("inputs", "outputs", "name", "trainable", "dtype")
"""Arguments that hide behind `**kwargs` in Keras, and are read there."""


def argument_flaw(
    function: Any, given: Sequence[Any], named: Mapping[str, Any], starred: bool
) -> tuple[str, tuple[str, ...], str] | None:
    """The name of an argument that is not taken, what is near it, and Python's words; None when all is well.

    An empty name: too many or too few are given.
    """
    try:
        signature = _signature(function)
    except (ValueError, TypeError):
        return None
    open_ended = any(each.kind is each.VAR_KEYWORD for each in signature.parameters.values())
    takes = [
        name
        for name, each in signature.parameters.items()
        if each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL)
    ]
    if open_ended and _is_keras_class(function):
        takes += _hidden(function)
        open_ended = False
    if open_ended and _is_of_model(function):
        open_ended = False  # `evaluate` refuses what it does not know
    for name in named:
        if name and name not in takes and not open_ended:
            return name, alike(name, takes), f"unexpected keyword argument '{name}'"
        near = alike(name, OPTIONS) if name and name not in takes and _is_of_a_plot(function) else ()
        if near and not hasattr(_line(), f"set_{name}"):
            return name, near, f"unexpected keyword argument '{name}'"
    if starred:
        return None
    try:
        signature.bind(*given, **{name: each for name, each in named.items() if name in signature.parameters})
    except TypeError as error:
        return "", (), str(error)
    return None


def _signature(function: Any) -> inspect.Signature:
    if _is_keras_class(function):
        first = next((each for each in function.__mro__ if "__init__" in vars(each)), function)
        whole = inspect.signature(first.__init__)
        return whole.replace(parameters=list(whole.parameters.values())[1:])
    return inspect.signature(function)


OPTIONS = (
    *("color", "label", "marker", "linestyle", "linewidth", "markersize", "alpha", "cmap", "edgecolor", "width"),
    *("bins", "fontsize", "figsize", "vmin", "vmax", "height", "align", "bottom", "density", "aspect"),
)
"""What learners give to functions of pyplot by name, where the signature hides it behind `**kwargs`."""


def _is_of_a_plot(function: Any) -> bool:
    return str(getattr(function, "__module__", "")) == "matplotlib.pyplot"


def _line() -> Any:
    from matplotlib.lines import Line2D

    return Line2D


def of_another_kind(function: Any, argument: str, value: Any) -> bool:
    """Whether an argument of Keras or NumPy that is a number, a shape, a name or data got something else."""
    module = str(getattr(function, "__module__", None) or "")
    if isinstance(value, keras.KerasTensor):
        return (
            isinstance(function, type)
            and issubclass(function, keras.Layer)
            and not issubclass(function, keras.Model)
        )
    if argument == "name" and isinstance(value, np.ndarray | list | tuple | int | float):
        return module.startswith(("keras", "tensorflow", "_tutor_runtime"))
    if not module.startswith(("keras", "_tutor_runtime")):
        return False
    if argument in _NUMBERS:
        return isinstance(value, str)
    return argument in _SHAPES and isinstance(value, int | str)


_NUMBERS = frozenset(
    {"units", "filters", "kernel_size", "rate", "epochs", "batch_size", "learning_rate", "patience", "pool_size"}
    | {"strides", "momentum", "validation_split", "input_dim", "output_dim", "num_classes", "axis", "input_length"}
)
_SHAPES = frozenset({"shape", "input_shape", "batch_shape", "target_shape"})


def _is_of_model(function: Any) -> bool:
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    return isinstance(owner, keras.Model) and name in ("fit", "evaluate", "predict", "compile")


def by_name(function: Any, given: Sequence[Any], named: Mapping[str, Any]) -> list[tuple[str, int, Any]]:
    """Each argument under its name, with its place when it was given by place, else -1."""
    try:
        names = [
            name for name, each in _signature(function).parameters.items() if each.kind is not each.VAR_POSITIONAL
        ]
    except (ValueError, TypeError):
        names = []
    if getattr(function, "__name__", "") == "astype":
        names = ["dtype"]
    places = [(name, place, value) for place, (name, value) in enumerate(zip(names, given, strict=False))]
    return [*places, *((name, -1, value) for name, value in named.items() if name)]


def call_flaw(kind: type, given: Sequence[Any], named: Mapping[str, Any]) -> str:
    """Why an object of this class cannot be called so; empty when it can."""
    if not any("__call__" in vars(each) for each in kind.__mro__):
        return f"'{kind.__name__}' object is not callable"
    if issubclass(kind, keras.Layer) and not given and (not {"", "inputs"} & set(named) or "outputs" in named):
        return f"the layer {kind.__name__} is called without anything to work on"
    return ""


def data_flaw(function: Any, given: Sequence[Any], named: Mapping[str, Any]) -> str:
    """What is wrong with the data of `fit` or `evaluate`; empty when nothing is, as far as it is known."""
    if not _is_of_model(function) or function.__name__ not in ("fit", "evaluate"):
        return ""
    x = given[0] if given else named.get("x")
    y = given[1] if len(given) > 1 else named.get("y")
    if (
        y is None
        and (isinstance(x, np.ndarray) or (isinstance(x, tuple) and len(x) == 2))
        and function.__self__.inputs
    ):
        return "no labels"
    return ""


def _is_keras_class(function: Any) -> bool:
    return isinstance(function, type) and function.__module__.startswith("keras.")


def _hidden(function: type) -> list[str]:
    """Parameters of the classes that a class of Keras is built upon."""
    names: list[str] = []
    for base in function.__mro__:
        made = vars(base).get("__init__")
        if made is None or base is object:
            continue
        parameters = inspect.signature(made).parameters
        names += parameters
        if not any(each.kind is each.VAR_KEYWORD for each in parameters.values()):
            break
    extra = _MODEL if issubclass(function, keras.Model) else _LAYER if issubclass(function, keras.Layer) else ()
    return [*names, *extra, "name", "dtype"]


def text_flaw(function: Any, argument: str, value: Any) -> tuple[str, ...] | None:
    """The names near a text that is none of those which the argument takes; None when it is, or nobody knows."""
    if not isinstance(value, str):
        return None
    if argument == "metrics" and _is_of_model(function):
        return _near_metric(value)
    module = getattr(function, "__module__", None) or ""
    if argument == "dtype" and (
        module.startswith("numpy") or isinstance(getattr(function, "__self__", 0), np.ndarray)
    ):
        return _near_type(value)
    if not module.startswith(("keras", "_tutor_runtime")):
        return None
    if argument == "padding" and value.lower() not in PADDINGS:
        return alike(value, PADDINGS)
    kind = next((kind for kind in _REGISTERS if argument == kind or argument.endswith(f"_{kind}")), "")
    if not kind:
        return None
    register = _REGISTERS[kind]
    try:
        register.get(value)
    except Exception:
        names = [name for name in dir(register) if re.fullmatch(r"[a-z0-9_]+", name)]
        if kind == "optimizer":
            names = [name.lower() for name in dir(register) if name[0].isupper()]
        return alike(value, names)
    return None


def _near_metric(name: str) -> tuple[str, ...] | None:
    if name in ("accuracy", "acc", "crossentropy", "ce"):
        return None
    try:
        keras.metrics.get(name)
    except Exception:
        known = [each for each in dir(keras.metrics) if each.islower() and each not in ("mean", "sum")]
        return alike(name, ["accuracy", *known])  # those two measure nothing against the labels
    return None


PADDINGS = ("valid", "same", "causal")
_REGISTERS: Mapping[str, Any] = {
    "activation": keras.activations,
    "initializer": keras.initializers,
    "loss": keras.losses,
    "optimizer": keras.optimizers,
    "regularizer": keras.regularizers,
}


def _near_type(name: str) -> tuple[str, ...] | None:
    try:
        np.dtype(name)
    except TypeError:
        return alike(name, TYPES)
    return None


TYPES = ("float32", "float64", "float16", "int64", "int32", "int8", "uint8", "bool", "str", "complex64")
