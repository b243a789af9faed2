"""What the expressions of code that has not run come to, as far as that can be known without running them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import keras
import numpy as np

from .likeness import alike
from .small_sums import UNKNOWN, Kind, calculated, can_format, combined, holds, indexed, kind_of
from .takes import argument_flaw, by_name, call_flaw, data_flaw, of_another_kind, text_flaw

FIXED = (type(ast), type(len), np.ufunc)
"""Modules, and functions not written in Python: no line of the same code gives them another attribute."""


class FlawError(Exception):
    """The place where the code cannot work."""

    def __init__(
        self, kind: str, typed: str, node: ast.AST, near: tuple[str, ...] = (), message: str = "", behind: int = 0
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.typed = typed
        self.line = getattr(node, "lineno", 0)
        self.column = behind or getattr(node, "col_offset", 0)
        self.near = near


class Expressions:
    """The names of one piece of code, and what is known of them so far."""

    def __init__(self, tree: ast.Module, names: Mapping[str, Any]) -> None:
        self._tree = tree
        self._session = names
        self._made: dict[str, Any] = {}
        self._single = len(tree.body) == 1
        """Nothing before it in the code can have changed what the session holds."""
        self._certain = True
        """Whether what is being read runs for certain, and once."""
        self._later = frozenset(bound_in(tree))

    def _fits(self, target: ast.expr, made: Any) -> None:
        """Raises FlawError for several names and one number, and for what no module holds: `keras.Denes = 1`."""
        if isinstance(target, ast.Tuple | ast.List) and isinstance(made, int | float):
            raise FlawError("value", "TypeError", target, (), f"cannot unpack {type(made).__name__}")
        if not isinstance(target, ast.Attribute | ast.Subscript):
            return
        owner = self.value(target.value)
        if isinstance(target, ast.Subscript):
            of = owner.of if isinstance(owner, Kind) else type(owner)
            if owner is not UNKNOWN and not hasattr(of, "__setitem__"):
                raise FlawError("value", "TypeError", target, (), f"no item of {of.__name__} can be set")
            return
        closed = isinstance(owner, Kind) and owner.closed and not holds(owner, target.attr)
        if closed or (isinstance(owner, type(ast)) and not hasattr(owner, target.attr)):
            raise FlawError("value", "AttributeError", target, (), f"no `{target.attr}` there")

    def _bind(self, target: ast.expr, made: Any) -> None:
        match target:
            case ast.Name(id=name):
                self._made[name] = kind_of(made) if self._certain else UNKNOWN
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                several = (
                    made if isinstance(made, list | tuple) and len(made) == len(parts) else [UNKNOWN] * len(parts)
                )
                for part, each in zip(parts, several, strict=True):
                    self._bind(part, each)
            case ast.Starred(value=value):
                self._bind(value, UNKNOWN)
            case ast.Attribute(value=value):
                self.value(value)
            case ast.Subscript(value=value, slice=index):
                self.value(value)
                self.value(index)

    def value(self, node: ast.expr | None) -> Any:
        """What an expression comes to, as far as that can be known: a value, a `Kind` of value, or UNKNOWN."""
        match node:
            case None:
                return UNKNOWN
            case ast.Constant(value=value):
                return value
            case ast.Name():
                return self._name(node)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Call():
                return self._call(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.BinOp(left=left, op=operator, right=right):
                return self._guarded(node, lambda: combined(operator, self.value(left), self.value(right)))
            case ast.UnaryOp(op=operator, operand=operand):
                return self._guarded(node, lambda: combined(operator, self.value(operand)))
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                values = [self.value(part) for part in parts]
                whole = all(each is not UNKNOWN and not isinstance(each, Kind) for each in values)
                makes: type = tuple if isinstance(node, ast.Tuple) else list if isinstance(node, ast.List) else set
                if any(isinstance(part, ast.Starred) for part in parts):
                    return Kind(makes)
                return makes(values) if whole and makes is not set else Kind(makes)
            case ast.Slice(lower=lower, upper=upper, step=step):
                bounds = [self.value(each) if each else None for each in (lower, upper, step)]
                return slice(*bounds) if all(each is None or isinstance(each, int) for each in bounds) else UNKNOWN
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self._own_scope(node)
            case ast.NamedExpr(target=target, value=value):
                made = self.value(value)
                self._bind(target, made)
                return made
            case ast.FormattedValue(value=value, format_spec=form):
                if form is not None and not can_format(form, self.value(value)):
                    raise FlawError("value", "ValueError", node, (), "Invalid format specifier")
                return UNKNOWN
            case ast.JoinedStr() | ast.Compare() | ast.BoolOp() | ast.IfExp() | ast.Dict():
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)
                return Kind(dict) if isinstance(node, ast.Dict) else UNKNOWN
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)
                return UNKNOWN

    def _guarded(self, node: ast.expr, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except FlawError:
            raise
        except Exception as error:
            raise FlawError("value", type(error).__name__, node, (), str(error)) from None

    def _name(self, node: ast.Name) -> Any:
        name = node.id
        for known in (self._made, self._session, vars(builtins)):
            if name in known:
                value = known[name]
                if known is self._session and not self._single:
                    return kind_of(value)
                return value
        own = [each for each in self._session if not each.startswith("_")]
        raise FlawError("name", name, node, alike(name, [*self._made, *own], dir(builtins)))

    def _attribute(self, node: ast.Attribute) -> Any:
        owner, name = self.value(node.value), node.attr
        if owner is UNKNOWN:
            return UNKNOWN
        end = (node.end_col_offset or 0) - len(name.encode())
        place = ast.Name(name, lineno=node.end_lineno or node.lineno, col_offset=end)
        if isinstance(owner, Kind):
            if holds(owner, name):
                return UNKNOWN
            near = alike(name, dir(owner.of))
            if near or owner.closed:
                raise FlawError("attribute", name, place, near, owner.of.__name__, end)
            return UNKNOWN
        try:
            return getattr(owner, name)
        except AttributeError:
            near = alike(name, dir(owner))
            if self._single or near or isinstance(owner, FIXED):
                raise FlawError("attribute", name, place, near, type(owner).__name__, end) from None
        except Exception:
            return UNKNOWN
        return UNKNOWN

    def _subscript(self, node: ast.Subscript) -> Any:
        owner, index = self.value(node.value), self.value(node.slice)
        of = owner.of if isinstance(owner, Kind) else type(owner)
        if of in (list, tuple, str) and (isinstance(node.slice, ast.Tuple) or isinstance(index, str)):
            raise FlawError("value", "TypeError", node, (), f"{of.__name__} indices must be integers or slices")
        if isinstance(owner, type) and not hasattr(owner, "__class_getitem__"):
            raise FlawError("value", "TypeError", node, (), f"type '{owner.__name__}' is not subscriptable")
        if of is dict and (
            isinstance(index, list | dict) or (isinstance(index, Kind) and index.of in (list, dict))
        ):
            raise FlawError("value", "TypeError", node, (), "unhashable")
        if owner is UNKNOWN or index is UNKNOWN or isinstance(owner, Kind) or isinstance(index, Kind):
            return UNKNOWN
        if isinstance(owner, dict):
            if isinstance(index, str) and index not in owner:
                keys = [each for each in owner if isinstance(each, str)]
                raise FlawError("key", index, node.slice, alike(index, keys))
            return owner.get(index, UNKNOWN) if isinstance(index, str | int) else UNKNOWN
        return self._guarded(node, lambda: indexed(owner, index))

    def _call(self, node: ast.Call) -> Any:
        function = self.value(node.func)
        given = [self.value(each.value if isinstance(each, ast.Starred) else each) for each in node.args]
        named = {each.arg or "": self.value(each.value) for each in node.keywords}
        if len(named) < len(node.keywords):
            raise FlawError("syntax", "SyntaxError", node, (), "keyword argument repeated")
        if function is UNKNOWN or isinstance(function, Kind):
            if isinstance(node.func, ast.Attribute) and node.func.attr in OF_DATA:
                owner = self.value(node.func.value)
                return owner if isinstance(owner, Kind) and holds(owner, "element_spec") else UNKNOWN
            if isinstance(function, Kind) and (wrong := call_flaw(function.of, given, named)):
                raise FlawError("value", "TypeError", node, (), wrong)
            return UNKNOWN
        if not callable(function):
            raise FlawError("value", "TypeError", node, (), f"'{type(function).__name__}' object is not callable")
        starred = any(isinstance(each, ast.Starred) for each in node.args) or "" in named
        if (unfit := argument_flaw(function, given, named, starred)) is not None:
            typed, near, message = unfit
            where: ast.AST = next((each for each in node.keywords if each.arg == typed), node)
            raise FlawError("argument" if typed else "value", typed or "TypeError", where, near, message)
        nested = [each for each in node.args[:1] if isinstance(each, ast.List)]
        if function is keras.Sequential and any(isinstance(each, ast.List | ast.Tuple) for each in _items(nested)):
            raise FlawError("value", "ValueError", node, (), "a list among the layers")
        for name, position, value in by_name(function, given, named):
            place = node.args[position] if position >= 0 else _keyword(node, name)
            for each in value if isinstance(value, list) else [value]:
                if (texts := text_flaw(function, name, each)) is not None:
                    raise FlawError("text", str(each), place, texts)
            if of_another_kind(function, name, value):
                raise FlawError("value", "TypeError", place, (), f"`{name}` is no {type(value).__name__}")
        if starred:
            return UNKNOWN
        if wrong_data := data_flaw(function, given, named):
            raise FlawError("value", "ValueError", node, (), wrong_data)
        return self._guarded(node, lambda: calculated(function, given, named))

    def _own_scope(self, node: ast.Lambda | ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Any:
        before, certain = dict(self._made), self._certain
        self._certain = False
        self._made |= dict.fromkeys([*bound_in(node), *parameters_of(node)], UNKNOWN)
        for child in ast.walk(node):
            if isinstance(child, ast.comprehension):
                self.value(child.iter)
                for test in child.ifs:
                    self.value(test)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [getattr(node, "elt", None)]
        for part in [node.body] if isinstance(node, ast.Lambda) else parts:
            self.value(part)
        self._made, self._certain = before, certain
        return Kind(list) if isinstance(node, ast.ListComp) else UNKNOWN


def _items(lists: list[ast.List]) -> Iterator[ast.expr]:
    return (item for each in lists for item in each.elts)


OF_DATA = frozenset({"batch", "shuffle", "repeat", "map", "take", "skip", "prefetch", "cache", "filter"})
"""Methods of a data set that give another."""


def _keyword(node: ast.Call, name: str) -> ast.expr:
    return next((each.value for each in node.keywords if each.arg == name), node)


def bound_in(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.alias(name=name, asname=alias):
                yield alias or name.partition(".")[0]
            case ast.ExceptHandler(name=name) if name:
                yield name


def parameters_of(node: ast.AST) -> Iterator[str]:
    return (each.arg for each in ast.walk(node) if isinstance(each, ast.arg))
