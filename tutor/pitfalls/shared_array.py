"""Two names for one array: changing it by one of them changes it by the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    same: dict[str, tuple[str, str]] = {}
    for statement in tree.body if tree else ():
        match statement:
            case ast.Assign(targets=[ast.Name(id=new)], value=ast.Name(id=old)):
                same[new] = old, ast.get_source_segment(scene.code, statement) or ""
            case ast.Assign(targets=[ast.Name(id=name)]):
                same.pop(name, None)
            case (
                ast.Assign(targets=[ast.Subscript(value=ast.Name(id=new))])
                | ast.AugAssign(target=ast.Subscript(value=ast.Name(id=new)))
            ) if new in same:
                old, text = same[new]
                yield Finding(
                    f"code {new}",
                    f"`{new}` and `{old}` are two names of the same thing, so `{old}` has changed, too.",
                    "`=` gives a second name to it and copies nothing.",
                    f"For a copy of its own, write `{new} = {old}.copy()`.",
                    word="copy",
                    offer=statement_with(scene.code, text, f"{text}.copy()"),
                )
