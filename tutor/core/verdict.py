"""What a check may say about an attempt, and nothing else."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Verdict(Enum):
    """The five things that can be said of a line the learner typed."""

    PASSED = "passed"
    NOT_YET = "not_yet"
    NOT_ATTEMPTED = "not_attempted"
    """The line explored: it did not bind or call what the step is about. Never a wrong answer."""
    ERRORED = "errored"
    CHECK_FAILED = "check_failed"
    """The check itself broke. Our mistake, never the learner's."""


class Judgement(Struct, frozen=True):
    """A verdict, with the words for it: what I saw, why it matters, what to do next."""

    verdict: Verdict
    message: str = ""
    """Markdown. Empty for a plain pass."""
    offer: str = ""
    """Code that puts it right, run by a bare Enter. Empty when there is none to offer."""
    vague: str = ""
    """The part of `message` that a difference to the solution says better; empty when it says what to do."""

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED


PASSED = Judgement(Verdict.PASSED)
NOT_ATTEMPTED = Judgement(Verdict.NOT_ATTEMPTED)


def not_yet(message: str, offer: str = "") -> Judgement:
    """The judgement of an attempt that is not there yet."""
    return Judgement(Verdict.NOT_YET, message, offer)
