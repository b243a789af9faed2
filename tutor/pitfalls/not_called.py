"""A function that is named and not called: `model.summary` shows nothing, `plt.show` draws nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with

PLAIN = frozenset(
    {"summary", "show", "get_weights", "count_params", "keys", "values", "items", "tolist", "legend"}
)
"""Functions that are called with nothing in the brackets."""
FILLED = frozenset({"fit", "predict", "evaluate", "compile", "reshape", "astype"})
"""Functions that want something in them."""


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    for statement in tree.body if tree else ():
        value = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
        name = value.attr if isinstance(value, ast.Attribute) else ""
        if isinstance(value, ast.Attribute) and name in PLAIN | FILLED and dotted(value):
            whole = dotted(value)
            brackets = f"`{whole}()`" if name in PLAIN else f"`{whole}(...)`, with what it needs in the brackets"
            yield Finding(
                "code",
                f"`{whole}` only names the function, so it did not run.",
                "Round brackets call it, even when nothing stands in them.",
                f"Write {brackets}.",
                word="brackets",
                offer=statement_with(scene.code, whole, f"{whole}()") if name in PLAIN else "",
            )
