"""A second layer in `add`, which takes one and forgets the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.Call(func=ast.Attribute(attr="add"), args=[ast.Call(), ast.Call(func=second)]):
                name = dotted(second).rpartition(".")[2]
                if name[:1].isupper():
                    yield Finding(
                        "code",
                        f"`add` got two layers, and the `{name}` behind the comma is not in the model.",
                        "`add` takes one layer; what comes second is a setting to it.",
                        "Call `add` once for each layer.",
                        word="add",
                    )
