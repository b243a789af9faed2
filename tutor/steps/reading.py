"""What a step's own solution and checks say it is about."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator

from tutor.core.acts import Acts, acts_of, dotted
from tutor.core.course import Step
from tutor.core.syntax import parsed

EVERYDAY = frozenset({*dir(builtins), "format", "array", "show"}) - {"compile"}
"""Calls that say nothing about what a line is for. `compile` is a model's here, and not Python's own."""

DRAWING = frozenset(
    {
        "plot",
        "semilogy",
        "semilogx",
        "loglog",
        "scatter",
        "bar",
        "barh",
        "hist",
        "imshow",
        "matshow",
        "step",
        "stem",
    }
)
"""Calls that draw something: where a picture is asked for, nothing else is an attempt at it."""


def named(step: Step, check: str) -> tuple[str, ...]:
    """The variables that the step's checks of this name look at, in the order of the lesson file."""
    return tuple(dict.fromkeys(name for each in step.expect if (name := getattr(each, check, ""))))


def calls_of(step: Step) -> frozenset[str]:
    """The calls of the solution that are particular to it: last names, everyday ones left out."""
    return frozenset(call.rpartition(".")[2] for call in acts_of(step.code).calls) - EVERYDAY


def owners(step: Step, method: str) -> frozenset[str]:
    """What the solution calls a method of: `model` for `predict` in `model.predict(x)`."""
    calls = acts_of(step.code).calls
    return frozenset(call.removesuffix(f".{method}") for call in calls if call.endswith(f".{method}"))


def attributes(acts: Acts) -> frozenset[str]:
    """The attributes that are read of a name: `history` in `history.history['loss']`."""
    return frozenset(read.rpartition(".")[2] for read in acts.reads if "." in read)


def makes(acts: Acts, names: Iterable[str]) -> bool:
    """Whether code binds one of the names, or changes what it holds."""
    return bool((acts.binds | acts.changes) & frozenset(names))


def calls_in(code: str, method: str) -> Iterator[ast.Call]:
    """Every call of that last name; none when the code does not parse."""
    for node in ast.walk(parsed(code) or ast.Module([], [])):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == method:
            yield node
