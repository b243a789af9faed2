"""A small vocabulary to read lessons with, so that these tests are about reading and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from tutor.core.course import Lesson, Step
from tutor.core.events import Event, Said
from tutor.core.facts import Describe, Probe
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check, Exhibit
from tutor.core.verdict import PASSED, Judgement
from tutor.storage.declared import Named
from tutor.storage.lessons import Reading, read_lesson


class SizeCheck(Struct, frozen=True, kw_only=True):
    """An array has a length."""

    size: str
    length: int | None = None
    equals: tuple[float, ...] | tuple[tuple[float, ...], ...] | None = None
    """A row or a matrix."""
    rate: float = 0.0
    strict: bool = False
    mode: Literal["near", "far"] = "near"
    given: str | float | None = None
    options: Mapping[str, float] | None = None
    anything: Any = None
    pair: tuple[int, str] | None = None

    def __post_init__(self) -> None:
        if self.length is not None and self.length < 0:
            raise ValueError("a length is not negative")

    @property
    def subject(self) -> str:
        return self.size

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.size)]

    def judge(self, outcome: Outcome) -> Judgement:
        return PASSED


class PictureExhibit(Struct, frozen=True, kw_only=True):
    """A picture of variables."""

    picture: tuple[str, ...]

    def probes(self) -> Sequence[Probe]:
        return []

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        yield Said("a picture")


class DataStep(Step, frozen=True, kw_only=True):
    """Makes data."""

    kind = "data"
    weight: int = 0


class ReadStep(Step, frozen=True, kw_only=True):
    """Only read."""

    kind = "read"
    needs_code = False


VOCABULARY: dict[type[Any], Named] = {
    Step: Named("step", {"data": DataStep, "read": ReadStep}, key="kind"),
    Check: Named("check", {"size": SizeCheck}),
    Exhibit: Named("exhibit", {"picture": PictureExhibit}),
}

LESSON = """\
format: 1
id: line
title: The line
goal: A goal.
minutes: 5
setup: |
  import numpy as np
steps:
  - id: hello
    kind: read
    say: Hello there.
  - id: points
    kind: data
    code: x = [1, 2]
    accept:
      - x = list((1, 2))
    expect:
      - size: x
        length: 2
    mistakes:
      - example: x = [1]
        when: {size: x, length: 1}
        say: One is not enough.
    show: [{picture: [x]}]
    hints:
      - A list.
      - A list of two numbers.
"""


def read(text: str | bytes, path: Path) -> Reading[Lesson]:
    """Read this text as the lesson file at `path`."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return read_lesson(path, VOCABULARY)
