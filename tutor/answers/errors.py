"""Puts an error into a human sentence: what was seen, why it matters, what to do next."""

from __future__ import annotations

import builtins
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from tutor.core.course import ErrorEntry
from tutor.core.execution import Error
from tutor.core.verdict import Judgement, Verdict

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_NAME_ERROR = re.compile(r"name '(?P<name>\w+)' is not defined")
_ATTRIBUTE_ERROR = re.compile(r"(?:module )?'(?P<owner>[\w.]+)'(?: object)? has no attribute '(?P<name>\w+)'")
_MODULE_ERROR = re.compile(r"No module named '(?P<name>[\w.]+)'")

_LIBRARIES = ("np", "tf", "keras", "plt")
"""Short names that every lesson gives to its libraries."""

_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "Sequential": (
        *("compile", "fit", "predict", "evaluate", "summary", "layers", "get_weights", "set_weights", "weights"),
        *("add", "save", "count_params", "input_shape", "output_shape", "optimizer", "loss", "history"),
    ),
    "Dense": ("get_weights", "set_weights", "weights", "kernel", "bias", "units", "name", "count_params"),
    "History": ("history", "epoch", "params", "model"),
    "ndarray": ("shape", "dtype", "reshape", "astype", "mean", "min", "max", "sum", "size", "ndim", "flatten"),
    "numpy": ("array", "linspace", "arange", "zeros", "ones", "mean", "sqrt", "sin", "random", "argmax", "shape"),
    "keras": ("Sequential", "Input", "Model", "layers", "optimizers", "losses", "metrics", "callbacks", "utils"),
    "layers": ("Dense", "Input", "Flatten", "Dropout", "Normalization", "Conv2D", "MaxPooling2D", "Embedding"),
    "optimizers": ("Adam", "SGD", "RMSprop", "Adagrad"),
    "losses": ("MeanSquaredError", "MeanAbsoluteError", "BinaryCrossentropy", "SparseCategoricalCrossentropy"),
    "pyplot": (
        "plot",
        "scatter",
        "title",
        "xlabel",
        "ylabel",
        "legend",
        "show",
        "figure",
        "hist",
        "bar",
        "imshow",
    ),
}
"""What learners reach for, by class or by the last part of a module's name."""
_ALIKE = {"Functional": "Sequential", "Model": "Sequential", "EagerTensor": "ndarray", "list": "ndarray"}

_FALLBACKS: Mapping[str, str] = {
    "NameError": "`{name}` is not defined. Python knows a name only after a line has made it, and capital letters "
    "count. Check the spelling against /vars, or run the line that makes `{name}` first.",
    "AttributeError": "There is no `{name}` in this `{owner}`. Either it is spelled differently, or it belongs "
    "to something else. Type the part before the dot and press Tab to see what there is.",
    "ModuleNotFoundError": "There is no library called `{name}` here. It is not installed next to the tutor, or "
    "its name is spelled differently. The lessons need only `numpy`, `tensorflow`, `keras` and `matplotlib`.",
    "SyntaxError": "Python cannot read this line. The cause often lies just before the place that is marked. "
    "Compare brackets, commas and quote marks, sign by sign.",
    "TypeError": "A value of the wrong kind was used here. Python calculates and calls only with what fits. "
    "Look at each value in your line by itself.",
    "IndexError": "You asked for a place that does not exist. Counting begins at 0, so the last place is one less "
    "than the length. Look at the length or the `.shape` first.",
    "KeyError": "A dictionary was asked for a name that it does not hold. It gives back only what was stored "
    "under exactly that name. Look at its `.keys()`.",
    "ValueError": "The kind of value was right, but this one does not work here. The message below says what was "
    "expected. Print the value and its `.shape` and compare.",
    "ImportError": "The library is there, but not what you want from it. Names move between versions, and capital "
    "letters count. Import the library alone and look what it offers.",
    "OSError": "A file or folder could not be used. It may be missing, or not yours to read or write. "
    "Check its path and its spelling.",
    "Exception": "I have no explanation of my own for this one. The last of your own lines below is where it "
    "happened. /traceback shows everything Python said.",
}
"""By class, for errors that no entry covers; a class that is missing falls back to the one it derives from."""


class ErrorExplainer:
    """Explains errors from the entries of `errors.yaml`; implements `core.protocols.Explainer`.

    The first entry that matches wins, those that also ask for the learner's code before those that do not. Then
    misspelled names and attributes are looked for, and at last there is a sentence for the class of the error.
    """

    def __init__(self, entries: Iterable[ErrorEntry]) -> None:
        self._entries = tuple(entries)

    def __call__(self, error: Error, code: str, names: Sequence[str]) -> Judgement:
        """The sentence as `message`, a repair as `offer`; `names` are the learner's variables."""
        if found := find(self._entries, error, code):
            entry, groups = found
            return Judgement(Verdict.ERRORED, _fill(entry.say, groups), _fill(entry.offer, groups))
        message = _ANSI.sub("", error.message)
        if error.name.endswith("Warning"):
            return Judgement(Verdict.ERRORED)  # it ran all the same: without an entry there is nothing to add
        return _misspelling(message, code, names) or _fallback(_classes(error.name), message)


def find(entries: Iterable[ErrorEntry], error: Error, code: str) -> tuple[ErrorEntry, dict[str, str]] | None:
    """The entry that explains the error, with what its named groups found; None when there is none."""
    message, classes = _ANSI.sub("", error.message), _classes(error.name)
    for entry in sorted(entries, key=lambda entry: not entry.code):
        groups = _match(entry, classes, message, code)
        if groups is not None:
            return entry, groups
    return None


def _classes(name: str) -> tuple[str, ...]:
    """The class and what it derives from: ZeroDivisionError, ArithmeticError, Exception."""
    found = getattr(builtins, name, Exception)
    return (name, *(each.__name__ for each in found.__mro__ if each.__name__ != name))


def _match(entry: ErrorEntry, classes: Sequence[str], message: str, code: str) -> dict[str, str] | None:
    """The named groups of a match, empty ones left out; None when the entry does not fit."""
    in_message, in_code = re.search(entry.message, message), re.search(entry.code, code)
    if (entry.exception and entry.exception not in classes) or in_message is None or in_code is None:
        return None
    groups = {**in_code.groupdict(), **in_message.groupdict()}
    return {name: text.strip() for name, text in groups.items() if text is not None}


def _fill(text: str, groups: Mapping[str, str]) -> str:
    """Put the groups into `{name}`; other braces are the author's own."""
    return re.sub(r"\{([A-Za-z_]\w*)\}", lambda found: groups.get(found[1], found[0]), text)


def _misspelling(message: str, code: str, names: Sequence[str]) -> Judgement | None:
    """A name or an attribute that is nearly right, with the corrected code on offer."""
    if found := _NAME_ERROR.search(message):
        typed = found["name"]
        functions = [name for name in dir(builtins) if name.islower() and not name.startswith("_")]
        meant = _nearest(typed, (*names, *_LIBRARIES)) or _nearest(typed, functions)
        there = f"You have `{meant}`." if meant in names else f"Did you mean `{meant}`?"
    elif found := _ATTRIBUTE_ERROR.search(message):
        typed = found["name"]
        owner = found["owner"].rsplit(".", 1)[-1]
        meant = _nearest(typed, _ATTRIBUTES.get(_ALIKE.get(owner, owner), ()))
        there = f"Did you mean `{meant}`?"
    else:
        return None
    if not meant:
        return None
    attribute = found.re is _ATTRIBUTE_ERROR
    what = f"There is no `{typed}` in this `{found['owner']}`." if attribute else f"`{typed}` is not defined."
    before = r"(?<=\.)" if attribute else r"(?<![\w.])"
    corrected = re.sub(rf"{before}{typed}\b", meant, code)
    say = f"{what} {there} Python takes every letter as it stands, capitals included: correct it and run it again."
    return Judgement(Verdict.ERRORED, say, corrected if corrected != code else "")


def _nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that differs least, capital letters counting little; empty when none is near."""
    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.75)
    return lowered[near[0]] if near else ""


def _fallback(classes: Sequence[str], message: str) -> Judgement:
    """The sentence for the class of the error."""
    groups: dict[str, str] = {}
    for pattern in (_NAME_ERROR, _ATTRIBUTE_ERROR, _MODULE_ERROR):
        if found := pattern.search(message):
            groups = found.groupdict()
    known = (_FALLBACKS[name] for name in classes if name in _FALLBACKS)
    texts = [text for text in known if "{" not in _fill(text, groups)]
    return Judgement(Verdict.ERRORED, _fill(texts[0], groups) if texts else _FALLBACKS["Exception"])
