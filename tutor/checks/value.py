"""Checks the number that a cell came to, by whatever route it came to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.numeric import Numbers, around, close, flat, numbers_of
from tutor.checks.wording import count, three, with_article
from tutor.core.facts import (
    ArrayFacts,
    Evaluate,
    Facts,
    FailedFacts,
    MissingFacts,
    NothingFacts,
    Probe,
    Result,
    ResultFacts,
)
from tutor.core.numbers import numbers_in, short
from tutor.core.outcome import Outcome
from tutor.core.summary import what_it_is
from tutor.core.verdict import PASSED, Judgement, Verdict

LAST_RESULT = "last_result"

_PROGRESS_BAR = re.compile(r"[^\r\n]*(?:━|/step)[^\r\n]*")


class ValueCheck(Struct, frozen=True, kw_only=True):
    """A number, or several.

    `last_result` is what the latest cell came to: its value, what `predict` returned in it, a name it bound, or
    at last what it printed. One number passes in any shape: (1, 1), (1,) or ().
    """

    value: str
    """`last_result`, or an expression over the session."""
    near: float | Numbers | None = None
    within: float = 0.0
    """How far each number may be from `near`."""
    equals: float | Numbers | None = None
    shape: tuple[int, ...] | None = None
    of: str = ""
    """The model whose answers these must be, for the rows `at`; how near is then taken from the session."""
    at: str = ""
    """An expression: `[[20.0]]`."""

    def __post_init__(self) -> None:
        if bool(self.of) != bool(self.at):
            raise ValueError("`of` and `at` go together: what a model says, and for which rows")

    @property
    def subject(self) -> str:
        return self.value if self.value.isidentifier() and self.value != LAST_RESULT else ""

    def probes(self) -> Sequence[Probe]:
        return [self._probe(), *self._asking]

    @property
    def _asking(self) -> tuple[Evaluate, ...]:
        return (Evaluate(f"answers_of({self.of}, {self.at})"),) if self.of else ()

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(self._probe())
        if isinstance(facts, FailedFacts) and self.value == LAST_RESULT:
            return Judgement(Verdict.CHECK_FAILED, f"{self.value}: {facts.error}: {facts.message}")
        if isinstance(facts, FailedFacts):
            return three(
                f"`{self.value}` gave no number: {facts.error}: {facts.message.rstrip('.')}.",
                "The step goes on with its value.",
                f"Try `{self.value}` yourself, and mend what the error names.",
            )
        candidates = facts.candidates if isinstance(facts, ResultFacts) else (facts,)
        if not any(map(self._fits, candidates)) and not self._printed(outcome):
            return self._nearest_miss(candidates)
        return self._other_model(candidates, outcome) or PASSED

    def _other_model(self, candidates: Sequence[Facts], outcome: Outcome) -> Judgement | None:
        """What to say of numbers that lie right, and are not what the model answers."""
        said = [numbers_of(outcome.fact(probe)) for probe in self._asking]
        if not said:
            return None
        exact = _Exact(said[0] or ())
        if exact.among(candidates) or exact.printed(outcome):
            return None
        return three(
            f"That is not what `{self.of}` answers for these rows.",
            "The numbers lie where they should, but they come from another model, or from other rows.",
            f"Ask `{self.of}`, with the rows that the task names.",
        )

    def _probe(self) -> Probe:
        return Result() if self.value == LAST_RESULT else Evaluate(self.value)

    def _fits(self, facts: Facts) -> bool:
        numbers = numbers_of(facts)
        if numbers is None or (self.shape is not None and _shape(facts) != self.shape):
            return False
        return self._equal(numbers)

    def _equal(self, numbers: tuple[float, ...]) -> bool:
        for target, within in ((self.near, self.within), (self.equals, 0.0)):
            if target is None:
                continue
            wanted = flat(target)
            if len(wanted) != len(numbers) or not all(
                close(*pair, within) for pair in zip(numbers, wanted, strict=True)
            ):
                return False
        return True

    def _printed(self, outcome: Outcome) -> bool:
        """Whether the numbers were printed, one after the other, among whatever else was."""
        target = self.near if self.near is not None else self.equals
        if self.value != LAST_RESULT or target is None or self.shape is not None:
            return False
        printed, length = numbers_in(_PROGRESS_BAR.sub("", outcome.printed)), len(flat(target))
        return any(self._equal(printed[start : start + length]) for start in range(len(printed) - length + 1))

    def _nearest_miss(self, candidates: Sequence[Facts]) -> Judgement:
        """What to say of the likeliest candidate."""
        what = "The result" if self.value == LAST_RESULT else f"`{self.value}`"
        facts = next((each for each in candidates if numbers_of(each) is not None), None)
        if facts is None:
            there = next((each for each in candidates if not isinstance(each, (NothingFacts, MissingFacts))), None)
            return three(
                f"{what} is {with_article(what_it_is(there))}, not a number."
                if there
                else f"{what} is not there.",
                "The step looks at the number your line comes to.",
                "End the line with the expression itself, or give its value a name.",
            )
        numbers, shape = numbers_of(facts) or (), _shape(facts)
        if self.shape is not None and shape != self.shape:
            return three(
                f"{what} has the shape {shape}.",
                "The shape says how many rows went in, and how many numbers came out for each.",
                f"The step asks for {self.shape}.",
            )
        target = self.near if self.near is not None else self.equals
        wanted = flat(target if target is not None else ())
        if len(numbers) != len(wanted):
            return three(
                f"{what} has {count(len(numbers), 'number')}; the step asks for {len(wanted)}.",
                "A model answers each row that it is given with one row.",
                "Look at how many rows you passed in.",
            )
        value, goal = next(pair for pair in zip(numbers, wanted, strict=True) if not close(*pair, self._room()))
        return three(
            f"{what} is {short(value)}; it should be near {around(goal, self._room())}.",
            f"It is {short(abs(value - goal))} too {'small' if value < goal else 'large'}.",
            "Look at what went in first, then at how long the model was trained.",
            vague=True,
        )

    def _room(self) -> float:
        return self.within if self.near is not None else 0.0


class _Exact(Struct, frozen=True):
    """The very answers of a model, which may be printed with two digits."""

    wanted: tuple[float, ...]

    def among(self, candidates: Sequence[Facts]) -> bool:
        return any(self._equal(numbers_of(each) or (), 1e-3) for each in candidates)

    def printed(self, outcome: Outcome) -> bool:
        numbers = numbers_in(_PROGRESS_BAR.sub("", outcome.printed))
        length = len(self.wanted)
        return any(
            self._equal(numbers[start : start + length], 6e-3) for start in range(len(numbers) - length + 1)
        )

    def _equal(self, numbers: Sequence[float], share: float) -> bool:
        scale = max(map(abs, self.wanted), default=0.0)
        return (
            bool(self.wanted)
            and len(numbers) == len(self.wanted)
            and all(
                abs(one - other) <= max(share * scale, share)
                for one, other in zip(numbers, self.wanted, strict=True)
            )
        )


def _shape(facts: Facts) -> tuple[int, ...]:
    return facts.shape if isinstance(facts, ArrayFacts) else ()
