"""A callback that is made and not given to `fit`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene

CALLBACKS = frozenset(
    {"EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau", "LearningRateScheduler", "CSVLogger"}
)


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    if tree is None or not any(fit.key for fit in scene.happened.fits):
        return
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.keyword) and node.arg in ("callbacks", None) for node in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.Call) and (name := dotted(node.func).rpartition(".")[2]) in CALLBACKS:
            yield Finding(
                "code",
                f"`{name}` was made, and `fit` was not told of it.",
                "A callback only works in a training that it is given to.",
                "Pass it: `fit(..., callbacks=[...])`.",
                word="callbacks",
            )
