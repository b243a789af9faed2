"""A series in time, shuffled before it is split: the test then asks about days between two known ones.

Facts cannot tell that rows follow each other in time. The name of the variable often does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.syntax import parsed
from tutor.pitfalls.finding import Finding, Scene

IN_TIME = re.compile(r"(^|_)(time_?series|series|dates?|timestamps?|stocks?)(_|$)", re.IGNORECASE)
SHUFFLING = frozenset({"train_test_split", "shuffle", "permutation"})


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(scene.code) if scene.acts.calls & SHUFFLING else None
    for node in ast.walk(tree) if tree is not None else ():
        if not isinstance(node, ast.Call) or dotted(node.func).rpartition(".")[2] not in SHUFFLING:
            continue
        in_order = any(
            each.arg == "shuffle" and isinstance(each.value, ast.Constant) and each.value.value is False
            for each in node.keywords
        )
        named = [each.id for each in node.args if isinstance(each, ast.Name) and IN_TIME.search(each.id)]
        if named and not in_order:
            yield Finding(
                named[0],
                f"`{named[0]}` sounds like values in the order of time, and this line mixes them.",
                "In a mixed test set nearly every day lies between two that the model knows. It looks good there, "
                "and fails on the days to come.",
                "Split without mixing: the first 80 % for training, the last 20 % for the test.",
                word="order",
            )
            return
