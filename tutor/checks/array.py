"""Checks the numbers of an array, and what holds them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.numeric import Numbers, close, flat, numbers_of, shape_of, trimmed
from tutor.checks.wording import count, three, unfit
from tutor.core.facts import WHOLE_ARRAY, ArrayFacts, Describe, Evaluate, Probe, ScalarFacts
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement

PLAIN_HOLDERS = ("list", "tuple", "range")
"""What holds numbers without being an array: no shape and no dtype of its own."""
FAMILIES = ("bool", "float", "int", "uint", "complex")
"""A dtype may be asked for by its family: `float` means float16 as well as float64."""


class ArrayCheck(Struct, frozen=True, kw_only=True):
    """An array, tensor or list of numbers. A list passes unless `shape` or `dtype` is asked for."""

    array: str
    equals: Numbers | None = None
    """A row, or rows. Six rows of one number pass for a row of six."""
    within: float = 0.0
    """How far each number may be from `equals`; 0 leaves room for rounding only."""
    length: int | None = None
    """Rows."""
    same_length: str = ""
    """Another array that must have as many rows."""
    shape: tuple[int, ...] | None = None
    dtype: str = ""
    """`float32`, or a family: `float`, `int`, `bool`."""
    finite: bool = False
    """True refuses nan and the infinities."""
    minimum: float | None = None
    """No number may be smaller."""
    maximum: float | None = None
    same_as: str = ""
    """An expression that comes to the same numbers, however large. `answers_of(model, x)` is what a model says."""
    of: str = ""
    """The model whose answers these must be, for the rows `at`."""
    at: str = ""
    """An expression: `test_x`."""

    def __post_init__(self) -> None:
        if len(flat(self.equals or ())) > WHOLE_ARRAY:
            raise ValueError(f"`equals` can compare at most {WHOLE_ARRAY} numbers")
        if bool(self.of) != bool(self.at):
            raise ValueError("`of` and `at` go together: what a model says, and for which rows")

    @property
    def subject(self) -> str:
        return self.array

    def probes(self) -> Sequence[Probe]:
        named: list[Probe] = [Describe(name) for name in (self.array, self.same_length) if name]
        return [*named, *self._comparison]

    @property
    def _comparison(self) -> tuple[Evaluate, ...]:
        """Whether the numbers are those of another expression."""
        wanted = f"answers_of({self.of}, {self.at})" if self.of else self.same_as
        return (Evaluate(f"same({self.array}, {wanted}, {self.within})"),) if wanted else ()

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.array))
        if isinstance(facts, ScalarFacts):
            return three(
                f"`{self.array}` is the single number {short(facts.value)}.",
                "The model learns from many numbers, one for each example.",
                "Put them all in one array: `np.array([...])`.",
            )
        if not isinstance(facts, ArrayFacts):
            then = f"Make one: `{self.array} = np.array([...])`."
            return unfit(self.array, facts, outcome, "an array of numbers", then)
        return (
            self._holder(facts)
            or self._form(facts, outcome)
            or self._range(facts)
            or self._values(facts)
            or self._origin(outcome)
            or PASSED
        )

    def _holder(self, facts: ArrayFacts) -> Judgement | None:
        """A list where a shape or a dtype is asked for, or the wrong dtype."""
        if facts.holder in PLAIN_HOLDERS and (self.dtype or self.shape is not None):
            kind = f", dtype={self.dtype}" if self.dtype in FAMILIES else ""
            return three(
                f"`{self.array}` is a Python {facts.holder}, with the numbers in it.",
                "A model calculates with arrays, which have a shape and one number type.",
                "Wrap it in `np.array(...)`.",
                offer=f"{self.array} = np.array({self.array}{kind})",
            )
        if self.dtype and self.dtype not in (facts.dtype, facts.dtype.rstrip("0123456789")):
            return three(
                f"The numbers in `{self.array}` are of type {facts.dtype}.",
                f"This step needs {self.dtype}: the type decides which numbers fit in.",
                f"Give `np.array` the argument `dtype`, here `{self.dtype}`.",
            )
        return None

    def _form(self, facts: ArrayFacts, outcome: Outcome) -> Judgement | None:
        """The wrong length or shape."""
        if self.shape is not None and facts.shape != self.shape:
            return three(
                f"`{self.array}` has the shape {facts.shape}: {_axes(facts.shape)}.",
                f"This step needs {self.shape}: {_axes(self.shape)}.",
                f"`{self.array}.reshape(...)` gives the same numbers another shape.",
            )
        rows = facts.shape[0] if facts.shape else 1
        if self.length is not None and rows != self.length:
            return self._count(rows, self.length)
        other = outcome.fact(Describe(self.same_length)) if self.same_length else None
        if other is not None and not isinstance(other, ArrayFacts):
            then = f"Make it: `{self.same_length} = np.array([...])`."
            return unfit(self.same_length, other, outcome, "an array of numbers", then)
        if other is not None and rows != (partners := other.shape[0] if other.shape else 1):
            return three(
                f"`{self.array}` has {count(rows, 'number')} and `{self.same_length}` has {partners}.",
                "Each number in one belongs to the number at the same place in the other.",
                "Look for the one without a partner.",
            )
        return None

    def _range(self, facts: ArrayFacts) -> Judgement | None:
        """nan, or numbers out of bounds."""
        if self.finite and not facts.finite:
            return three(
                f"`{self.array}` contains nan or infinity.",
                "One such number is enough: the loss becomes nan, and so do all weights.",
                f"Find them with `np.isfinite({self.array})`, then drop or replace those rows.",
            )
        if self.minimum is not None and facts.minimum is not None and facts.minimum < self.minimum:
            return self._out_of_bounds("smallest", facts.minimum, f"below {short(self.minimum)}")
        if self.maximum is not None and facts.maximum is not None and facts.maximum > self.maximum:
            return self._out_of_bounds("largest", facts.maximum, f"above {short(self.maximum)}")
        return None

    def _values(self, facts: ArrayFacts) -> Judgement | None:
        """Other numbers than `equals`."""
        if self.equals is None:
            return None
        wanted = flat(self.equals)
        if facts.size != len(wanted):
            return self._count(facts.size, len(wanted))
        values = numbers_of(facts)
        if values is None:
            return three(
                f"`{self.array}` holds things that are not numbers, {facts.dtype} to Python.",
                "A model can calculate with numbers only.",
                "Look for quotes, or for rows of different length.",
            )
        if trimmed(facts.shape) != trimmed(shape_of(self.equals)):
            return three(
                f"`{self.array}` has the right numbers in the shape {facts.shape}: {_axes(facts.shape)}.",
                f"To a model a row is one example; here {count(shape_of(self.equals)[0], 'row')} are meant.",
                "Look at the brackets: each pair of inner ones makes a row.",
            )
        wrong = [place for place, pair in enumerate(zip(values, wanted, strict=True)) if not self._near(*pair)]
        if not wrong:
            return None
        if sorted(values) == sorted(wanted):
            return three(
                f"`{self.array}` has the right numbers, but in another order.",
                "Numbers in two arrays belong together by their place, so the order matters.",
                f"Begin with the number at place {wrong[0] + 1}.",
            )
        more = f" {count(len(wrong) - 1, 'other')} of the {len(wanted)} differ, too." if len(wrong) > 1 else ""
        place = wrong[0]
        return three(
            f"The number at place {place + 1} of `{self.array}` is {short(values[place])}.{more}",
            "The model believes whatever the examples say.",
            f"Work it out again; Python counts from 0, so it is `{self.array}{_index(facts.shape, place)}`.",
        )

    def _origin(self, outcome: Outcome) -> Judgement | None:
        """Other numbers than those that the model, or the expression, comes to."""
        facts = [outcome.fact(probe) for probe in self._comparison]
        if all(isinstance(each, ScalarFacts) and each.value for each in facts):
            return None
        if self.of:
            return three(
                f"`{self.array}` is not what `{self.of}` says for these rows.",
                "Answers of another model, for other rows or in another order look as good, and mean nothing.",
                f"Ask `{self.of}`, with the rows that the task names.",
            )
        return three(
            f"`{self.array}` does not hold the numbers that the task asks for.",
            "They may be of the right kind, and yet come from somewhere else.",
            "Look at what they are computed from.",
            vague=True,
        )

    def _near(self, value: float, wanted: float) -> bool:
        # Around zero a relative tolerance means nothing: measure against the largest number asked for.
        scale = max(map(abs, flat(self.equals or ())), default=0.0)
        rounding = 1e-6 * scale if math.isfinite(scale) else 0.0
        return close(value, wanted, max(self.within, rounding))

    def _count(self, found: int, wanted: int) -> Judgement:
        word = "missing" if found < wanted else "too many"
        difference = abs(found - wanted)
        return three(
            f"`{self.array}` has {count(found, 'number')}; the step asks for {wanted}.",
            f"{difference} {'is' if difference == 1 else 'are'} {word}, and a pair needs both its halves.",
            "Compare the array with the task, number by number.",
        )

    def _out_of_bounds(self, which: str, value: float, where: str) -> Judgement:
        return three(
            f"The {which} number in `{self.array}` is {short(value)}.",
            f"That is {where}, where none should be.",
            "Look at where it comes from, or scale the numbers.",
        )


def _axes(shape: tuple[int, ...]) -> str:
    """The shape in words."""
    match shape:
        case ():
            return "a single number"
        case (length,):
            return count(length, "number")
        case (rows, columns):
            return f"{count(rows, 'row')} of {count(columns, 'number')}"
        case _:
            return " × ".join(map(str, shape)) + " numbers"


def _index(shape: tuple[int, ...], place: int) -> str:
    """`[3]`, or `[1, 0]`: how Python writes the place in an array of that shape."""
    index: list[int] = []
    for length in reversed(shape):
        place, here = divmod(place, max(length, 1))
        index.insert(0, here)
    return str(index)
