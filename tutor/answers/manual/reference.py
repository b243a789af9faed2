"""Answers about classes, functions and their arguments, in the words of the installed Keras and NumPy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tutor.answers.manual.calls import calls_in, full_name
from tutor.answers.manual.docstring import read_docstring, shortened
from tutor.answers.manual.sources import Definition, Manual
from tutor.core.events import Answered

COMMON = (
    *("keras.layers.Dense", "keras.Model.fit", "keras.Model.compile", "keras.Model.predict"),
    *("keras.layers.Conv2D", "keras.layers.MaxPooling2D", "keras.layers.Dropout", "keras.optimizers.Adam"),
    *("keras.optimizers.SGD", "keras.callbacks.EarlyStopping", "keras.layers.Embedding", "keras.layers.LSTM"),
    *("np.linspace", "np.array"),
)
"""Where a parameter is looked for that belongs to nothing in the learner's code."""
MOST_LISTED = 8
"""Parameters of an overview that get a line of their own."""
SHORTEST = 40
"""Characters of what an overview says of a parameter; `Boolean.` alone says too little."""
LONGEST = 500
"""Characters of a parameter's text; what follows the sentence there is left out."""

_GENERIC = frozenset(
    {"callback", "initializer", "input", "layer", "loss", "metric", "model", "optimizer", "variable"}
)
"""Words that are classes of Keras, too, and hardly ever meant as such in small letters."""
_METHODS = frozenset({"compile", "evaluate", "fit", "get_weights", "predict", "set_weights", "summary"})
_NAME = re.compile(r"(?P<name>[A-Za-z_]\w*(?:\.\w+)*)(?:\(.*\))?")
_SAID = r"(?:argument|parameter|option|setting|keyword|arg|param)"
_ARGUMENTS = re.compile(rf"\b(?:{_SAID}s|signature|documentation|docs|(?:pass|give) (?:in)?to)\b")
_OWNER = re.compile(
    r"\b(?:of|does|do|to|for|in|can|from) (?:the )?(?:function |class )?`?(?P<name>[A-Za-z_][\w.]*)"
)
_ASKED = re.compile(
    r"(?:(?:so|and|ok) )?(?:(?:(?:what|whats|what's|wat|wats)(?: (?:is|are|does|do|can))?|explain|describe) )?"
    r"(?:the )?(?:meaning of |default (?:value )?(?:(?:of|for) )?|use of |point of )?(?:the )?"
    rf"(?:{_SAID} )?`?(?P<word>[A-Za-z_]\w*(?: \w+)??)`?(?: {_SAID})?"
    r"(?: (?:mean|do|be|take|stand for|for|good for|control)s?)?"
    r"(?: (?:in|of|for|to|at|inside|from)(?: the)? `?(?P<owner>[A-Za-z_][\w.]*)`?(?:\(\))?"
    r"(?: (?:layer|method|function))?)?"
    r"(?: (?:mean|do|for)s?)?(?: again| here| exactly)?"
)

_LIST = re.compile(r"(?: [^.:]*)?: - ")
"""Where an enumeration of possibilities begins: `It can be: - A NumPy array - ...`."""


class Reference:
    """What the libraries say, by question. `code` is what the learner has run: its classes go before others."""

    def __init__(self, manual: Manual | None = None) -> None:
        self._manual = manual or Manual()

    def named(self, question: str, code: str) -> Answered | None:
        """The answer to a name written as code (`keras.layers.Dense`, `model.fit`), or to what it takes."""
        text = question.strip("?! .")
        spelled = _NAME.fullmatch(text)
        if spelled and ("." in spelled["name"] or self._is_class(spelled["name"])):
            names: Iterable[str] = [spelled["name"]]
        elif _ARGUMENTS.search(text.lower()):
            names = [found["name"] for found in _OWNER.finditer(text)]
        else:
            return None
        found = next((each for name in names if (each := self._owner(name, code))), None)
        return Answered(question, overview(found)) if found else None

    def parameter(self, question: str, code: str, *, in_use: bool = False) -> Answered | None:
        """The answer to what one argument means. `in_use`: only where the code or the question names its owner."""
        asked = _ASKED.fullmatch(question.strip("?! .").replace("’", "'"))
        if asked is None or len(asked["word"]) < 2:
            return None
        word = asked["word"].replace(" ", "_").lower()
        if asked["owner"]:
            owner = self._owner(asked["owner"], code)
            owners = iter([owner] if owner else [])
        else:
            owners = self._owners(word, code, in_use)
        said = (described(owner, word, _given(owner.name, word, code)) for owner in owners)
        text = next(filter(None, said), "")
        return Answered(question, text) if text else None

    def _owners(self, word: str, code: str, in_use: bool) -> Iterator[Definition]:
        """What may have a parameter of that name: calls that give it, other calls, then what is common."""
        calls = sorted(calls_in(code), key=lambda call: word not in call.given)
        names = [call.name for call in calls if word in call.given or not in_use]
        for name in dict.fromkeys([*names, *(() if in_use else COMMON)]):
            if found := self._manual.find(name):
                yield found

    def _owner(self, name: str, code: str) -> Definition | None:
        """What a question calls `Dense`, `dense`, `fit`, `model.fit` or `linspace`."""
        if name.lower() in _GENERIC:
            return None
        if "." in name:
            return self._manual.find(full_name(name, code))
        if name in _METHODS:
            return self._manual.find(f"keras.Model.{name}")
        return self._manual.find(self._manual.classes.get(name.lower(), name))

    def _is_class(self, name: str) -> bool:
        """Whether it is a class of Keras, capital letters and all, and not just the first word of a sentence."""
        known = self._manual.classes.get(name.lower(), "")
        return name.lower() not in _GENERIC and known.rpartition(".")[2] == name


def _given(name: str, word: str, code: str) -> str:
    """What the learner's latest call of that name gives for the parameter, as Python; empty for nothing."""
    last = name.rpartition(".")[2]
    calls = (call for call in calls_in(code) if call.name.rpartition(".")[2] == last)
    return next((call.given[word] for call in calls if word in call.given), "")


def overview(definition: Definition) -> str:
    """What it is, and a line for each parameter. Markdown."""
    said = read_docstring(definition.docstring)
    listed = [name for name in definition.defaults if said.parameters.get(name)][:MOST_LISTED]
    lines = [_line(name, definition.defaults[name], said.parameters[name]) for name in listed]
    rest = ", ".join(f"`{name}`" for name in definition.defaults if name not in listed)
    parts = [f"**{definition.name}**: {said.summary}".removesuffix(": ")]
    parts += ["\n".join(lines)] if lines else []
    parts += [f"Further arguments: {rest}."] if rest else []
    return "\n\n".join([*parts, f"`help({definition.name})` prints all of it."])


def _line(name: str, default: str | None, text: str) -> str:
    shown = f"`{name}`" if default is None else f"`{name}={default}`"
    return f"- {shown}: {shortened(_LIST.split(text)[0], SHORTEST)}"


def described(definition: Definition, parameter: str, given: str = "") -> str:
    """All about one parameter; empty when there is no such parameter or nothing is said of it. Markdown."""
    text = read_docstring(definition.docstring).parameters.get(parameter, "")
    if not text:
        return ""
    whole = text if len(text) <= LONGEST else shortened(text[:LONGEST], 60)
    default = definition.defaults.get(parameter)
    missing = "It has to be given." if default is None else f"Left out, it is `{default}`."
    known = parameter in definition.defaults and "efault" not in whole
    own = f"Your code has `{parameter}={given}`." if given else ""
    sentences = [whole, missing if known else "", own]
    return f"**{parameter}** of `{definition.name}`: " + " ".join(filter(None, sentences))
