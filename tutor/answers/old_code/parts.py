"""What the rules about calls share: names, places and single changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.answers.old_code.arguments import CALLS, LAYER
from tutor.answers.old_code.cell import Change, ParsedCell, at
from tutor.answers.old_code.homes import HOMES
from tutor.answers.old_code.tables import RENAMED
from tutor.core.acts import dotted


def last_name(cell: ParsedCell, call: ast.Call) -> str:
    """`Dense` for `keras.layers.Dense(...)`, for `L.Dense(...)` and for an import under another name."""
    return (cell.path(call.func) or dotted(call.func)).rpartition(".")[2]


def is_layer(name: str) -> bool:
    """Whether this is the class of a layer, by its name of today or an old one."""
    name = RENAMED.get(name, name)
    return name[:1].isupper() and name in HOMES["keras.layers"] and name != "Input"


def dropped(cell: ParsedCell, call: ast.Call, keyword: ast.keyword) -> Change:
    """The call without one of its arguments."""
    given = [*call.args, *call.keywords]
    place = given.index(keyword)
    start, end = cell.span(keyword)
    gone = [CALLS.get(last_name(cell, call), LAYER).get(each.arg or "") == "" for each in call.keywords]
    if len(call.args) or (place > 0 and not all(gone[:place])):
        start = cell.span(given[place - 1])[1]
    elif place + 1 < len(given):
        end = cell.span(given[place + 1])[0]
    return Change(start, end, "", keyword.arg or "")


def keras_name(cell: ParsedCell) -> str:
    """How this code reaches Keras."""
    known = [alias for alias, path in cell.imported.items() if path in ("keras", "tensorflow.keras")]
    if known:
        return known[0]
    return next((f"{alias}.keras" for alias, path in cell.imported.items() if path == "tensorflow"), "keras")


def needs_keras(cell: ParsedCell) -> Iterator[Change]:
    """The import that `_keras` counts on, where the code has none of its own."""
    if not {"keras", "tensorflow", "tensorflow.keras"} & set(cell.imported.values()):
        yield Change(*at(top(cell)), "import keras\n")


def top(cell: ParsedCell) -> int:
    """Where an import line goes: before the first statement, behind `from __future__`."""
    for statement in cell.tree.body:
        if not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            return cell.starts[statement.lineno - 1]
    return len(cell.text)
