"""The step that asks a question: to choose, to work out a number, or to name something."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import ClassVar

from msgspec import field

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.core.numbers import read_number
from tutor.core.units import Quantity, read_quantity, spelt_quantity
from tutor.core.verdict import PASSED, Judgement, not_yet
from tutor.steps.choosing import choice_meant
from tutor.steps.phrases import bared, parts, plain, spelt, tight

MOST_WORDS = 4
"""Of a short answer. Longer texts are for the tutor, not for the quiz."""

QUESTION_WORDS = frozenset(
    {"what", "why", "how", "when", "where", "who", "which", "is", "are", "does", "do", "can"}
)

_CODE = re.compile(r"[=(\[{]|^[/%!]|\w\.\w|\b(import|print|help)\b")


class QuizStep(Step, frozen=True, kw_only=True):
    """A question, in `task`. What the learner types is compared without case, articles and end marks."""

    kind: ClassVar[str] = "quiz"
    invitation: ClassVar[str] = "Type your answer."
    hidden_invitation: ClassVar[str] = "Type your answer."
    needs_code: ClassVar[bool] = False

    correct: str | tuple[str, ...]
    """A choice by its text or its number from 1; without choices a number, with its unit if it has one, or a short
    text. A list: all of these are right, and all of them make the answer."""
    choices: tuple[str, ...] = ()
    enough: int = 0
    """How many of several right answers make one; 0: all of them."""
    within: float = 0.0
    """How far a number may be off, in the unit of `correct`."""
    also: tuple[str, ...] = ()
    """Other texts that count as the answer, beside choices, too."""
    alone: bool = True
    """Whether a review may ask it, outside of its lesson."""
    replies: Mapping[str, str] = field(default_factory=dict)
    """Wrong answer, as a text or the number of a choice, to what is said to it: three sentences."""

    def __post_init__(self) -> None:
        for each in self.right if self.choices else ():
            if self._choice(each) is None:
                raise ValueError(f"the answer {each!r} is not one of the choices")
        if not self.right or len({self._key(each) for each in self.right}) < len(self.right):
            raise ValueError("`correct` names no answer" if not self.right else "`correct` names an answer twice")
        if not 0 <= self.enough <= len(self.right):
            raise ValueError(f"`enough` is {self.enough}, and {len(self.right)} answers are right")

    @property
    def right(self) -> tuple[str, ...]:
        """The right answers, as they are written."""
        return (self.correct,) if isinstance(self.correct, str) else self.correct

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return len(self.right) > 1

    @property
    def inviting(self) -> str:
        return "Several are right. Type all of them in one line." if self.needed > 1 else self.invitation

    @property
    def needed(self) -> int:
        """How many answers make a whole one."""
        return self.enough or len(self.right)

    @property
    def own_answer(self) -> str:
        if self.several and self.choices:
            return ", ".join(str(self._key(each)) for each in self.right)
        return ", ".join(self._choice(each) or each for each in self.right)

    def named(self, answer: str) -> str:
        """A choice by its words, where its number may stand; anything else as it is."""
        return self._choice(answer) or answer

    @property
    def how_to_answer(self) -> str:
        if self.choices and self.needed > 1:
            return "The answers are numbered: type the numbers of the right ones in one line, as in `1, 2`."
        if self.choices:
            numbers = [str(number) for number in range(1, len(self.choices) + 1)]
            return f"The answers are numbered: type {', '.join(numbers[:-1])} or {numbers[-1]}."
        return "The answer is a number: type it alone." if not self.several and self._wanted else ""

    def attempts(self, acts: Acts) -> bool:
        return False

    def answer(self, text: str) -> Judgement | None:
        if any(tight(each) in map(tight, (text, *bared(text))) for each in self.also):
            return PASSED
        if self.several:
            return self._collected(text)
        if self.choices:
            return self._chosen(text)
        return self._named(text) if self._wanted is None else self._counted(text, self._wanted)

    @property
    def _wanted(self) -> Quantity | None:
        """The number that is asked for; None where a text is."""
        return None if self.choices else read_quantity(self.right[0])

    def _chosen(self, text: str) -> Judgement | None:
        chosen = self._choice(text)
        if chosen is not None:
            right = chosen == self._choice(self.right[0])
            return PASSED if right else self._wrong(chosen, str(self.choices.index(chosen) + 1))
        return self._no_such_number(text) if read_number(text) is not None else None

    def _no_such_number(self, text: str) -> Judgement:
        return not_yet(
            f"There is no answer {text.strip()}. The answers are numbered from 1 to {len(self.choices)}. "
            "Type one of these numbers."
        )

    def _collected(self, text: str) -> Judgement | None:
        """Where several answers are right: all that a line names, in any order."""
        named = self._named_in(text)
        if named is None:
            return self._no_such_number(text) if self.choices and read_number(text) is not None else None
        right = {self._key(each) for each in self.right}
        if wrong := [key for key in named if key not in right]:
            told = self.choices[wrong[0] - 1] if isinstance(wrong[0], int) else wrong[0]
            return self._wrong(told, str(wrong[0]))
        if len(set(named)) >= self.needed:
            return PASSED
        shown = ", ".join(str(key) for key in dict.fromkeys(named))
        return not_yet(
            f"{shown}: right, and not all of it. {self.needed} answers belong together here, and you named "
            f"{len(set(named))}. Type all of them in one line."
        )

    def _named_in(self, text: str) -> list[int | str] | None:
        """What a line names, each by its number or its text; None when something in it is no answer."""
        if whole := next((each for each in self.choices if tight(each) == tight(text)), None):
            return [self._key(whole)]
        if self.choices:
            if plain(" ".join(bared(text)[:1])) in ("all", "both", "everything"):
                return list(range(1, len(self.choices) + 1))
            for found in (*parts(text), [text]):
                chosen = [self._choice(part) for part in found]
                if chosen and None not in chosen:
                    return [self._key(each) for each in chosen if each is not None]
            return None
        known = {self._key(each) for each in (*self.right, *self.replies)}
        keys = [self._key(part) for part in parts(text)[-1]]
        likely = bool(known & set(keys)) or all(read_quantity(part) for part in parts(text)[-1])
        return keys if keys and likely and "?" not in text else None

    def _key(self, answer: str) -> int | str:
        """What tells an answer from others: the number of a choice, else the bare text or number."""
        choice = self._choice(answer) if self.choices else None
        if choice is not None:
            return self.choices.index(choice) + 1
        quantity = read_quantity(answer)
        return plain(answer) if quantity is None else f"{quantity.value:g} {quantity.unit}".strip()

    def _counted(self, text: str, wanted: Quantity) -> Judgement | None:
        found = read_quantity(next(reversed(bared(text)), "")) or spelt_quantity(spelt(text))
        if found is None or QUESTION_WORDS & set(found.unit.split()) or "?" in text:
            return None
        values = found.in_unit(wanted.unit)
        if not wanted.unit and found.unit == "%" and abs(wanted.value) >= 1:
            values = (*values, *found.values)  # it was asked for in per cent, without saying so
        if any(self._near(value, wanted) for value in values):
            return PASSED
        for name, reply in self.replies.items():
            foreseen = read_quantity(name)
            same = foreseen is not None and any(math.isclose(foreseen.value, value) for value in values)
            if same and not (foreseen is not None and foreseen.unit and foreseen.unit != found.unit):
                return not_yet(reply.strip())
        if not values:
            return not_yet(
                f"You answered in {found.unit}, and the answer is in {wanted.unit}. A number counts only together "
                f"with its unit. Work it out in {wanted.unit}, and type it so."
            )
        return self._wrong(text)

    def _near(self, value: float, wanted: Quantity) -> bool:
        # Room for the rounding of decimals: 0.1 + 0.2 is 0.3.
        return abs(value - wanted.value) <= self.within + 1e-9 * abs(wanted.value)

    def _named(self, text: str) -> Judgement | None:
        bare = plain(text)
        if bare in map(plain, self.right):
            return PASSED
        words = bare.split()
        foreseen = bare in map(plain, self.replies)
        if not foreseen and (
            not words or len(words) > MOST_WORDS or "?" in text or _CODE.search(text) or words[0] in QUESTION_WORDS
        ):
            return None
        return self._wrong(text)

    def _choice(self, text: str) -> str | None:
        return choice_meant(text, self.choices)

    def _wrong(self, *names: str) -> Judgement:
        """The author's reply to a wrong answer, known under any of these names, or a plain one."""
        bare = [plain(name) for name in names]
        reply = next((reply for name, reply in self.replies.items() if plain(name) in bare), "")
        return not_yet(
            reply.strip()
            or f"You answered “{names[0].strip()}”, and that is not it. "
            "What comes next builds on this. Read the text above once more, or type /hint."
        )
