"""Old names in the middle of code: dotted ones, bare ones, and methods."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.answers.old_code.cell import Change, ParsedCell, at
from tutor.answers.old_code.homes import HOMES
from tutor.answers.old_code.imports import BACKEND, gone_above
from tutor.answers.old_code.parts import top
from tutor.answers.old_code.tables import BARE, METHODS, RENAMED
from tutor.answers.old_code.today import Found, today


def name_changes(cell: ParsedCell, node: ast.Name | ast.Attribute, graph: bool) -> Iterator[Change]:
    """What a name, dotted or not, becomes. `graph`: it stays in the manner of TensorFlow 1."""
    whole: ast.expr = node
    while isinstance(node, ast.Name | ast.Attribute):
        path = cell.path(node)
        if (function := _of_old_backend(cell, node, path)) is not None:
            line = "from tensorflow.keras import backend as K\n"
            yield Change(top(cell), top(cell), line, f"K.{function}", f"tensorflow.keras.backend.{function}")
            return
        found = _today(path, graph) if path else None
        if found is not None:
            yield from _becomes(cell, node, path, found)
            return
        if isinstance(node, ast.Name):
            break
        node = node.value  # type: ignore[assignment]
    if isinstance(whole, ast.Attribute):
        gone = gone_above(cell.path(whole))
        if gone is not None and cell.head(whole)[0] not in cell.imported:
            yield Change(*at(cell.span(whole)[0]), "", cell.path(whole), gone=gone.gone)
        yield from _method(cell, whole)
    elif isinstance(whole, ast.Name) and whole.id not in cell.bound:
        yield from _bare(cell, whole)


def _of_old_backend(cell: ParsedCell, node: ast.expr, path: str) -> str | None:
    """The function that `K` no longer has, where the code counts on an earlier import of `K`."""
    name = path.removeprefix("keras.backend.").split(".")[0]
    lost = path.startswith("keras.backend.") and name in HOMES[BACKEND] - HOMES["keras.backend"]
    return name if lost and cell.head(node)[0] == "K" and "K" not in cell.imported else None


def _today(path: str, graph: bool) -> Found | None:
    below = path.removeprefix("tensorflow.")
    if graph and below != path and below.startswith("train.") and below.endswith("Optimizer"):
        return Found(f"tensorflow.compat.v1.{below}")
    return today(path)


def _becomes(cell: ParsedCell, node: ast.expr, path: str, found: Found) -> Iterator[Change]:
    start, end = cell.span(node)
    if found.gone:
        if not isinstance(node, ast.Name):  # a name that was imported: its import line says so
            yield Change(start, start, "", path, gone=found.gone)
        return
    head, meant = cell.head(node)
    if isinstance(node, ast.Name):
        if found.path in HOMES or node.id not in cell.imported:
            return  # a module keeps its short name; what is not imported here may be the learner's own
        if any(alias.asname == node.id for each in cell.nodes if isinstance(each, ast.alias) for alias in [each]):
            return
        new = (
            found.path
            if path == found.path.rpartition(".")[0] or path == "urllib2"
            else found.path.rpartition(".")[2]
        )
    elif found.path.startswith(f"{(module := _module(cell, head, meant))}."):
        new = head + found.path[len(module) :]
    else:
        new = _spelled(cell, found.path)
        yield from _import_for(cell, found.path, new)
    if new != cell.source(node):
        yield Change(start, end, new, cell.source(node), new)


def _module(cell: ParsedCell, head: str, meant: str) -> str:
    """What a short name will mean when the old import of it is rewritten."""
    moved = today(meant) if head in cell.imported else None
    return moved.path if moved and moved.path else meant


def _spelled(cell: ParsedCell, path: str) -> str:
    """The path as this code would write it, with its own short names."""
    near = [(alias, target) for alias, target in cell.imported.items() if f"{path}.".startswith(f"{target}.")]
    near += [(alias, target) for alias, target in _SHORT.items() if f"{path}.".startswith(f"{target}.")]
    return next(
        (alias + path[len(target) :] for alias, target in sorted(near, key=lambda pair: -len(pair[1]))), path
    )


_SHORT = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "tf": "tensorflow"}


def _import_for(cell: ParsedCell, path: str, new: str) -> Iterator[Change]:
    """The import line that a path written in full needs."""
    head, _, rest = new.partition(".")
    if head in cell.imported:
        return
    if head in _SHORT:
        yield Change(top(cell), top(cell), f"import {_SHORT[head]} as {head}\n")
    elif rest:
        root = head if head == "keras" else path.rpartition(".")[0]
        yield Change(top(cell), top(cell), f"import {root}\n")


def _method(cell: ParsedCell, node: ast.Attribute) -> Iterator[Change]:
    """A method that has another name today, on whatever object."""
    end = cell.span(node)[1]
    if node.attr in METHODS and cell.head(node)[0] not in cell.imported:
        new = METHODS[node.attr]
        yield Change(end - len(node.attr), end, new, node.attr, new)
    elif node.attr == "lr" and cell.source(node.value).rpartition(".")[2].lower().startswith("opt"):
        yield Change(end - 2, end, "learning_rate", "lr", "learning_rate")


def _bare(cell: ParsedCell, node: ast.Name) -> Iterator[Change]:
    """A name of Python 2, or a class of Keras that has another name today."""
    if node.id in BARE:
        yield Change(*cell.span(node), BARE[node.id], node.id, BARE[node.id])
    elif node.id in RENAMED and node.id[0].isupper() and node.id not in cell.imported and len(node.id) > 4:
        new = f"keras.layers.{RENAMED[node.id]}"
        yield Change(*cell.span(node), new, node.id, new)
        yield Change(top(cell), top(cell), "import keras\n")


def is_graph(cell: ParsedCell, names: frozenset[str]) -> bool:
    """Whether the code builds and runs a graph by itself, as TensorFlow 1 wanted it."""
    attributes = {cell.path(node) for node in cell.nodes if isinstance(node, ast.Attribute)}
    used = {
        path.removeprefix("tensorflow.").removeprefix("compat.v1.")
        for path in attributes
        if path.startswith("tensorflow.")
    }
    return bool(used & names) and not any(word in cell.text for word in ("set_session", ".fit(", "fit_generator("))
