"""Finds which loss, optimizer, activation or metric of Keras was meant by a text that names none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.answers.errors.misspelt import NAME_ERROR
from tutor.core.keras_names import ACTIVATIONS, ALIASES, INITIALIZERS, LOSSES, METRICS, OPTIMIZERS, nearest
from tutor.core.verdict import Judgement, Verdict

_UNKNOWN = re.compile(r"Could not interpret (?P<kind>\w+)(?: function)? identifier: (?P<name>[^<].*)")
_UNQUOTED = r"\b(?P<kind>activation|initializer|loss|metric|optimizer)s?\s*=\s*\[?\s*(?P<name>{name})\b(?!\s*[(.])"
_KNOWN: Mapping[str, Sequence[str]] = {
    "activation": ACTIVATIONS,
    "initializer": INITIALIZERS,
    "loss": (*LOSSES, *ALIASES),
    "metric": (*METRICS, *ALIASES),
    "optimizer": OPTIMIZERS,
}


def identified(message: str, code: str) -> Judgement | None:
    """The name that is meant, and the code with it; None when none is near, or the error is another.

    The code may lack the name: a loss is looked up by `fit`, lines after `compile`.
    """
    found = _UNKNOWN.match(message)
    if found is None or found["kind"] not in _KNOWN:
        return None
    kind, typed = found["kind"], found["name"]
    meant = nearest(re.sub(r"\(.*\)$", "", typed), _KNOWN[kind], ())
    if not meant:
        return None
    corrected = re.sub(rf"(['\"]){re.escape(typed)}\1", lambda text: f"{text[1]}{meant}{text[1]}", code)
    say = f"`{typed}` is not {_a(kind)} that Keras knows. Did you mean `{meant}`?"
    if corrected == code:
        then = (
            f"It was given earlier, and only now looked up. Run that line again with `{meant}`, and then this one."
        )
        return Judgement(Verdict.ERRORED, f"{say} {then}")
    why = "Keras looks these names up letter by letter, so each one counts."
    return Judgement(Verdict.ERRORED, f"{say} {why} The line below has it right.", corrected)


def unquoted(message: str, code: str) -> Judgement | None:
    """The same for a misspelled name without quotes, which Python takes for a variable."""
    missed = NAME_ERROR.search(message)
    found = re.search(_UNQUOTED.format(name=missed["name"]), code) if missed else None
    if found is None:
        return None
    kind, typed = found["kind"], found["name"]
    meant = nearest(typed, _KNOWN[kind], ())
    if not meant:
        return None
    say = (
        f"`{typed}` is not defined. Keras takes the name of {_a(kind)} as a text, in quotes; the nearest it knows "
        f"is `'{meant}'`. The line below has it."
    )
    return Judgement(Verdict.ERRORED, say, f"{code[: found.start('name')]}'{meant}'{code[found.end('name') :]}")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
