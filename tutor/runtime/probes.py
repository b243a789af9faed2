"""Answers the tutor's questions about the session, without changing anything in it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from IPython import get_ipython

from . import samples
from .arrays import array_facts
from .bounded import TooLongError, bounded
from .cells import LATEST
from .facts import describe, failed


class NotBuiltError(Exception):
    """The model has no weights yet, and calling it would make them."""


VARIABLE_SECONDS, VARIABLES_SECONDS = 0.5, 3.0
"""What one variable may take to be described in a list of all, and all of them together."""
ANSWER_SECONDS = 4.5
"""What all the answers to one question may take, unless it says so: a little less than its asker waits."""


def answers(probes: Sequence[Mapping[str, Any]], seconds: float = ANSWER_SECONDS) -> list[dict[str, Any]]:
    """The facts that answer each of the encoded probes. What takes too long is no answer, and hides no other."""
    end = time.monotonic() + seconds
    found = []
    for probe in probes:
        try:
            with bounded(max(end - time.monotonic(), 0.01)):
                found.append(answer(probe))
        except (TooLongError, KeyboardInterrupt) as error:
            found.append(failed(error))
    return found


def answer(probe: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that answer one encoded probe. Whatever goes wrong in the learner's objects is an answer, too."""
    fields = {key: value for key, value in probe.items() if key != "probe"}
    LATEST.answering = True
    try:
        return ANSWERS[probe["probe"]](**fields)
    except Exception as error:
        return failed(error)
    finally:
        LATEST.answering = False


def describe_name(name: str) -> dict[str, Any]:
    names = get_ipython().user_ns
    return describe(names[name]) if name in names else {"$facts": "missing", "name": name}


def evaluate(expression: str) -> dict[str, Any]:
    return describe(eval(expression, surroundings()))


def surroundings() -> dict[str, Any]:
    """What an expression of ours may use. A copy, so that an assignment in it leaves no name behind."""
    from .compared import HELPERS  # imports Keras, and most questions are simpler

    names = get_ipython().user_ns
    variants = sys.modules.get(f"{__package__}.variants")
    tried = variants.TRIED if variants is not None else []
    # A name of the learner's own is theirs, whatever else it could mean.
    return {"tried": tried, **names, **of_the_course(names), **HELPERS, "__samples__": samples}


def of_the_course(names: Mapping[str, Any]) -> dict[str, Any]:
    """What makes the lessons' data, where the learner has given another function its name."""
    own = vars(sys.modules["classroom"]) if "classroom" in sys.modules else {}
    return {
        name: value
        for name, value in own.items()
        if callable(value) and callable(names.get(name)) and names[name] is not value
    }


def rows(groups: list[list[str]]) -> dict[str, Any]:
    from .rows import part_facts

    names = surroundings()
    found = [[eval(expression, names) if expression else None for expression in group] for group in groups]
    return {"$facts": "rows", "groups": [part_facts(group[0], group[1] if group[1:] else None) for group in found]}


def drawn(expressions: list[str]) -> dict[str, Any]:
    from .compared import drawn as first_not_drawn

    return describe(first_not_drawn(expressions, LATEST.drawn, surroundings()))


def predict(model: str, inputs: list[list[float]]) -> dict[str, Any]:
    names = get_ipython().user_ns
    if model not in names:
        return {"$facts": "missing", "name": model}
    if not names[model].built:
        raise NotBuiltError(f"`{model}` has no weights yet.")
    outputs = names[model](np.array(inputs, dtype="float32"), training=False)
    return array_facts(np.asarray(outputs), "ndarray")


def result() -> dict[str, Any]:
    return {
        "$facts": "result",
        "value": describe(LATEST.value),
        "predictions": [describe(prediction) for prediction in LATEST.predictions],
        "bound": [describe(value) for value in LATEST.bound],
    }


def happened() -> dict[str, Any]:
    from .happened import happened as answer  # imports Keras, and most questions are simpler

    return answer()


def foresee(code: str) -> dict[str, Any]:
    from .foreseeing import foresee as answer  # only where something has failed

    return answer(code)


def trainings(model: str) -> dict[str, Any]:
    from .models import trainings_facts

    names = get_ipython().user_ns
    return trainings_facts(names[model]) if model in names else {"$facts": "missing", "name": model}


def moments(model: str, key: str, epochs: list[int], frames: int) -> dict[str, Any]:
    from .film import film

    return film(model, key, epochs, frames)


def landscape(model: str) -> dict[str, Any]:
    from .landscape import landscape as answer

    return answer(model)


def next_step(model: str, x: str, y: str) -> dict[str, Any]:
    from .next_step import next_step as answer

    return answer(model, x, y)


def runs() -> dict[str, Any]:
    from .ledger import told_facts

    return told_facts()


def variables() -> dict[str, Any]:
    shell = get_ipython()
    hidden = shell.user_ns_hidden
    own = {
        name: value
        for name, value in shell.user_ns.items()
        if not name.startswith("_")
        and not isinstance(value, ModuleType)
        and not (name in hidden and hidden[name] is value)  # IPython's own, unless the learner has taken the name
    }
    end = time.monotonic() + VARIABLES_SECONDS
    described = {
        name: describe(value, min(VARIABLE_SECONDS, end - time.monotonic())) for name, value in own.items()
    }
    return {"$facts": "variables", "variables": described}


ANSWERS: dict[str, Callable[..., dict[str, Any]]] = {
    "Describe": describe_name,
    "Drawn": drawn,
    "Evaluate": evaluate,
    "Foresee": foresee,
    "Happened": happened,
    "Landscape": landscape,
    "Moments": moments,
    "NextStep": next_step,
    "Predict": predict,
    "Result": result,
    "Rows": rows,
    "Runs": runs,
    "Trainings": trainings,
    "Variables": variables,
}
