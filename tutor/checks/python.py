"""Checks an expression of the author's in the session: the last resort, with words of its own."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import three
from tutor.core.facts import (
    ArrayFacts,
    Evaluate,
    Facts,
    FailedFacts,
    MissingFacts,
    NothingFacts,
    Probe,
    ScalarFacts,
    TextFacts,
)
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement, Verdict, not_yet

UNANSWERED = ("TooLongError", "TimeoutError", "KeyboardInterrupt")
"""What the session says of an expression that did not end by itself: that is the lesson's fault."""


class PythonCheck(Struct, frozen=True, kw_only=True):
    """An expression that must be true. It must not change anything in the session."""

    python: str
    message: str = ""
    """Said when it is not true: what I saw, why it matters, what to do next."""

    def __post_init__(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(self.python, "<check>", "eval")
        except SyntaxError as error:
            raise ValueError(f"`{self.python}` is not a Python expression: {error.msg}") from None
        except (RecursionError, MemoryError):
            raise ValueError("the expression has too many parts in one another") from None

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return [Evaluate(self.python)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Evaluate(self.python))
        if _true(facts):
            return PASSED
        if isinstance(facts, FailedFacts) and facts.error in UNANSWERED:
            return Judgement(Verdict.CHECK_FAILED, f"`{self.python[:80]}` did not come to an end")
        if isinstance(facts, FailedFacts):
            return three(
                f"Looking at your variables raised {facts.error}: {facts.message.rstrip('.')}.",
                "So it cannot be told yet whether the step is done.",
                f"Try it yourself: `{self.python}`.",
            )
        return not_yet(self.message.strip()) if self.message else self._plain()

    def _plain(self) -> Judgement:
        return three(
            f"`{self.python}` is not true yet.",
            "When the step is done, it will be.",
            "Look at its parts one by one; `/hint` helps, too.",
            vague=True,
        )


def _true(facts: Facts) -> bool:
    """Truth as Python has it; an array is true when every number in it is."""
    match facts:
        case ScalarFacts(value=value):
            return bool(value)
        case TextFacts(value=text):
            return bool(text)
        case ArrayFacts(values=values):
            return bool(values) and all(values)
        case MissingFacts() | FailedFacts() | NothingFacts():
            return False
        case _:
            return True
