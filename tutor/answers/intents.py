"""Tells which fact of the live session a question asks for, from its words alone."""

from __future__ import annotations

import re
from functools import cache

from tutor.answers.wordings import WORDINGS, Subject
from tutor.answers.words import simplified

_BEFORE = re.compile(r"^(?:(?:so|and|but|ok|okay|hey|hi|please|well|then|now|can you|could you),? )+")
_IDEA = re.compile(r"\b(?:explain|definition|purpose|what means|does .* mean)\b")
"""Said of an idea, never of a number."""
_THE = r"(?:(?:what is|whats|how (?:big|high|large|low) is) the )?"
_BESIDE = {
    Subject.LOSS: rf"{_THE}(?:(?:training |validation )?loss|error|accuracy|cost)(?: here)?",
    Subject.WEIGHTS: rf"{_THE}(?:weights?|bias|slope|intercept|w|b)(?: here)?",
    Subject.LEARNING_RATE: rf"{_THE}(?:learning rate|lr)(?: here)?",
    Subject.OPTIMIZER: rf"{_THE}optimi[sz]er(?: here)?",
    Subject.LOSS_FUNCTION: rf"{_THE}(?:loss|cost) function(?: here)?",
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
    text = " ".join(simplified(question).split()).rstrip("?!. ")
    return _BEFORE.sub("", text).replace("gimme", "give me")


def _mentioned(subject: Subject, text: str) -> bool:
    return any(part in text for part in WORDINGS[subject].mentions.split())


@cache
def _pattern(subject: Subject) -> re.Pattern[str]:
    """Compiled when it is first needed: all of them take 15 ms, and most questions need one or two."""
    return WORDINGS[subject].compiled()
