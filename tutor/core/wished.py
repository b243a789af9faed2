"""Reads a wish in everyday words as what `/try` takes: `what if the rate were 0.01` is `learning_rate=0.01`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from tutor.core.keras_names import ACTIVATIONS, LOSSES, OPTIMIZERS, canonical
from tutor.core.runs import spelt
from tutor.core.varied_values import READERS, Unclear

SETTINGS = {
    "learning_rate": r"learning[ _-]?rates?|lerning rate|\blr\b|\brates?\b|step ?size|\bsteps\b|\beta\b",
    "batch_size": r"\bbatch(?:es)?(?:[ _]?sizes?)?\b",
    "epochs": r"\bepochs?\b|\brounds\b|\btrain(?:ed|ing)? (?:it )?(?:longer|more)|\blonger\b|\bpractis",
    "units": r"\bneurons?\b|\bunits?\b|\bwider\b|\bbrain cells\b",
    "layers": r"\blayers?\b|\bdeeper\b",
    "dropout": r"\bdrop ?outs?\b",
    "validation_split": r"validation[ _]split",
    "seed": r"\bseeds?\b|\bluck|random start|other start|by chance",
}
"""How each is called, those first that are meant when several words fit."""
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "hundred": 100}
USUAL: dict[str, tuple[float, ...]] = {
    "learning_rate": (0.001, 0.01, 0.1),
    "batch_size": (8, 32, 128),
    "epochs": (50, 200),
    "units": (8, 32),
    "layers": (1, 2, 3),
    "dropout": (0.2, 0.5),
    "validation_split": (0.2,),
}
"""What is tried where the wish names no value and nothing is known of the run."""
WHOLE = ("batch_size", "epochs", "units", "layers")

_NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?(?:e-?\d+)?|\.\d+)(?![\w.]*\w)(\s*%)?", re.IGNORECASE)
_TIMES = re.compile(r"(\w+|\d+(?:\.\d+)?)\s*(?:times|x)\b|\b(double|twice|half|halve|tenth)\b")
_MORE = re.compile(r"\b(?:more|bigger|larger|higher|longer|wider|deeper|greater|increase|raise|add|another)\b")
_LESS = re.compile(r"\b(?:less|fewer|smaller|lower|shorter|tinier|decrease|reduce|remove|slower)\b")
_STEP = {"learning_rate": 10.0, "batch_size": 4.0, "epochs": 3.0, "units": 2.0}
_FACTORS = {"double": 2.0, "twice": 2.0, "half": 0.5, "halve": 0.5, "tenth": 0.1}


def wished(text: str, settings: Mapping[str, Any]) -> str:
    """What stands behind `/try`; empty for a wish of something that it cannot vary.

    `settings` are those of the run that is to be tried otherwise, as far as they are known: its own value is tried
    beside the wished one, to compare.
    """
    words = text.lower().replace("_", " ").replace("’", "'")
    by_name = _named(words)
    if by_name:
        return by_name
    name = next((name for name, pattern in SETTINGS.items() if re.search(pattern, words)), "")
    if name == "seed":
        return "seed=1..8"
    if not name:
        return ""
    own, numbers = settings.get(name), _numbers(words, name)
    if not numbers and isinstance(own, (int, float)):
        numbers = _beside(words, name, float(own))
    values = [*([own] if isinstance(own, (int, float)) else []), *(numbers or USUAL[name])]
    kept = dict.fromkeys(spelt(value if isinstance(value, int) else float(value)) for value in values)
    return f"{name}={', '.join(list(kept)[:6])}"


def _named(words: str) -> str:
    """A wish of a word that Keras knows: an optimizer, an activation, a loss."""
    spoken = [canonical(word) for word in re.findall(r"[a-z][\w]*", words)]
    for name, known in (("optimizer", OPTIMIZERS), ("activation", ACTIVATIONS), ("loss", LOSSES)):
        plain = {each.lower(): each for each in known}
        found = dict.fromkeys(plain[word.lower()] for word in spoken if word.lower() in plain and word != "linear")
        if found:
            return f"{name}={', '.join(found)}"
    return ""


def _numbers(words: str, name: str) -> list[float]:
    """The values that the wish names, in its order."""
    if _TIMES.search(words):
        return []
    read = READERS[name]
    found = [float(match[1]) / (100 if match[2] else 1) for match in _NUMBER.finditer(words)]
    if not found and name in ("layers", "units"):
        found = [float(WORDS[word]) for word in re.findall(r"[a-z]+", words) if word in WORDS]
    return [value for value in found if math.isfinite(value) and not isinstance(read(name, str(value)), Unclear)]


def _beside(words: str, name: str, own: float) -> list[float]:
    """A value in the direction of the wish, seen from what it is now."""
    factor = _STEP.get(name, 2.0)
    if match := _TIMES.search(words):
        said = match[2] or match[1]
        factor = _FACTORS.get(said) or _float(said) or factor
        smaller = bool(_LESS.search(words)) and factor > 1
    else:
        smaller = bool(_LESS.search(words))
        if not smaller and not _MORE.search(words):
            return []
    if name == "layers":
        return [max(0.0, own + (-1 if smaller else 1))]
    value = own / factor if smaller else own * factor
    return [float(f"{max(value, 1.0 if name in WHOLE else 0.0):.3g}")]


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float(WORDS.get(text, 0))
