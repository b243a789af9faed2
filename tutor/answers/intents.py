"""Tells which fact of the live session a question asks for, from its words alone."""

from __future__ import annotations

import re
from functools import cache

from tutor.answers.usual_words import usual_words
from tutor.answers.wordings import WORDINGS, Subject

_BEFORE = re.compile(r"^(?:(?:so|and|but|ok|okay|hey|hi|please|well|then|now|can you|could you),? )+")
_IDEA = re.compile(
    r"\b(?:explain|definition|purpose|difference|(?:the point|use|advantage) of|what means|does .* mean|what if|"
    r"usually|normally|typically|in general|happens? (?:if|when|with)|possible to|"
    r"is it (?:normal|true|necessary|bad|ok|okay|fine|useful) (?:to|that|if|when)|"
    r"^how (?:do|can|to|could|should|would)(?! (?:(?:i|we|you|one) )?(?:see|know|find out|tell)\b))\b"
)
"""Said of an idea, or by one who wants to know how it is done; never of a number."""
_THE = r"(?:(?:(?:what is|how (?:big|high|large|low) is) )?the )?"
_BESIDE = {
    Subject.LOSS: rf"{_THE}(?:(?:training |validation )?loss|error|accuracy|cost)",
    Subject.WEIGHTS: rf"{_THE}(?:weights?|bias|slope|intercept|w|b)",
    Subject.LEARNING_RATE: rf"{_THE}(?:learning rate|lr)",
    Subject.OPTIMIZER: rf"{_THE}optimi[sz]er",
    Subject.LOSS_FUNCTION: rf"{_THE}(?:loss|cost) function",
    Subject.SECONDS: r"why (?:is|was) (?:it|this|that|(?:the )?training|fit|keras|the model) (?:(?:so|too) )?slow",
}
IDEAS = {
    Subject.LOSS: "loss",
    Subject.WEIGHTS: "weight",
    Subject.LEARNING_RATE: "learning rate",
    Subject.OPTIMIZER: "optimizer",
    Subject.LOSS_FUNCTION: "loss",
    Subject.SECONDS: "training is slow",
}
"""The terms of the glossary that belong to them."""


def subject_of(question: str) -> Subject | None:
    """What the question wants to know of the session; None when it is about something else."""
    text = _plain(question)
    if _IDEA.search(text):
        return None
    return next((each for each in WORDINGS if _mentioned(each, text) and _pattern(each).search(text)), None)


def beside(question: str) -> Subject | None:
    """What of the session belongs to a question that is about an idea, too: `what is the loss?`."""
    text = _plain(question)
    return next((subject for subject, pattern in _BESIDE.items() if re.fullmatch(pattern, text)), None)


def _plain(question: str) -> str:
    return _BEFORE.sub("", usual_words(question))


def _mentioned(subject: Subject, text: str) -> bool:
    parts, words = WORDINGS[subject].mentions.split(), text.split()
    return any(part in (words if len(part) == 1 and part.isalpha() else text) for part in parts)


@cache
def _pattern(subject: Subject) -> re.Pattern[str]:
    """Compiled when it is first needed: all of them take 15 ms, and most questions need one or two."""
    return WORDINGS[subject].compiled()
