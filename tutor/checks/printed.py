"""Checks what a cell printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import three
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement


class PrintedCheck(Struct, frozen=True, kw_only=True):
    """Text in what the latest cell wrote to stdout. Case and the width of gaps do not count."""

    printed: str
    """What must be in it."""
    regex: bool = False
    """True: `printed` is a regular expression to search for, and case and gaps count."""

    def __post_init__(self) -> None:
        if self.regex:
            try:
                re.compile(self.printed)
            except (re.error, OverflowError, RecursionError, MemoryError) as error:
                raise ValueError(f"`{self.printed}` is not a regular expression: {error}") from None

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return ()

    def judge(self, outcome: Outcome) -> Judgement:
        if self.regex:
            from tutor.core.searching import searched  # with a process of its own; hardly any check has a pattern

            found = searched(self.printed, outcome.printed)
        else:
            found = _plain(self.printed) in _plain(outcome.printed)
        if found:
            return PASSED
        if not outcome.printed.strip():
            return three(
                "Your line printed nothing.",
                "This step is about what can be read on the screen.",
                "Put what you want to see into `print(...)`.",
            )
        return three(
            f"Your line printed {_cut(outcome.printed)!r}.",
            "Something the step asks for is not in it.",
            "Compare what was printed with the task.",
        )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _cut(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
