"""Completes a question that only makes sense after the one before: `and the bias?`, `is that good?`, `why?`."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from tutor.understanding.spelling import simplified


class LastTopic(Struct, frozen=True):
    """What was talked about last."""

    topic: str = ""
    """In a word: `epoch`; empty when nothing was."""
    meant: str = ""
    """The class of the answer; empty when nothing was answered."""

    @property
    def of_session(self) -> bool:
        return self.meant.startswith("=")


NOTHING = LastTopic()

_AND = re.compile(r"^(?:and |but |so |ok )*(?:what about|how about|and) (?:(?:for|of|in|with) )?(?P<what>.+)$")
_ARTICLE = re.compile(r"^(?:the|a|an|my|its?) ")
_WHEN = re.compile(r"(?:now|at the (?:start|beginning|end)|in the (?:beginning|end)|currently|finally)")
_IT = re.compile(r"\b(?:it|that|this|ones?|them|these|those)\b")
_ASKED_FOR = re.compile(r"^(how many|how much|which|what)(?= (?:do|does|did|should|is|are|am|have|has|can)\b)")
_WHY = frozenset({"why", "why though", "but why", "why is that", "how come", "why is it"})
_LONGEST = 7
"""Words of a question that leaves out what it is about."""


def completed(question: str, before: LastTopic, says_nothing: Callable[[str], bool]) -> str:
    """The question with what it leaves out; the question itself when it leaves out nothing.

    `says_nothing` tells whether a text consists of words that everybody says.
    """
    text = " ".join(simplified(question).split()).strip("?!. ")
    topic = f"my {before.topic}" if before.of_session else before.topic
    if not topic or len(text.split()) > _LONGEST:
        return question
    if (found := _AND.match(text)) and before.of_session:
        return _likewise(_ARTICLE.sub("", found["what"]), topic, before.meant)
    if not says_nothing(text) or text.startswith(("who ", "where ")):
        return question
    if text in _WHY:
        return f"why is {topic} so high" if before.topic == "loss" else f"why {topic}"
    if _ASKED_FOR.match(text) and not _IT.search(text):
        return _ASKED_FOR.sub(rf"\1 {before.topic}", text)
    if _IT.search(text):
        return _IT.sub(topic, text, count=1)
    return question


def _likewise(what: str, topic: str, meant: str) -> str:
    """What is asked by `and for 20?`, after a question that the session has answered."""
    if _WHEN.fullmatch(what):
        return f"{topic} {what}"
    match meant:
        case "=prediction" if re.search(r"\d", what):
            return f"what would my model say for {what}"
        case "=shape":
            return f"what is the shape of {what}"
        case _:
            return f"what is my {what}"
