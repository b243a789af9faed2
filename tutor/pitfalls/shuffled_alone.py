"""Inputs shuffled without their answers, or the answers without the inputs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene

PAIRED = re.compile(r"(?:^|_)[xXyY](?:$|_)|label|feature|image|input|target")
"""Names of arrays that belong to another one, row by row."""


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
    shuffles = [each for each in calls if dotted(each.func).endswith("random.shuffle") and len(each.args) == 1]
    for call in shuffles if "seed" not in scene.code else ():
        name = dotted(call.args[0])
        if PAIRED.search(name):
            yield Finding(
                f"code {name}",
                f"`{name}` has been shuffled by itself.",
                "Row by row it belonged to another array, and that one still has the old order.",
                f"Draw one order for both: `order = np.random.permutation(len({name}))`, then `{name}[order]`. "
                "`/reset` brings the old order back.",
                word="shuffled",
            )
