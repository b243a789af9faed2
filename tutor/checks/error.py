"""Checks that a cell ended in a certain error: made for the mistakes that an author foresees."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import three
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement


class ErrorCheck(Struct, frozen=True, kw_only=True):
    """The error of the latest cell. Passes when there is one, and it is this one."""

    error: str
    """Class name, `ValueError`; `any` for whatever error."""
    contains: str = ""
    """Text in its message; case does not count."""

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return ()

    def judge(self, outcome: Outcome) -> Judgement:
        error = outcome.error
        wanted = "an error" if self.error == "any" else f"`{self.error}`"
        if error is None:
            return three(
                "Your line ran without an error.", f"This step is about {wanted}.", "Run the line it shows."
            )
        if self.error in ("any", error.name) and self.contains.casefold() in error.message.casefold():
            return PASSED
        return three(
            f"Your line ended in `{error.name}`.",
            f"This step is about {wanted} with another cause.",
            "Run the line it shows.",
        )
