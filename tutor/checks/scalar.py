"""Checks one number held by a variable."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.numeric import close, numbers_of
from tutor.checks.wording import count, three, unfit
from tutor.core.facts import Describe, Evaluate, Probe, ScalarFacts
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement


class ScalarCheck(Struct, frozen=True, kw_only=True):
    """A number of Python's, NumPy's or TensorFlow's; an array with one element passes for it."""

    scalar: str
    equals: float | None = None
    """None: any number."""
    near: float | None = None
    within: float = 0.0
    """How far it may be from `near`, or from `same_as`."""
    same_as: str = ""
    """An expression that comes to the same number."""

    @property
    def subject(self) -> str:
        return self.scalar

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.scalar), *self._comparison]

    @property
    def _comparison(self) -> tuple[Evaluate, ...]:
        """Whether the number is that of another expression."""
        return (Evaluate(f"same({self.scalar}, {self.same_as}, {self.within})"),) if self.same_as else ()

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.scalar))
        numbers = numbers_of(facts)
        if numbers is None:
            return unfit(self.scalar, facts, outcome, "one number", f"Set it: `{self.scalar} = ...`.")
        if len(numbers) != 1:
            return three(
                f"`{self.scalar}` holds {count(len(numbers), 'number')}.",
                "This step goes on with a single one.",
                "Pick the one that is meant, by its place: `[0]` is the first.",
            )
        value = numbers[0]
        for wanted, within in ((self.equals, 0.0), (self.near, self.within)):
            if wanted is not None and not close(value, wanted, within):
                side = "above" if value < wanted else "below"
                return three(
                    f"`{self.scalar}` is {short(value)}.",
                    f"What the step asks for lies {side} that.",
                    f"Read the task again and set `{self.scalar}` anew.",
                )
        compared = [outcome.fact(probe) for probe in self._comparison]
        if all(isinstance(each, ScalarFacts) and each.value for each in compared):
            return PASSED
        return three(
            f"`{self.scalar}` is {short(value)}.",
            "That is not what the task asks for comes to.",
            "Look at what went into it: which model, which rows, and in which order.",
            vague=True,
        )
