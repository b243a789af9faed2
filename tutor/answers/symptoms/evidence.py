"""What a judgement comes to: whether something is so in this session, and the numbers that show it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from tutor.answers.symptoms.seen import Seen


class Evidence(Struct, frozen=True):
    """One fact weighed."""

    holds: bool
    text: str = ""
    """One or two sentences with the learner's own numbers; of a sign also where it does not hold."""


Judgement = Callable[[Seen], Evidence | None]
"""None where the session does not show it."""

NO = Evidence(False)
NO_VALIDATION = Evidence(False, "Your `fit` kept no data apart, so nothing of yours is validated.")
NO_ACCURACY = Evidence(False, "Your training measured no accuracy.")


def is_so(holds: bool, text: str) -> Evidence:
    """For what is only told where it holds."""
    return Evidence(holds, text if holds else "")


def times(value: float) -> str:
    """`3 times`, `1.4 times`."""
    return f"{value:.0f} times" if value >= 10 else f"{value:.1f}".removesuffix(".0") + " times"
