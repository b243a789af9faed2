"""Finds which loss, optimizer, activation or metric of Keras was meant by a text that names none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.core.keras_names import ACTIVATIONS, ALIASES, INITIALIZERS, LOSSES, METRICS, OPTIMIZERS, nearest
from tutor.core.verdict import Judgement, Verdict

_UNKNOWN = re.compile(r"Could not interpret (?P<kind>\w+)(?: function)? identifier: (?P<name>[^<].*)")
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
    article = "an" if kind[0] in "aeiou" else "a"
    say = f"`{typed}` is not {article} {kind} that Keras knows. Did you mean `{meant}`?"
    if corrected == code:
        then = (
            f"It was given earlier, and only now looked up. Run that line again with `{meant}`, and then this one."
        )
        return Judgement(Verdict.ERRORED, f"{say} {then}")
    why = "Keras looks these names up letter by letter, so each one counts."
    return Judgement(Verdict.ERRORED, f"{say} {why} The line below has it right.", corrected)
