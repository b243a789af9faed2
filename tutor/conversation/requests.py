"""Hears what a line asks of the step or of the tutor: the task, a hint, the solution, to skip, who reads along.

What stands around a request, small talk and politeness, is dropped first: `bro hint pls` and `hint` are the same.
How people ask stands in `request_wordings.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.conversation.request_parts import OPENINGS
from tutor.conversation.request_wordings import LATE, MENTIONED, WORDINGS, About

__all__ = ["About", "about"]

_SHORT = {
    **dict.fromkeys(("wat", "wut", "wot", "waht", "wht", "wtf", "wth"), "what"),
    **dict.fromkeys(("whats", "wats"), "what is"),
    **dict.fromkeys(("im", "iam"), "i am"),
    **dict.fromkeys(("u", "ya", "yu"), "you"),
    **dict.fromkeys(("smth", "smthg", "sth", "somethin", "sumthing"), "something"),
    **dict.fromkeys(("wanna", "wana"), "want to"),
    **dict.fromkeys(("gotta", "hafta"), "have to"),
    **dict.fromkeys(("hwo", "hw"), "how"),
    "bak": "back",
    "ive": "i have",
    "id": "i would",
    "gimme": "give me",
    "lemme": "let me",
    "gonna": "going to",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "cannot": "can not",
    "dunno": "do not know",
    "idk": "i do not know",
    "r": "are",
    "hv": "have",
    "sposed": "supposed",
    "excercise": "exercise",
    "soln": "solution",
}
_FILLER = frozenset(
    re.findall(
        r"\S+",
        """
        please pls plz plss pleas maybe just kindly really even perhaps possibly actually exactly quite simply bro
        bruh dude lol haha hmm hm um uh er oh well hey hi hello yo sorry honestly literally omg ugh argh rn tho
        thanks thank thx kinda somehow now here again so
        """,
    )
)
"""Said by the way, wherever it stands."""
_IN_FRONT = (
    r"^(?:(?:and|but|then|wait|okay|ok|k|fine|alright|excuse me|(?:i am|im) afraid|i (?:think|guess|believe)|"
    r"(?:(?:can|could|would|will) you )?(?:tell|remind) me) )+"
)
_BEHIND = (
    r"(?: (?:then|you|at (?:this|the) (?:point|moment)|right|at all|for me|once more|one more time|next|already|"
    r"(?:in|on|for|of|with|at) (?:this|the|that|my) (?:step|exercise|task|one|part|question|lesson)|"
    r"if (?:possible|you (?:can|could|do not mind|would|may))|today|too|time))+$"
)
_OATHS = r" (?:the (?:hell|heck|fuck|f)|on earth|in the world)\b"
_SMILEY = r"(?:\s+[:;=]['-]?[()DPp/|oO]+|\s*[^\x00-\x7f])+\s*$"
_NO_SENTENCE = r"[^\w\s'’?!.,;:-]|_|\w[.:]\w|[-']$"
"""Brackets, operators, underscores, attributes: what has them is no request."""
_LONGEST = 160
"""In characters. Whoever writes more tells a story."""


def about(text: str) -> About | None:
    """What of the lesson or of the tutor a line asks for; None for every other line, code for one."""
    if len(text) > _LONGEST or re.search(_NO_SENTENCE, line := re.sub(_SMILEY, "", text.strip())):
        return None
    found = (kind for reading in _readings(line) for kind in About if _is_about(kind, reading))
    return next(found, None)


def _is_about(kind: About, reading: str) -> bool:
    words = reading.split()[-3:] if kind in LATE else reading.split()
    return not _mentioned(kind).isdisjoint(words) and _pattern(kind).fullmatch(reading) is not None


def _readings(line: str) -> Iterator[str]:
    """The line in small letters, then with less and less around it, then as it was meant to be spelled."""
    words = re.sub(r"[?!.,;:-]+", " ", re.sub(r"['’]", "", line.lower()))
    plain = " ".join(_SHORT.get(word, word) for word in words.split())
    bare = re.sub(_OATHS, "", " ".join(word for word in plain.split() if word not in _FILLER))
    yield from _plainer(plain)
    if bare != plain:
        yield from _plainer(bare)
    if (spelled := " ".join(map(_spelled, bare.split()))) != bare:
        yield from _plainer(spelled)


def _plainer(line: str) -> Iterator[str]:
    """The line, without what stands behind, without what stands in front; and a wish in one word."""
    short = re.sub(_BEHIND, "", line)
    asked = re.sub(_IN_FRONT, "", short)
    opened = list(map(_opened, (line, short, asked)))
    yield from dict.fromkeys((*opened, opened[-1].removeprefix("sigh ")))


def _opened(line: str) -> str:
    """The line with its despair and its wish in one word each."""
    for opening, word in OPENINGS.items():
        line = re.sub(opening, word, line)
    return line


_SPELLED = re.findall(
    r"\S+",
    """
    hint hints task exercise instruction instructions solution answer supposed expected previous lesson restart
    reset continue progress computer internet saved step skip should help private
    """,
)


def _spelled(word: str) -> str:
    """A word of the requests for one that looks much like it, or has its letters in another order."""
    from difflib import get_close_matches

    if len(word) < 4 or word in _SPELLED:
        return word
    swapped = [known for known in _SPELLED if sorted(known) == sorted(word)]
    return next(iter(swapped or get_close_matches(word, _SPELLED, 1, 0.84)), word)


@cache
def _mentioned(kind: About) -> frozenset[str]:
    return frozenset(MENTIONED[kind].split())


@cache
def _pattern(kind: About) -> re.Pattern[str]:
    """Compiled when the first line is there: it takes longer than all else of an answer."""
    return re.compile("|".join(WORDINGS[kind]))
