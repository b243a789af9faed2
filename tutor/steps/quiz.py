"""The step that asks a question: to choose, to work out a number, or to name something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from msgspec import field

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.core.numbers import in_words, read_number
from tutor.core.verdict import PASSED, Judgement, not_yet

MOST_WORDS = 4
"""Of a short answer. Longer texts are for the tutor, not for the quiz."""

QUESTION_WORDS = frozenset(
    {"what", "why", "how", "when", "where", "who", "which", "is", "are", "does", "do", "can"}
)

FILLERS = frozenset(
    re.findall(
        r"\S+",
        """
        i im id think guess believe suppose say would it its is be must should that the a an answer option choice
        number no one my please maybe perhaps probably about around approximately roughly so ok well sure
        only just will them of
        """,
    )
)
"""Words around an answer that say nothing: `I think it is the second one`."""

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

_LETTER = re.compile(r"[A-F]|\(?[A-Fa-f]\)|(?:answer|option|choice) [A-Fa-f]", re.ASCII)

_CODE = re.compile(r"[=(\[{]|^[/%!]|\w\.\w|\b(import|print|help)\b")


class QuizStep(Step, frozen=True, kw_only=True):
    """A question, in `task`. What the learner types is compared without case, articles and end marks."""

    kind: ClassVar[str] = "quiz"
    invitation: ClassVar[str] = "Type your answer."
    hidden_invitation: ClassVar[str] = "Type your answer."
    needs_code: ClassVar[bool] = False

    correct: str
    """A choice by its text or its number from 1; without choices a number, or a short text."""
    choices: tuple[str, ...] = ()
    within: float = 0.0
    """How far a number may be off."""
    also: tuple[str, ...] = ()
    """Other texts that count as the answer, beside choices, too."""
    replies: Mapping[str, str] = field(default_factory=dict)
    """Wrong answer, as a text or the number of a choice, to what is said to it: three sentences."""

    def __post_init__(self) -> None:
        if self.choices and self._choice(self.correct) is None:
            raise ValueError(f"the answer {self.correct!r} is not one of the choices")

    @property
    def own_answer(self) -> str:
        return self._choice(self.correct) or self.correct

    @property
    def how_to_answer(self) -> str:
        if self.choices:
            numbers = [str(number) for number in range(1, len(self.choices) + 1)]
            return f"The answers are numbered: type {', '.join(numbers[:-1])} or {numbers[-1]}."
        return "The answer is a number: type it alone." if read_number(self.correct) is not None else ""

    def attempts(self, acts: Acts) -> bool:
        return False

    def answer(self, text: str) -> Judgement | None:
        if self.choices:
            return self._chosen(text)
        wanted = read_number(self.correct)
        return self._named(text) if wanted is None else self._counted(text, wanted)

    def _chosen(self, text: str) -> Judgement | None:
        if any(_tight(each) in map(_tight, (text, *_bared(text))) for each in self.also):
            return PASSED
        chosen = self._choice(text)
        if chosen is not None:
            right = chosen == self._choice(self.correct)
            return PASSED if right else self._wrong(chosen, str(self.choices.index(chosen) + 1))
        if read_number(text) is None:
            return None
        return not_yet(
            f"There is no answer {text.strip()}. The answers are numbered from 1 to {len(self.choices)}. "
            "Type one of these numbers."
        )

    def _counted(self, text: str, wanted: float) -> Judgement | None:
        number = read_number(next(reversed(_bared(text)), ""))
        number = in_words(_spelt(text)) if number is None else number
        if number is None:
            return None
        # Room for the rounding of decimals: 0.1 + 0.2 is 0.3.
        return PASSED if abs(number - wanted) <= self.within + 1e-9 * abs(wanted) else self._wrong(text)

    def _named(self, text: str) -> Judgement | None:
        plain = _plain(text)
        if plain in map(_plain, (self.correct, *self.also)):
            return PASSED
        words = plain.split()
        foreseen = plain in map(_plain, self.replies)
        if not foreseen and (
            not words or len(words) > MOST_WORDS or "?" in text or _CODE.search(text) or words[0] in QUESTION_WORDS
        ):
            return None
        return self._wrong(text)

    def _choice(self, text: str) -> str | None:
        """The choice that a text stands for: by its words, its number, or words that only it begins with."""
        tight = [_tight(text), *map(_tight, _bared(text))]
        by_words = next((choice for choice in self.choices if _tight(choice) in tight), None)
        number = read_number(text.strip().strip("().#")) if by_words is None else None
        if number is not None and number.is_integer() and 1 <= number <= len(self.choices):
            return self.choices[int(number) - 1]
        begun = next(filter(None, map(self._begun, _bared(text))), None)
        return by_words or self._counted_out(text) or begun or self._told(text)

    def _counted_out(self, text: str) -> str | None:
        """The choice that is meant by its place: `the second one`, `option 2`, `B`, `the last`."""
        words = [word.strip(".,;:!?()#") for word in re.sub(r"['’]", "", text.casefold()).split()]
        left = [word for word in words if word not in FILLERS - {"a"}]
        letter = _LETTER.fullmatch(text.strip(" .!?"))
        count = len(self.choices)
        match left:
            case _ if letter is not None:
                place = ord(letter[0].strip("()")[-1].lower()) - ord("a")
            case [word] if (word in ORDINALS and len(words) > 1) or word in ORDINALS[1:]:
                place = ORDINALS.index(word)
            case ["last"]:
                place = count - 1
            case [word] if word.isdecimal() and word.isascii() and len(word) < 9:
                place = int(word) - 1
            case _:
                return None
        return self.choices[place] if 0 <= place < count else None

    def _begun(self, text: str) -> str | None:
        """The only choice that begins with these words."""
        words = _words(text)
        begun = [choice for choice in self.choices if _words(choice)[: len(words)] == words]
        return begun[0] if words and len(begun) == 1 else None

    def _told(self, text: str) -> str | None:
        """The only choice in which all of these words are found, when they are more than one."""
        words = set(_words(_bared(text)[0])) - FILLERS
        found = [choice for choice in self.choices if words <= set(_words(choice))]
        return found[0] if len(words) > 1 and len(found) == 1 and "?" not in text else None

    def _wrong(self, *names: str) -> Judgement:
        """The author's reply to a wrong answer, known under any of these names, or a plain one."""
        plain = [_plain(name) for name in names]
        reply = next((reply for name, reply in self.replies.items() if _plain(name) in plain), "")
        return not_yet(
            reply.strip()
            or f"You answered “{names[0].strip()}”, and that is not it. "
            "What comes next builds on this. Read the text above once more, or type /hint."
        )


def _plain(text: str) -> str:
    """The text without case, marks at its ends, and the article it begins with."""
    words = text.casefold().strip(" \t\n.,;:!?\"'`*“”").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("a", "an", "the") else words)


def _bared(text: str) -> list[str]:
    """The text without empty words at its end, with all those it begins with, with one fewer, and so on."""
    words = re.sub(r"['’]", "", text).split()
    empty = [word.strip(",.!").casefold() in FILLERS for word in words]
    end = next((place for place in range(len(words), 0, -1) if not empty[place - 1]), 0)
    begin = next((place for place in range(end) if not empty[place]), 0)
    return [" ".join(words[place:end]).strip(" ,!") for place in range(begin + 1)]


def _spelt(text: str) -> str:
    """The words that may be a number written out: without those that say nothing, but for `one`."""
    words = [word.strip(",.!").casefold() for word in text.split()]
    return " ".join(word for word in words if word not in FILLERS - {"one"})


def _words(text: str) -> list[str]:
    return [word.strip(".,;:") for word in _plain(text).split()]


def _tight(text: str) -> str:
    """Without spaces, so that `6x+6` is `6x + 6`."""
    return "".join(_plain(text).split())
