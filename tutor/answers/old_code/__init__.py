"""Recognises code from the years of Keras 1 and 2 and TensorFlow 1, and rewrites it for today."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from msgspec import Struct

from tutor.answers.old_code.calls import call_changes
from tutor.answers.old_code.cell import Change, ParsedCell, applied, settled
from tutor.answers.old_code.imports import import_changes, is_dropped
from tutor.answers.old_code.naming import is_graph, name_changes
from tutor.answers.old_code.tensorflow_tables import GRAPH, SWITCHES

_USELESS_MAGIC = re.compile(r"^[ \t]*%(?:tensorflow_version\b.*|matplotlib notebook)\n?", re.MULTILINE)


class Modern(Struct, frozen=True):
    """A piece of old code as it is written today."""

    old: str
    code: str
    changes: tuple[Change, ...]
    """In the order of the text."""
    statements: tuple[tuple[int, int], ...] = ()
    """First and last line, from 1, of every statement that something changes in."""

    @property
    def gone(self) -> tuple[str, ...]:
        """A sentence for each thing that has no line of its own any more."""
        return tuple(dict.fromkeys(change.gone for change in self.changes if change.gone))

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Old and new, each pair once."""
        return tuple(
            dict.fromkeys((change.old, change.new) for change in self.changes if change.old and change.new)
        )

    @property
    def dropped(self) -> tuple[str, ...]:
        """Names of what is left out."""
        renamed = {old for old, _ in self.renamed}
        left = (each.old for each in self.changes if each.old and not each.new and not each.gone)
        return tuple(dict.fromkeys(name for name in left if name not in renamed))


def switch_to_graphs(code: str) -> str:
    """The call in the code that turns eager execution off for the whole session, as it is written; or empty."""
    cell = ParsedCell.read(code) if "disable_" in code else None
    if cell is None:
        return ""
    calls = [node.func for node in cell.nodes if isinstance(node, ast.Call)]
    return next((f"{cell.source(each)}()" for each in calls if cell.path(each) in SWITCHES), "")


def modernised(code: str) -> Modern | None:
    """The code as it is written today, its layout and comments kept; None when there is nothing old in it."""
    cell = ParsedCell.read(code)
    if cell is None:
        return None
    graph = is_graph(cell, GRAPH)
    changes = settled(_changes(cell, graph))
    if not changes:
        return None
    new = applied(code, changes)
    if graph:
        new = _in_own_graph(new, cell)
    return Modern(code, new, tuple(changes), tuple(_lines(cell, changes)))


def _changes(cell: ParsedCell, graph: bool) -> Iterator[Change]:
    for found in _USELESS_MAGIC.finditer(cell.text):
        yield Change(found.start(), found.end(), "", found[0].strip())
    for node in cell.nodes:
        match node:
            case ast.Import() | ast.ImportFrom():
                yield from import_changes(cell, node)
            case ast.Expr(value=ast.Call(func=function)) if is_dropped(cell.path(function)):
                yield Change(*cell.without(node), cell.source(function))
            case ast.BinOp(left=ast.Name(id="print"), op=ast.RShift(), right=stream):
                yield from _print_to(cell, node, stream)
            case ast.Call():
                yield from call_changes(cell, node)
        if isinstance(node, ast.Name | ast.Attribute) and not isinstance(cell.parents.get(node), ast.Attribute):
            yield from name_changes(cell, node, graph)


def _print_to(cell: ParsedCell, node: ast.BinOp, stream: ast.expr) -> Iterator[Change]:
    """`print >>stream, "text"`, which Python 3 reads as a comparison of bits."""
    parent = cell.parents[node]
    whole = parent if isinstance(parent, ast.Tuple) else node
    texts = [cell.source(each) for each in whole.elts[1:]] if isinstance(whole, ast.Tuple) else []
    new = f"print({', '.join([*texts, f'file={cell.source(stream)}'])})"
    yield Change(*cell.span(whole), new, "print >>", "print(..., file=...)")


def _in_own_graph(code: str, cell: ParsedCell) -> str:
    """The code inside of a graph: so TensorFlow still runs what was written for its first version.

    It is a graph of its own where the code makes it and runs it. What is spread over cells shares the session's.
    """
    tf = next((alias for alias, path in cell.imported.items() if path == "tensorflow"), "tf")
    read = ParsedCell.read(code)
    if read is None:
        return code
    imports = [node for node in read.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    text_lines = {
        line
        for node in read.nodes
        if isinstance(node, ast.Constant | ast.JoinedStr)
        for line in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
    own = {line for node in imports for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = code.split("\n")
    head = [line for number, line in enumerate(lines, 1) if number in own]
    body = [
        line if number in text_lines or not line.strip() else f"    {line}"
        for number, line in enumerate(lines, 1)
        if number not in own
    ]
    while body and not body[0].strip():
        body.pop(0)
    runs = any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("run", "eval")
        for node in read.nodes
    )
    first = next((alias for alias, path in cell.imported.items() if path == "tensorflow.compat.v1"), "")
    graph = f"{tf}.Graph()" if runs else f"{first or f'{tf}.compat.v1'}.get_default_graph()"
    return "\n".join([*head, f"with {graph}.as_default():", *body])


def _lines(cell: ParsedCell, changes: list[Change]) -> Iterator[tuple[int, int]]:
    """The innermost statement around each change."""
    statements = [node for node in cell.nodes if isinstance(node, ast.stmt)]
    for change in changes:
        if not change.old:
            continue
        around = [node for node in statements if cell.span(node)[0] <= change.start <= cell.span(node)[1]]
        if around:
            inner = max(around, key=lambda node: cell.span(node)[0])
            yield inner.lineno, inner.end_lineno or inner.lineno
