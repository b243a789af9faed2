"""Wraps the plain lists in a call of a model into the arrays that Keras 3 wants."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.answers.errors.misspelt import ask
from tutor.core.acts import dotted
from tutor.core.protocols import Queryable
from tutor.core.syntax import masked, parsed

_CALLS = frozenset({"fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"})
_DATA = frozenset({"x", "y"})


def with_arrays(message: str, code: str, session: Queryable | None) -> str:
    """The code with `np.array(...)` around its lists; empty when the error is about another thing."""
    tree = parsed(masked(code))
    if (
        not message.startswith(("Unrecognized data type", "Only input tensors may be passed"))
        or tree is None
        or not code.isascii()
    ):
        return ""
    lines = code.split("\n")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = {given: made for call in calls for given, made in _wrapped(call, code, session)}
    for given in sorted(found, key=lambda each: (each.end_lineno, each.end_col_offset), reverse=True):
        first, last = given.lineno - 1, (given.end_lineno or given.lineno) - 1
        text = lines[first][: given.col_offset] + found[given] + lines[last][given.end_col_offset :]
        lines[first : last + 1] = text.split("\n")
    return "\n".join(lines) if found else ""


def _wrapped(call: ast.Call, code: str, session: Queryable | None) -> Iterator[tuple[ast.expr, str]]:
    """Each list among the data of a call, and what it becomes."""
    owner, _, name = dotted(call.func).rpartition(".")
    if name not in _CALLS:
        return
    data = [*call.args[:2], *(keyword.value for keyword in call.keywords if keyword.arg in _DATA)]
    for given in data:
        text = ast.get_source_segment(code, given) or ""
        if isinstance(given, ast.List) or ask(f"'list' if type({text}) in (list, tuple) else ''", session):
            yield given, _array(text, given, name, ask(f"str({owner}.input_shape[-1])", session))
        elif isinstance(given, ast.Constant) and isinstance(given.value, int | float):
            yield given, f"np.array([[{text}]])"


def _array(text: str, given: ast.expr, name: str, width: str) -> str:
    """One row for each number where the model takes one; one row of all where it takes as many."""
    if (
        "predict" in name
        and isinstance(given, ast.List)
        and not any(isinstance(each, ast.List) for each in given.elts)
    ):
        return f"np.array({text}, dtype=float).reshape(-1, 1)" if width in ("1", "") else f"np.array([{text}])"
    return f"np.array({text}, dtype=float)"
