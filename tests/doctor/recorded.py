"""The runs that the doctor is judged by: numbers of real trainings as they were recorded, and what caused them."""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

FILE = Path(__file__).parent / "runs.jsonl.gz"
SIZES = (0.01, 1.0, 20_000.0)
SICK = (
    *("lost", "diverging", "stuck", "crawling", "plateau", "guessing", "overfitting", "saws", "jumps"),
    "contradiction",
)
HEALTHY = (
    *("line", "huge", "to_nothing", "descent", "classes", "schedule", "second", "dropped", "streamed", "brief"),
    "points",
)
TIMES = 2
"""How often each recipe is trained for each size and each model, every time otherwise."""


class Order(Struct, frozen=True):
    """A run that is to be trained."""

    recipe: str
    size: float
    deep: bool
    time: int

    @property
    def name(self) -> str:
        return f"{self.recipe}-{self.size:g}-{'deep' if self.deep else 'plain'}-{self.time}"

    @property
    def seed(self) -> int:
        return zlib.crc32(self.name.encode()) % 100_000

    @property
    def kept_back(self) -> bool:
        """Half of the runs of each recipe were never looked at while the judgements were made."""
        return (SIZES.index(self.size) + self.deep + self.time) % 2 == 1


class RecordedRun(Struct, frozen=True):
    """A run as it went."""

    name: str
    recipe: str
    kind: str
    """What ails it; empty when nothing does."""
    cause: str
    kept_back: bool
    asked: int
    metrics: dict[str, list[float]]
    patient: dict[str, Any]
    """As the session describes it."""


def wanted() -> Iterator[Order]:
    """Some of every recipe first."""
    for time, size, deep in itertools.product(range(TIMES), SIZES, (False, True)):
        for recipe in (*SICK, *HEALTHY):
            yield Order(recipe, size, deep, time)


def runs() -> list[RecordedRun]:
    """All that were recorded."""
    if not FILE.exists():
        return []
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return [RecordedRun(**json.loads(line)) for line in lines]


def add(more: Iterable[RecordedRun]) -> None:
    """Write some more down; numbers with six digits."""
    with gzip.open(FILE, "at", encoding="utf-8") as file:
        for run in more:
            plain = {name: getattr(run, name) for name in run.__struct_fields__}
            file.write(json.dumps(_short(plain), separators=(",", ":")) + "\n")


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {name: _short(each) for name, each in value.items()}
    return [_short(each) for each in value] if isinstance(value, (list, tuple)) else value
