"""Reads a question as it was meant: without the small talk around it, and in the usual order of words."""

from __future__ import annotations

import re
from functools import cache

from tutor.answers.words import content, simplified

_ASKING = (
    r"(?:what|whats|which|why|how|hows|when|where|who|is|are|was|were|do|does|did|has|have|can|could|am|should)"
)
_SMALL_TALK = (
    r"(?:so+|and|but|ok|okay|hey|hi|hello|hmm+|well|wait|thanks|thank you|sorry|haha|please|then|now|btw|"
    r"by the way|honestly|maybe|also|um|uh|cool|great|and so|just)[ ,!.]+"
)
_REQUEST = (
    r"(?:(?:can|could|would|will) (?:you|u|i) (?:please |maybe |just |perhaps )*(?:tell|show|explain|say|know|see)"
    r"(?: to)?(?: me| us)?|(?:please )?(?:tell|show|explain)(?: to)? me|do you know|any idea|"
    r"i(?:d| would) (?:like|love) to (?:know|see)|i (?:want|need) to (?:know|see)|i (?:just )?wonder|"
    r"i should like to (?:know|see)|(?:might|may) i (?:ask|know)(?: you)?|(?:im|i am) curious|remind me|"
    r"would you (?:be so kind as to|mind) (?:tell(?:ing)?|explain(?:ing)?|show(?:ing)?)(?: to)?(?: me| us)?|"
    r"i (?:was|am) wondering|i (?:dont|do not|really dont) (?:know|get|understand)|im not sure) "
)
_ABOUT = r"(?=(?:what|which|how|why|if|whether|where|when)\b)"
_PARTS = re.compile(rf"[,;:.!?]+\s+|\s+(?:but|and|so) (?={_ASKING} )")
_VERDICTS = {"bad", "normal", "fine", "high", "low"}
"""Words that say nothing without that of which they are said."""
_IN_A_HURRY = dict.fromkeys(("wat", "wot", "wut", "waht", "wht"), "what") | {"wats": "whats", "wots": "whats"}
"""What is written instead of a word that asks."""


def readings(question: str) -> tuple[str, ...]:
    """The question as it stands, then plainer ways to read it, the likeliest first; small letters, no repetitions.

    `hi! could you tell me what the loss is?` is also `what is the loss`.
    """
    text = " ".join(_IN_A_HURRY.get(word, word) for word in simplified(question).split())
    parts = _PARTS.split(text)
    asking = [part for part in map(_straight, parts) if re.match(rf"{_ASKING}\b", part)] if len(parts) > 1 else []
    telling = [part for part in asking if set(content(part)) - _VERDICTS]  # not the end of `x is 3, is that bad`
    asking = asking if not content(text) else telling
    return tuple(dict.fromkeys([text, _straight(text), *reversed(asking)]))


def _straight(text: str) -> str:
    """Without politeness in front, and in the order in which a question is asked."""
    text = text.strip(" ,;:.!?")
    before = ""
    while text != before:
        before = text
        text = _opening().sub("", text)
    text = re.sub(r"^y ", "why ", text)
    for pattern, instead in _orders():
        text = pattern.sub(instead, text)
    return text


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_SMALL_TALK}|{_REQUEST}{_ABOUT})")


@cache
def _orders() -> tuple[tuple[re.Pattern[str], str], ...]:
    orders = {
        r",? if (?:i|you) (?:may|might|dont mind)(?: (?:ask|me asking))?\b,?": "",
        r"^what does it happen\b": "what happens",
        r"^(what|how|why|whats) (?:exactly|actually|really|even) (?=\w)": r"\1 ",
        r"^(what|which|how \w+) ((?:the|my|a|an|this|our|its) [\w ]+?) (is|are|was|were)\b": r"\1 \3 \2",
        r"^how (i|we) (can|could|should|do|make)\b": r"how can \1",
        r"^which is (?=the |my )": "what is ",
        r"^what means (.+)$": r"what does \1 mean",
        r"^for what (is|are) (.+?)(?: good)?$": r"what \1 \2 for",
        r"^(?:if|whether) (.+?) (is|are|am|has|does|was|did)\b": r"\2 \1",
        r"^what(?:s| is) (?:the )?(?:meaning|purpose|sense|role|definition) of (?:the )?": "what is ",
        r"^how do you call\b": "what do you call",
    }
    return tuple((re.compile(pattern), instead) for pattern, instead in orders.items())
