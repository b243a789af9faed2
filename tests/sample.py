"""Of a long list of slow proofs every run tries a part; from day to day it is another one.

`TESTS=all` tries them all, `TESTS=17` the part number 17 (the number is said at the top of a run).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")
ALL = "all"


def chosen() -> str:
    """What to try: `all`, or the number of a part, which is the same for every process of a run."""
    if "TESTS" not in os.environ:
        os.environ["TESTS"] = str(number())
    return os.environ["TESTS"]


def everything() -> bool:
    """Whether nothing is to be left out."""
    return chosen() == ALL


def number() -> int:
    """A number of the day: whoever looks for what failed this morning finds the same part."""
    return int(time.time()) // 86400


def part(items: Iterable[Item], of: int) -> list[Item]:
    """Every so-manyth of the items, at least one where there are any; all of them when all are asked for."""
    items = list(items)
    if everything() or not items:
        return items
    first = int(chosen()) % of
    return items[first::of] or items[-1:]
