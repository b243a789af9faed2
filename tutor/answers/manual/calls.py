"""Reads off the learner's code which classes and functions they use, and with which arguments."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field

from tutor.core.acts import dotted
from tutor.core.syntax import parsed

MODULES = ("np", "numpy", "keras", "tf", "tensorflow", "plt", "layers")
"""Names in front of a dot that stand for a library, not for an object."""


class Call(Struct, frozen=True):
    """One call in the code."""

    name: str
    """Dotted, with the class in place of the variable: `keras.layers.Dense`, `keras.Sequential.fit`."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Its keyword arguments, as Python."""


@cache
def calls_in(code: str) -> tuple[Call, ...]:
    """The calls in the code, the last one first; none for code that does not parse."""
    tree = parsed(code)
    if tree is None:
        return ()
    made = _classes(tree)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func)]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset), reverse=True)
    return tuple(
        Call(
            _of_class(dotted(node.func), made),
            {each.arg: ast.unparse(each.value) for each in node.keywords if each.arg},
        )
        for node in nodes
    )


def full_name(name: str, code: str) -> str:
    """The name with the class in place of the variable: `model.fit` is `keras.Sequential.fit`.

    It is `keras.Model.fit` when the code does not say what `model` is.
    """
    tree = parsed(code)
    return _of_class(name, _classes(tree) if tree else {})


def _of_class(name: str, made: Mapping[str, str]) -> str:
    first, _, rest = name.partition(".")
    if not rest or "." in rest or first in MODULES or first[:1].isupper():
        return name
    return f"{made.get(first, 'keras.Model')}.{rest}"


def _classes(tree: ast.Module) -> dict[str, str]:
    """The class of each variable that is made by calling one: `model` is a `keras.Sequential`."""
    made: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=variable)], value=ast.Call(func=function)):
                name = dotted(function)
                if name.rpartition(".")[2][:1].isupper():
                    made[variable] = name
                elif name.endswith(".fit"):
                    made[variable] = "keras.callbacks.History"
            case _:
                pass
    return made
