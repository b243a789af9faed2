"""Checks a string held by a variable."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import three, unfit
from tutor.core.facts import Describe, Probe, TextFacts
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement


class TextCheck(Struct, frozen=True, kw_only=True):
    """A string. Case and the space around it do not count."""

    text: str
    equals: str = ""
    """Empty: any string."""
    contains: str = ""

    @property
    def subject(self) -> str:
        return self.text

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.text)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.text))
        if not isinstance(facts, TextFacts):
            then = f"Text stands in quotes: `{self.text} = '...'`."
            return unfit(self.text, facts, outcome, "a text", then)
        found, equals, contains = (text.strip().casefold() for text in (facts.value, self.equals, self.contains))
        if (not equals or found == equals) and contains in found:
            return PASSED
        return three(
            f"`{self.text}` is {facts.value[:60]!r}.",
            "That is not the text the step asks for.",
            "Compare it with the task, letter by letter.",
        )
