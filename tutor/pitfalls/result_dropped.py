"""A result that nobody keeps: `x.reshape(-1, 1)` leaves `x` as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with

METHODS = frozenset({"reshape", "astype", "flatten", "transpose", "batch", "shuffle", "map", "repeat", "prefetch"})
"""Methods of arrays and data sets that give a new one and leave the old one as it is."""

OF_DATA_SETS = frozenset({"batch", "shuffle", "prefetch", "cache"})


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    for statement in tree.body if tree else ():
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if tree and statement is tree.body[-1] and call.func.attr not in OF_DATA_SETS:
            continue  # the last one is shown, and looking is never wrong; of a data set there is nothing to see
        method, owner = call.func.attr, call.func.value
        if method in METHODS and isinstance(owner, ast.Name) and owner.id not in ("np", "random", "tf", "keras"):
            text = ast.get_source_segment(scene.code, statement) or ""
            yield Finding(
                f"code {owner.id}",
                f"The result of `{dotted(call.func)}` was not kept.",
                f"`{method}` makes something new and leaves `{owner.id}` as it was.",
                f"Store it: `{owner.id} = {owner.id}.{method}(...)`.",
                word="result",
                offer=statement_with(scene.code, text, f"{owner.id} = {text}"),
            )
