"""Finds what was meant by a name, an attribute, an argument or a key that is nearly right."""

from __future__ import annotations

import ast
import builtins
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from tutor.core.acts import dotted
from tutor.core.facts import Evaluate, TextFacts
from tutor.core.protocols import Queryable
from tutor.core.syntax import masked, parsed
from tutor.core.verdict import Judgement, Verdict

NAME_ERROR = re.compile(r"name '(?P<name>\w+)' is not defined")
ATTRIBUTE_ERROR = re.compile(r"(?:module )?'(?P<owner>[\w.]+)'(?: object)? has no attribute '(?P<name>\w+)'")
_ARGUMENT_ERROR = re.compile(
    r"(?P<call>[\w.]+)\(\) got an unexpected keyword argument '(?P<name>\w+)'"
    r"|keyword arguments passed to (?P<layer>\w+): \{'(?P<argument>\w+)'"
    r"|Argument\(s\) not recognized: \{'(?P<setting>\w+)'"
)
_MISSING_ERROR = re.compile(r"missing \d+ required positional arguments?: .*?'(?P<name>\w{4,})'")
_IMPORT_ERROR = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'")
_MODULE_ERROR = re.compile(r"No module named '(?P<name>[\w.]+)'")
Kind = TypeVar("Kind", bound=ast.AST)

LIBRARIES = ("np", "tf", "keras", "plt")
"""Short names that every lesson gives to its libraries."""
MODULES = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib",
    "matplotlib.pyplot",
    "pandas",
    "math",
    "random",
    "os",
    "time",
)
"""What learners import, spelled right."""
ANOTHER = 0.6
"""How alike two words are at most that are two words and not one misspelt."""
PATIENCE = 1.0
"""Seconds that an explanation waits for the session."""

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
        *("plot", "scatter", "title", "xlabel", "ylabel", "legend", "show", "figure", "hist", "bar", "imshow"),
        *("subplot", "subplots", "axis", "grid", "xlim", "ylim", "savefig"),
    ),
}
"""What learners reach for, by class or by the last part of a module's name, for a session that cannot be asked."""
_ALIKE = {"Functional": "Sequential", "Model": "Sequential", "EagerTensor": "ndarray", "list": "ndarray"}
_OF_TENSORS = {"input_shape": "input.shape", "output_shape": "output.shape"}
"""What a layer had until Keras 3, and where it is now."""
_KEYS = {
    "acc": "accuracy",
    "val_acc": "val_accuracy",
    "accuracy": "acc",
    "val_accuracy": "val_acc",
    "mean_squared_error": "mse",
    "mean_absolute_error": "mae",
    "val_mean_squared_error": "val_mse",
    "val_mean_absolute_error": "val_mae",
    "mae": "mean_absolute_error",
    "mse": "mean_squared_error",
    "val_mae": "val_mean_absolute_error",
    "val_mse": "val_mean_squared_error",
}
"""A metric of a history by another name, as older versions of Keras had it, or newer."""


def misspelt(
    error: str, message: str, code: str, names: Mapping[str, str], session: Queryable | None
) -> Judgement | None:
    """What was meant, with the corrected code on offer; None when nothing is near.

    `names` say when each was made.
    """
    if found := NAME_ERROR.search(message):
        return _name(found["name"], code, names)
    if found := ATTRIBUTE_ERROR.search(message):
        return _attribute(found["owner"], found["name"], code, session)
    if found := _ARGUMENT_ERROR.search(message):
        typed = found["name"] or found["argument"] or found["setting"]
        return _argument(typed, found["call"] or found["layer"] or "", code, session)
    if found := _MISSING_ERROR.search(message):
        return _missing(found["name"], code)
    if found := _IMPORT_ERROR.search(message):
        meant = _near(
            typed := found["name"], f"__import__('importlib').import_module({found['module']!r})", session
        )
        return _judged(f"`{found['module']}` has nothing called `{typed}`.", typed, meant, code)
    if found := _MODULE_ERROR.search(message):
        first, meant = found["name"].split(".")[0], nearest(found["name"], MODULES)
        meant = meant if "." in found["name"] else nearest(first, MODULES)
        if meant and first.startswith(f"{meant}_"):
            return None  # a library of its own: tensorflow_docs
        return _judged(f"There is no library called `{found['name']}`.", found["name"], meant, code)
    if error == "KeyError":
        return _key(message.strip("'\""), code, session)
    return None


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that differs least, capital letters counting little; empty when none is near."""
    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.75)
    return lowered[near[0]] if near else ""


def _name(typed: str, code: str, names: Mapping[str, str]) -> Judgement | None:
    functions = [name for name in dir(builtins) if name.islower() and not name.startswith("_")]
    meant = nearest(typed, (*names, *LIBRARIES)) or nearest(typed, functions)
    there = f"Did you mean `{meant}`?"
    if meant in names:
        there = f"You made `{meant}` {names[meant]}." if names[meant] else f"You have `{meant}`."
    corrected = re.sub(rf"(?<![\w.]){typed}\b", meant, code)
    return _judged(f"`{typed}` is not defined.", typed, meant, code, there, corrected)


def _attribute(owner: str, typed: str, code: str, session: Queryable | None) -> Judgement | None:
    nodes = [node for node in _nodes(code, ast.Attribute) if node.attr == typed]
    called = any(node.func in nodes for node in _nodes(code, ast.Call))
    asked = (_near(typed, name, session, called=called) for node in nodes if (name := dotted(node.value)))
    if typed in _OF_TENSORS and owner not in ("Sequential", "Functional", "Model"):
        corrected = re.sub(rf"\.{typed}\b", f".{_OF_TENSORS[typed]}", code)
        say = f"A layer has no `{typed}` in Keras 3. Its `input` and `output` are tensors, and those have a shape."
        return Judgement(Verdict.ERRORED, f"{say} Write `.{_OF_TENSORS[typed]}`.", corrected)
    last = owner.rsplit(".", 1)[-1]
    meant = next((name for name in asked if name), "") or nearest(
        typed, _ATTRIBUTES.get(_ALIKE.get(last, last), ())
    )
    corrected = re.sub(rf"(?<=\.){typed}\b", meant, code)
    own = next(filter(None, (dotted(node.value) for node in nodes)), "")
    where = f"`{own}`" if own and last.islower() else f"this `{owner}`"
    return _judged(f"There is no `{typed}` in {where}.", typed, meant, code, corrected=corrected)


def _argument(typed: str, call: str, code: str, session: Queryable | None) -> Judgement | None:
    """An argument's name, among those in the signature of what is called."""
    for node in _nodes(code, ast.Call):
        if any(keyword.arg == typed for keyword in node.keywords) and (function := dotted(node.func)):
            arguments = f"[*__import__('inspect').signature({function}).parameters, *{_EXTRA}]"
            if meant := _near(typed, arguments, session, listed=True):
                called = function.rpartition(".")[2]
                corrected = re.sub(rf"\b{typed}(?=\s*=(?!=))", meant, code)
                say = f"`{called}` has no argument called `{typed}`."
                return _judged(say, typed, meant, code, corrected=corrected)
    return None


def _missing(wanted: str, code: str) -> Judgement | None:
    """`Dense(unit=3)`: the argument that is missing was given under a name that is nearly right."""
    given = [each.arg for node in _nodes(code, ast.Call) for each in node.keywords if each.arg]
    typed = next((each for each in given if each != wanted and nearest(each, (wanted,))), "")
    corrected = re.sub(rf"\b{typed}(?=\s*=(?!=))", wanted, code)
    return (
        _judged(f"There is no argument called `{typed}` here.", typed, wanted, code, corrected=corrected)
        if typed
        else None
    )


_EXTRA = ["activation", "name", "trainable", "learning_rate", "input_shape"]
"""Arguments that hide behind `**kwargs`."""


def _key(typed: str, code: str, session: Queryable | None) -> Judgement | None:
    for node in _nodes(code, ast.Subscript):
        if isinstance(node.slice, ast.Constant) and node.slice.value == typed and (owner := dotted(node.value)):
            keys = f"[str(key) for key in {owner}]"
            meant = ask(f"{_KEYS.get(typed, '')!r} if {_KEYS.get(typed, '')!r} in {keys} else ''", session)
            meant = meant or _near(typed, keys, session, listed=True)
            corrected = re.sub(rf"(?<=\[)\s*(['\"]){typed}\1\s*(?=\])", rf"\1{meant}\1", code)
            say = f"`{owner}` has no `{typed}`."
            if meant:
                return Judgement(Verdict.ERRORED, f"{say} It has `{meant}`. {_KEY_ADVICE}", corrected)
    return None


_KEY_ADVICE = "A dictionary gives back only what was stored under exactly that name, and Keras has changed some."


def _judged(
    what: str, typed: str, meant: str, code: str, there: str = "", corrected: str = ""
) -> Judgement | None:
    if not meant or meant == typed:
        return None
    there = there or f"Did you mean `{meant}`?"
    corrected = corrected or re.sub(rf"(?<!\w){re.escape(typed)}\b", meant, code)
    say = f"{what} {there} Python takes every letter as it stands, capitals included: correct it and run it again."
    return Judgement(Verdict.ERRORED, say, corrected if corrected != code else "")


def _near(typed: str, owner: str, session: Queryable | None, *, listed: bool = False, called: bool = False) -> str:
    """The nearest of what an expression of the session has: its attributes, or its items when it is a list.

    What is called has to be something that can be called.
    """
    names = owner if listed else f"dir({owner})"
    fits = f"callable(getattr({owner}, n, None))" if called else "True"
    meant = ask(
        f"(lambda typed, names: ([n for n in names if n.lower() == typed.lower() and {fits}]"
        f" or [n for n in __import__('difflib').get_close_matches(typed, names, 3, 0.7) if {fits}] or [''])[0])"
        f"({typed!r}, [n for n in {names} if not n.startswith('_')])",
        session,
    )
    (first, _, rest), (other, _, behind) = typed.partition("_"), meant.partition("_")
    same = bool(rest) and rest == behind and difflib.SequenceMatcher(None, first, other).ratio() < ANOTHER
    return "" if same else meant  # `get_gradients` is no slip of `apply_gradients`


def ask(expression: str, session: Queryable | None) -> str:
    """The text that an expression gives in the session; empty when it gives none."""
    if session is None:
        return ""
    (answer,) = session.query([Evaluate(expression)], timeout=PATIENCE)
    return answer.value if isinstance(answer, TextFacts) else ""


def _nodes(code: str, kind: type[Kind]) -> Iterator[Kind]:
    tree = parsed(masked(code))
    return (node for node in ast.walk(tree) if isinstance(node, kind)) if tree else iter(())
