"""Says in words what differs between the learner's calls and those of the nearest accepted solution.

The last resort, when the results are wrong and nobody foresaw the mistake. It names one place, never the whole
answer.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from tutor.core.acts import acts_of, dotted
from tutor.core.formulas import formula_difference
from tutor.core.keras_names import canonical
from tutor.core.signatures import OWNER, bound, of_its_owner
from tutor.core.syntax import parsed

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
LONGEST_VALUE = 20
"""Characters of a value that may be told. A longer one is the answer itself."""
CALL_WEIGHT = 3
"""A call that is missing makes a solution as much less alike as so many arguments."""
WITHOUT_EFFECT = frozenset(
    {
        *("print", "display", "help", "summary", "print_function", "zip", "enumerate"),
        *("title", "xlabel", "ylabel", "legend", "show", "grid", "figure"),
    }
)
"""Calls that lead to nothing; neither does what stands in their brackets."""
COSMETIC = frozenset({"verbose", "name", "label", "color"})
"""Arguments that change nothing."""


class NamedCall(Struct, frozen=True):
    """One call, with its arguments by name."""

    name: str
    """Without what stands before its last dot."""
    given: Mapping[str, ast.expr]
    places: tuple[str, ...]
    """Parameters given by place, in order."""
    whole: bool
    """False when some arguments could not be read."""


class Difference(Struct, frozen=True):
    """How far the learner's calls are from those of one solution, and the first thing to say about it."""

    distance: int
    words: str


def difference(code: str, solutions: Sequence[str]) -> str:
    """One or two sentences about the nearest of the solutions; empty when no call differs, or nothing parses."""
    own = parsed(code)
    if own is None:
        return ""
    bound_names = acts_of(code).binds
    trees = [_about(tree, bound_names) for text in solutions if (tree := parsed(text))]
    calls = _calls(own)
    compared = [(_compared(calls, _calls(tree)), tree) for tree in trees if tree.body]
    if not compared:
        return ""
    nearest, tree = min(compared, key=lambda pair: pair[0].distance)
    if not calls.keys() & _calls(tree).keys():
        nearest, tree = compared[0]  # nothing in common with any: the step's own lines then
    return nearest.words or formula_difference(own, tree)


def _about(tree: ast.Module, names: frozenset[str]) -> ast.Module:
    """The statements but for those that make other names than these, should any of these be made."""
    made = [acts_of(ast.unparse(statement)).binds for statement in tree.body]
    if not any(each & names for each in made):
        return tree
    return ast.Module([each for each, its in zip(tree.body, made, strict=True) if not its or its & names], [])


def _calls(tree: ast.Module) -> dict[str, list[NamedCall]]:
    """The calls by name, each in the order of the code."""
    whispered = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in WITHOUT_EFFECT
        for inner in ast.walk(node)
    }
    nodes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func) and node not in whispered
    ]
    nodes.sort(key=lambda node: (node.end_lineno or 0, node.end_col_offset or 0))
    calls: dict[str, list[NamedCall]] = defaultdict(list)
    for node in nodes:
        name = dotted(node.func).rpartition(".")[2]
        given, whole = bound(node)
        by_name = {keyword.arg for keyword in node.keywords}
        places = () if of_its_owner(node) else tuple(key for key in given if key not in by_name)
        calls[name].append(NamedCall(name, given, places, whole))
    return dict(calls)


def _compared(own: Mapping[str, list[NamedCall]], wanted: Mapping[str, list[NamedCall]]) -> Difference:
    names = frozenset(
        node.id
        for calls in wanted.values()
        for call in calls
        for value in call.given.values()
        for node in ast.walk(value)
        if isinstance(node, ast.Name)
    )
    distance, words = 0, []
    for name, calls in wanted.items():
        mine = own.get(name, [])
        lacking = len(calls) - len(mine)
        distance += CALL_WEIGHT * abs(lacking)
        if lacking:
            words.append(_lacking(name, len(mine), len(calls)))
        for call, its in zip(mine, calls, strict=False):
            said = _arguments(call, its, names)
            distance += len(said)
            words += said
    more = [name for name in own if name not in wanted]
    distance += CALL_WEIGHT * sum(len(own[name]) for name in more)
    words += [f"Your lines call `{name}`; the step does not." for name in more]
    return Difference(distance, words[0] if words else "")


def _lacking(name: str, found: int, wanted: int) -> str:
    if not found:
        return f"Your lines do not call `{name}`; the step does."
    return f"Your lines call `{name}` {_times(found)}, and the step {_times(wanted)}."


def _arguments(own: NamedCall, wanted: NamedCall, names: frozenset[str]) -> list[str]:
    """What differs between two calls of one thing, the most telling first."""
    said = []
    for parameter, value in wanted.given.items():
        if parameter in COSMETIC:
            continue
        if parameter in own.given:
            if words := _value(own, parameter, own.given[parameter], value, names):
                said.append(words)
        elif own.whole:
            told = f", {_told(value)}" if _told(value) else ""
            said.append(f"`{own.name}` is called without `{parameter}`; the step gives it one{told}.")
    extra = [
        name for name in own.given if name not in wanted.given and name not in COSMETIC and name.isidentifier()
    ]
    if wanted.whole:
        said += [f"`{own.name}` is called with `{name}`, which the step leaves out." for name in extra]
    return said


def _value(own: NamedCall, parameter: str, found: ast.expr, wanted: ast.expr, names: frozenset[str]) -> str:
    """What is to be said of one argument; empty when it is the same, or when nothing can be told from the code."""
    if ast.dump(found) == ast.dump(wanted):
        return ""
    where = f"In `{own.name}`, `{parameter}`"
    if parameter == OWNER and OWNER not in own.places:
        where = f"What `{own.name}` works on"
    elif not parameter.isidentifier():
        where = f"The {ORDINALS[int(parameter)]} argument of `{own.name}`"
    elif parameter in own.places:
        where = f"The {ORDINALS[own.places.index(parameter)]} argument of `{own.name}`, `{parameter}`,"
    mine, its = _literal(found), _literal(wanted)
    if mine is not _UNKNOWN and its is not _UNKNOWN:
        if _same(mine, its):
            return ""
        told = _told(wanted)
        return f"{where} is {_short(found)}; the step asks for {told or 'something else'}."
    swapped = isinstance(found, ast.Name) and isinstance(wanted, ast.Name) and found.id in names
    return f"{where} is `{ast.unparse(found)}`; the step has another variable there." if swapped else ""


_UNKNOWN = object()


def _literal(node: ast.expr) -> Any:
    """The value that is written out; `_UNKNOWN` for names, calls and calculations."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return _UNKNOWN


def _same(found: Any, wanted: Any) -> bool:
    """Equal as Keras takes it: `mse` is `mean_squared_error`, [1] is (1,), 3 is 3.0."""
    if isinstance(found, str) and isinstance(wanted, str):
        return canonical(found) == canonical(wanted)
    if isinstance(found, (list, tuple)) and isinstance(wanted, (list, tuple)):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    return bool(found == wanted)


def _told(value: ast.expr) -> str:
    """The value as it may be told: short, and written out."""
    text = ast.unparse(value)
    return text if _literal(value) is not _UNKNOWN and len(text) <= LONGEST_VALUE else ""


def _short(value: ast.expr) -> str:
    text = ast.unparse(value)
    return text if len(text) <= 2 * LONGEST_VALUE else text[: 2 * LONGEST_VALUE - 1] + "…"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
