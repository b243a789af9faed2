"""Compares a setting that a lesson asks for with the one in a layer's or an optimizer's configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tutor.checks.numeric import close
from tutor.core.keras_names import canonical
from tutor.core.numbers import short

Setting = bool | int | float | str | tuple[int, ...] | None
"""As a lesson writes it: `1`, `relu`, `[3, 3]`."""
Settings = Mapping[str, Setting]


def same_setting(found: Any, wanted: Any) -> bool:
    """Whether two settings mean the same.

    Numbers may differ by rounding, names by their spelling (`GlorotUniform`, `glorot_uniform`); 3 stands for
    (3, 3), and an activation of None is the linear one.
    """
    found, wanted = (_plain(value) for value in (found, wanted))
    if isinstance(found, (list, tuple)):
        each = wanted if isinstance(wanted, (list, tuple)) else [wanted] * len(found)
        return len(found) == len(each) and all(map(same_setting, found, each))
    if isinstance(found, (int, float)) and isinstance(wanted, (int, float)):
        return close(found, wanted)
    return bool(found == wanted)


def in_words(value: Any) -> str:
    """The setting as it would be typed."""
    value = _named(value)
    if isinstance(value, (list, tuple)):
        return f"({', '.join(map(in_words, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return short(value)
    return str(value)


def _named(value: Any) -> Any:
    """The name of a serialized object or function, as `get_config` has them; anything else as it is."""
    if not isinstance(value, Mapping):
        return value
    name = value.get("config") if value.get("class_name") == "function" else value.get("class_name", "")
    return str(name).removesuffix("_v2")  # TensorFlow's own functions carry their version


def _plain(value: Any) -> Any:
    """The value with one spelling for everything that has several."""
    value = _named(value)
    if value is None:
        return "linear"
    if isinstance(value, str):
        return canonical(value).replace("_", "")
    if isinstance(value, Sequence) and len(value) == 1:
        return _plain(value[0])
    return value
