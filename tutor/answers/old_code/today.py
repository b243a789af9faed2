"""Says what a dotted path of old code is called today."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from tutor.answers.old_code.gone import GONE
from tutor.answers.old_code.homes import HOMES, SHORT_IN_TENSORFLOW, exists, home
from tutor.answers.old_code.tables import EXACT, MODULES, RENAMED
from tutor.answers.old_code.tensorflow_tables import TENSORFLOW

_ROOTS = (
    *("tensorflow.contrib.keras.api.keras", "tensorflow.contrib.keras.python.keras", "tensorflow.contrib.keras"),
    *("tensorflow.python.keras", "tensorflow.compat.v1.keras", "tensorflow.compat.v2.keras"),
)
"""Where Keras has been reached inside TensorFlow, beside `tensorflow.keras`."""


class Found(Struct, frozen=True):
    """What is known about an old path."""

    path: str = ""
    """Where it lives today; empty when it is gone."""
    gone: str = ""
    """What took its place."""


@cache
def today(path: str) -> Found | None:
    """None for a path that still works, and for one that nobody knows."""
    root, rest = _keras(path)
    if root and rest.startswith("ops."):
        return None  # Keras 3's own functions, whose names some older modules had as well
    if root:
        found = _below_keras(root, rest)
        if found is None and not path.startswith(root) and (not rest or _works(root, rest)):
            return Found(f"{root}.{rest}".rstrip("."))
        return found
    if path in EXACT:
        return Found(EXACT[path])
    if path.startswith("tensorflow.") and path[11:] in TENSORFLOW:
        return Found(f"tensorflow.{TENSORFLOW[path[11:]]}")
    return Found(gone=GONE[path]) if path in GONE else None


def _keras(path: str) -> tuple[str, str]:
    """`keras` or `tensorflow.keras`, and what stands below it; two empty texts for anything else."""
    for root in _ROOTS:
        if f"{path}.".startswith(f"{root}."):
            return "tensorflow.keras", path[len(root) + 1 :]
    for root in ("tensorflow.keras", "keras"):
        if f"{path}.".startswith(f"{root}."):
            return root, path[len(root) + 1 :]
    return "", ""


def _works(root: str, rest: str) -> bool:
    module, _, name = f"{root}.{rest}".rpartition(".")
    return exists(module, name) or f"keras.{rest}" in HOMES or f"{root}.{rest}" in HOMES


def _below_keras(root: str, rest: str) -> Found | None:
    plain = f"keras.{rest}"
    if _works(root, rest) or not rest:
        return None
    if plain in GONE:
        return Found(gone=GONE[plain])
    if plain in EXACT:
        return Found(EXACT[plain].replace("keras", root, 1) if EXACT[plain].startswith("keras") else EXACT[plain])
    if rest in MODULES:
        module = MODULES[rest]
        kept = root if f"keras.{module}" in HOMES else "tensorflow.keras"
        return Found(f"{kept}.{module}") if module != rest or kept != root else None
    module, _, old = rest.rpartition(".")
    if any(plain.startswith(f"{each}.") for each in EXACT):
        return None
    if module.rpartition(".")[2][:1].isupper() and old.islower():
        return None  # a method of a class, not a thing of a module
    module = MODULES.get(module, module)
    if root != "keras" and f"keras.{module}" in ("keras.losses", "keras.metrics") and old in SHORT_IN_TENSORFLOW:
        return Found(f"{root}.{module}.{SHORT_IN_TENSORFLOW[old]}")
    for name in (RENAMED.get(old, old), old, *_other_capitals(module, old)):
        where = home(name, f"keras.{module}" if module else "keras")
        if where:
            place = where if where.startswith("tensorflow") else where.replace("keras", root, 1)
            return Found(f"{place}.{name}") if f"{place}.{name}" != f"{root}.{rest}" else None
    return None


def _other_capitals(module: str, name: str) -> list[str]:
    """`Adam` for `adam`, where the module has just one name like that."""
    known = HOMES.get(f"keras.{module}", frozenset())
    return [each for each in known if each.lower() == name.lower().replace("_", "")][:1]
