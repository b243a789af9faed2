"""A piece of old code as a tree: where each part stands in the text, and what each dotted name means."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from tutor.core.syntax import masked, parsed

USUAL = {
    "K": "keras.backend",
    "KTF": "keras.backend.tensorflow_backend",
    "keras": "keras",
    "layers": "keras.layers",
    "models": "keras.models",
    "np": "numpy",
    "np_utils": "keras.utils.np_utils",
    "optimizers": "keras.optimizers",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "tf": "tensorflow",
    "tfe": "tensorflow.contrib.eager",
}
"""What short names mean where the code itself does not import them."""


class Change(Struct, frozen=True):
    """A part of the text that becomes another."""

    start: int
    end: int
    text: str
    old: str = ""
    """What the learner wrote, for the sentence about it."""
    new: str = ""
    """What it is called today; empty when it is gone."""
    gone: str = ""
    """A sentence about what took its place, where there is no line to put."""


class ParsedCell(Struct, frozen=True, dict=True):
    """Code that parses, but for lines of the notebook (`%time`) and of the shell (`!ls`), which are let be."""

    text: str
    tree: ast.Module
    starts: tuple[int, ...] = field(default=())
    """Where each line begins."""

    @classmethod
    def read(cls, text: str) -> ParsedCell | None:
        """None when it does not parse."""
        tree = parsed(masked(text))
        if tree is None:
            return None
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return cls(text, tree, tuple(starts))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Start and end in the text. The tree counts bytes of UTF-8, the text characters."""
        begin = self._place(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        return begin, self._place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def source(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text[start:end]

    def _place(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        whole = self.text[start : self.starts[line]]
        return start + (column if whole.isascii() else len(whole.encode()[:column].decode(errors="ignore")))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @cached_property
    def parents(self) -> Mapping[ast.AST, ast.AST]:
        return {child: parent for parent in self.nodes for child in ast.iter_child_nodes(parent)}

    @cached_property
    def imported(self) -> dict[str, str]:
        """What each name means that the code imports, as the code spells it: `np` is `numpy`."""
        return {alias: path for node in self.nodes for alias, path in _imports(node)}

    @cached_property
    def bound(self) -> frozenset[str]:
        """Names that the code itself assigns or defines."""
        stored = {node.id for node in self.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        kinds = (ast.FunctionDef, ast.ClassDef)
        defined = {node.name for node in self.nodes if isinstance(node, kinds)}
        arguments = {node.arg for node in self.nodes if isinstance(node, ast.arg)}
        return frozenset(stored | defined | arguments)

    def path(self, node: ast.AST) -> str:
        """The full dotted path of a name or an attribute: `tensorflow.keras.layers.Dense`; empty for others.

        A bare name that is neither imported nor usual is its own path.
        """
        match node:
            case ast.Name(id=name):
                if name in self.imported:
                    return self.imported[name]
                return USUAL.get(name, name) if name not in self.bound else ""
            case ast.Attribute(value=value, attr=attribute):
                base = self.path(value)
                return f"{base}.{attribute}" if base else ""
        return ""

    def head(self, node: ast.AST) -> tuple[str, str]:
        """The name a dotted path begins with and what that means: `("tf", "tensorflow")`."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return (node.id, self.path(node)) if isinstance(node, ast.Name) else ("", "")

    def statement(self, node: ast.AST) -> ast.stmt:
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def lines_of(self, node: ast.AST) -> tuple[int, int]:
        """Start of its first line and end of its last, the line's end included."""
        return self.starts[node.lineno - 1], min(self.starts[node.end_lineno], len(self.text))  # type: ignore[attr-defined]

    def alone(self, statement: ast.stmt) -> bool:
        """Whether nothing else stands on its lines."""
        start, end = self.lines_of(statement)
        first, last = self.span(statement)
        rest = self.text[last:end].strip()
        return not self.text[start:first].strip() and (not rest or rest.startswith("#"))

    def without(self, statement: ast.stmt) -> tuple[int, int, str]:
        """What takes the statement out: start, end, and `pass` where something has to stay."""
        start, end = self.span(statement)
        if not self.alone(statement):
            return start, end, "pass"
        parent = self.parents.get(statement)
        blocks = [getattr(parent, name, None) for name in ("body", "orelse", "finalbody")]
        only = any(isinstance(block, list) and block == [statement] for block in blocks)
        return (start, end, "pass") if only and parent is not self.tree else (*self.lines_of(statement), "")


def _imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Import(names=aliases):
            for alias in aliases:
                own = alias.name.split(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (own, own)
        case ast.ImportFrom(module=module, names=aliases, level=0):
            for alias in aliases:
                yield alias.asname or alias.name, f"{module}.{alias.name}"


def at(place: int) -> tuple[int, int]:
    """Start and end of a change that puts something in."""
    return place, place


def settled(changes: Iterable[Change]) -> list[Change]:
    """The changes in the order of the text, each once; one that lies inside a larger one gives way to it."""
    kept: list[Change] = []
    added: set[tuple[int, str]] = set()
    for change in sorted(dict.fromkeys(changes), key=_order):
        if (kept and change.start < kept[-1].end) or (change.text and (change.start, change.text) in added):
            continue
        kept.append(change)
        added |= {(change.start, change.text)} if change.start == change.end else set()
    return kept


def _order(change: Change) -> tuple[int, bool, bool, int]:
    """What is put in comes before what is replaced, and import lines come before the rest."""
    added = change.end == change.start
    return change.start, not added, not change.text.startswith(("import ", "from ")), -change.end


def applied(text: str, changes: Iterable[Change]) -> str:
    """The text with settled changes made."""
    for change in reversed(list(changes)):
        text = text[: change.start] + change.text + text[change.end :]
    return text
