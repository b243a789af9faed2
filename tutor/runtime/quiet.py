"""Keeps what calls return that set up a chart, `plt.xlim(0, 5)` for one, from being shown under it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import ModuleType
from typing import Any

SETTERS = frozenset({"axis", "clim", "margins", "rgrids", "thetagrids", "xlim", "ylim"}) | frozenset(
    f"set_{axis}{what}" for axis in "xyz" for what in ("bound", "lim", "margin")
)
"""Functions of pyplot and methods of axes that return what they were given, as numbers."""


def install(shell: Any) -> None:
    """Have this IPython show no value of a cell that ends in such a call."""
    hook = shell.displayhook
    original = hook.quiet

    def quiet() -> bool:
        return bool(original()) or sets_up_a_chart(shell.history_manager.input_hist_parsed[-1], shell.user_ns)

    hook.quiet = quiet


def sets_up_a_chart(code: str, names: Mapping[str, Any]) -> bool:
    """Whether the code ends in a call of one of `SETTERS` with an argument. Without one it asks."""
    try:
        statements = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    match statements[-1:]:
        case [ast.Expr(ast.Call(ast.Attribute(owner, method), arguments, keywords))]:
            return method in SETTERS and bool(arguments or keywords) and is_chart(owner, names)
        case _:
            return False


def is_chart(owner: ast.expr, names: Mapping[str, Any]) -> bool:
    """Whether it is pyplot or a pair of axes, under its name or as one of an array: `plt`, `ax`, `axes[0, 1]`."""
    while isinstance(owner, ast.Subscript):
        owner = owner.value
    if isinstance(owner, ast.Call):  # `plt.gca().set_xlim(0, 5)`
        return isinstance(owner.func, ast.Attribute) and owner.func.attr in ("gca", "subplot", "axes")
    found: Any = names.get(owner.id) if isinstance(owner, ast.Name) else None
    if isinstance(found, ModuleType):
        return found.__name__ == "matplotlib.pyplot"
    several = type(found).__name__ == "ndarray" and found.dtype.kind == "O" and found.size
    return type(found.flat[0] if several else found).__module__.startswith("matplotlib.")
