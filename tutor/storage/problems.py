"""What is wrong with a file, said so that its author can put it right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from msgspec import Struct

from tutor.core.nearest import did_you_mean
from tutor.core.sieve import harmless, one_line

LONGEST = 600
"""Characters of a message or an advice; a file may have put any number into it."""
SHOWN_WIDTH = 96
"""Characters of a source line that are shown; of a longer one, those around the place in question."""
_SPACE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Severity(Enum):
    """Whether the file can be used all the same."""

    ERROR = "error"
    WARNING = "warning"
    """The file can be read, but hardly says what its author meant."""


class Problem(Struct, frozen=True):
    """One thing that is wrong, and where."""

    path: Path
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    column: int
    """Counted from 1, in characters; 0 when the whole file is meant."""
    message: str
    source_line: str = ""
    suggestion: str = ""
    """What to do, in one sentence."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        # All of it may be somebody else's: keys, kinds, names, and how the file is called.
        path = one_line(str(self.path))
        place = f"{path}:{self.line}:{self.column}" if self.line else path
        warning = "warning: " if self.severity is Severity.WARNING else ""
        return "\n".join([f"{place}: {warning}{_short(self.message)}", *self._excerpt(), *self._advice()])

    def _excerpt(self) -> list[str]:
        if not self.line or not self.source_line.strip():
            return []
        start = max(0, self.column - SHOWN_WIDTH * 3 // 4) if len(self.source_line) > SHOWN_WIDTH else 0
        shown = harmless(_SPACE.sub(" ", self.source_line[start : start + SHOWN_WIDTH]))
        return [f"    {shown}", " " * (3 + self.column - start) + "^"]

    def _advice(self) -> list[str]:
        return [f"    {_short(self.suggestion)}"] if self.suggestion else []


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class LessonProblems(Exception):  # noqa: N818 - it holds problems, and is named for them
    """A file cannot be used; `problems` says all that is wrong with it. Printed, it shows every one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest_or_all(word: str, known: Iterable[str], otherwise: str) -> str:
    """`Did you mean …?` with the nearest known word; else `otherwise` and all of them."""
    words = list(known)
    everything = f"{otherwise} {', '.join(f'`{each}`' for each in words)}." if words else ""
    return did_you_mean(word.lower(), words).strip() or everything
