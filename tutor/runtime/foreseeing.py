"""Reads code that has not run, name by name, and tells the first thing in it that cannot work.

It runs nothing of the learner's: names are looked up, attributes and keys too, arguments are held against
signatures, and only arithmetic, NumPy's own makers of small arrays and methods of arrays are calculated. What
cannot be known is let pass.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from IPython import get_ipython

from .expressions import Expressions, FlawError, bound_in, parameters_of
from .likeness import alike
from .small_sums import UNKNOWN

LONGEST = 20_000
"""Characters of code that are read."""


def foresee(code: str) -> dict[str, Any]:
    """The first flaw as facts; with an empty `kind` when there is none that can be told."""
    kept = re.sub(r"^([ \t]*)[%!].*$", r"\1pass", code[:LONGEST], flags=re.MULTILINE)
    try:
        CodeReading(ast.parse(kept), get_ipython().user_ns).read()
    except FlawError as flaw:
        told = {"kind": flaw.kind, "typed": flaw.typed, "line": flaw.line, "column": flaw.column}
        return {"$facts": "flaw", **told, "near": list(flaw.near), "message": str(flaw)[:300]}
    except SyntaxError as error:
        return {"$facts": "flaw", "kind": "syntax", "message": str(error)[:300]}
    return {"$facts": "flaw", "kind": ""}


class CodeReading(Expressions):
    """One piece of code, read from the top."""

    def read(self) -> None:
        """Raises FlawError."""
        for statement in self._tree.body:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                made = self.value(value)
                for target in targets:
                    self._fits(target, made)
                    self._bind(target, made)
            case ast.AnnAssign(target=target, value=value):
                self._bind(target, self.value(value) if value else UNKNOWN)
            case ast.AugAssign(target=target, value=value):
                self.value(value)
                if isinstance(target, ast.Name):
                    self._name(target)
                self._bind(target, UNKNOWN)
            case ast.Delete(targets=targets):
                for target in targets:
                    if isinstance(target, ast.Attribute):
                        self.value(target)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                for each in node.decorator_list:
                    self.value(each)
                self._made[node.name] = UNKNOWN
                self._inside(node)
            case ast.Import(names=aliases):
                for alias in aliases:
                    self._imported(node, alias.name, alias.asname)
            case ast.ImportFrom(module=module, names=aliases, level=0) if module:
                for alias in aliases:
                    self._imported_from(node, module, alias)
            case ast.For() | ast.AsyncFor():
                self.value(node.iter)
                self._bind(node.target, UNKNOWN)
                self._block([*node.body, *node.orelse])
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self.value(item.context_expr)
                    if item.optional_vars:
                        self._bind(item.optional_vars, UNKNOWN)
                self._block(node.body)
            case ast.Try():
                return  # it may be meant to fail
            case ast.Match():
                return
            case ast.If() | ast.While():
                self.value(node.test)
                self._block([*node.body, *node.orelse])
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def _block(self, statements: list[ast.stmt]) -> None:
        before, self._certain = self._certain, False
        for statement in statements:
            self._statement(statement)
        self._certain = before

    def _inside(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        """A function's own names are unknown, and those that the code makes later are there when it is called."""
        inner = CodeReading(ast.Module(node.body, []), self._session)
        own = dict.fromkeys([*self._later, *bound_in(node), *parameters_of(node)], UNKNOWN)
        inner._made = {**self._made, **own}
        inner._single = inner._certain = False
        inner._later = self._later
        for statement in node.body:
            inner._statement(statement)

    def _imported(self, node: ast.Import, module: str, alias: str | None) -> None:
        import sys
        from importlib import import_module, util

        first = module.partition(".")[0]
        try:
            found = sys.modules.get(first) is not None or util.find_spec(first) is not None
        except (ImportError, ValueError):
            found = False
        if not found:
            raise FlawError("import", module, node, alike(first, USUAL))
        try:
            known = import_module(module) if first in QUICK else UNKNOWN
        except ImportError as error:
            raise FlawError("import", module, node, (), str(error)) from None
        except Exception:
            known = UNKNOWN
        self._made[alias or first] = known if alias or module == first else sys.modules.get(first, UNKNOWN)

    def _imported_from(self, node: ast.ImportFrom, module: str, alias: ast.alias) -> None:
        try:
            self._imported(ast.Import([], lineno=node.lineno, col_offset=0), module, "__module__")
        except FlawError as flaw:
            raise FlawError("import", module, node, flaw.near, str(flaw)) from None
        known = self._made.pop("__module__")
        if known is UNKNOWN or alias.name == "*":
            self._made[alias.asname or alias.name] = UNKNOWN
            return
        try:
            self._made[alias.asname or alias.name] = getattr(known, alias.name)
        except AttributeError:
            from importlib import import_module

            try:
                self._made[alias.asname or alias.name] = import_module(f"{module}.{alias.name}")
            except Exception:
                raise FlawError("member", alias.name, alias, alike(alias.name, dir(known)), module) from None


USUAL = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib",
    "pandas",
    "math",
    "random",
    "os",
    "time",
    "sys",
    "re",
    "json",
)
QUICK = frozenset(
    {"numpy", "tensorflow", "keras", "matplotlib", "math", "random", "os", "time", "sys", "re", "json"}
)
"""Libraries whose modules are looked into: they are loaded already, or small."""
