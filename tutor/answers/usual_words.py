"""Says a question in the words that the wordings know: `coeffs rn` is `weights now`, and `twelve` is `12`."""

from __future__ import annotations

import re
from functools import cache

from tutor.answers.words import simplified

_SAME = {
    "": "pls plz please then tho though really actually simply just even exactly already here all neural lol bro",
    "now": "rn atm currently presently",
    "variables": "variable vars",
    "weights": "coefficient coefficients coeff coeffs coefs",
    "parameters": "param params parameter",
    "predict": "forecast forecasts estimate estimates predicts predicted",
    "model": "network net nn",
    "my model": "mine",
    "optimizer": "optimiser",
    "neurons": "neuron units",
    "is": "are was were",
    "good": "decent solid acceptable",
    "bad": "rubbish terrible awful horrible lousy crap",
    "lowest": "smallest minimum minimal least",
    "falling": "dropping sinking shrinking decreasing declining",
    "converged": "plateaued stagnated settled flat stable stuck leveled levelled",
    "what is": "whats",
    "i have": "ive",
    "i am": "im",
    "give me": "gimme",
    "learning rate": "lr",
}
"""What is said here, and what is typed instead of it."""
_WORDS = {typed: said for said, words in _SAME.items() for typed in words.split()}
_NOT = {f"{word}nt": word for word in ("is", "are", "was", "has", "have", "does", "do", "did", "would")} | {
    "wont": "will",
    "cant": "can",
}
"""As a first word: `isn't it` asks what `is it` asks."""
_PUNCTUATION = re.compile(
    r"(?<=[a-z])[.:](?=[a-z])|[,;:!?](?!\S)|[()\[\]{}\"]|=(?!\s)|(?<!loss)=|(?<=\s)[.&]|\bat all\b"
)
_PHRASES = {
    "now": r"right now|so far|(?:up to|until|as of|by) now|at (?:the|this) (?:moment|point|time)|at present",
    "learning_rate": r"learning_rate|step size",
    "loss_function": r"(?:cost|error|objective) function|function of (?:the )?loss|loss=",
    "my_model": r"(?:the|my|this) model (?:that )?(?:i|we) (?:have )?(?:built|build|made|make|trained|train)",
    "my": r"(?:my|the) models(?= \w)",
}
_BELOW_20 = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_BELOW_20.split())}
_ROUND = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)} | {
    "a hundred": 100,
    "one hundred": 100,
    "a thousand": 1000,
}
_BETWEEN = {
    f"{tens} {one}": value + more
    for tens, value in _ROUND.items()
    for one, more in _VALUES.items()
    if value < 100 and 0 < more < 10
}
_NUMBERS = {word: str(value) for word, value in (_VALUES | _ROUND | _BETWEEN).items() if word != "one"}
"""Without `one`, which is hardly ever a number."""


def usual_words(question: str) -> str:
    """Small letters, no punctuation, no filler, one word for what has many, and numbers in digits."""
    typed = _PUNCTUATION.sub(" ", simplified(question)).split() or [""]
    typed[0] = _NOT.get(typed[0], typed[0])
    plain = (word.rstrip(".?!") for word in typed)
    text = " ".join(filter(None, (_WORDS.get(word, word) for word in plain)))
    text = _phrases().sub(lambda found: str(found.lastgroup).replace("_", " "), text)
    return in_digits(text)


def in_digits(text: str) -> str:
    """Numbers of words as digits, those below a hundred and the round ones: `minus twenty-five` is `-25`."""
    words = re.sub(r"(?<=ty)-(?=[a-z])", " ", text).split()
    found: list[str] = []
    while words:
        long = " ".join(words[:2])
        number = _NUMBERS.get(long) or _NUMBERS.get(words[0])
        said, words = number or words[0], words[2 if long in _NUMBERS else 1 :]
        if number and found and found[-1] == "minus":
            found[-1] = f"-{number}"
        else:
            found.append(said)
    return " ".join(found)


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(f'(?P<{said}>{typed})' for said, typed in _PHRASES.items())})(?!\w)")
