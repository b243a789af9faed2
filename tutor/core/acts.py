"""What a piece of code does, read off its syntax tree: the names it binds, the things it calls."""

from __future__ import annotations

import ast

from msgspec import Struct

from tutor.core.syntax import masked, parsed

GROWING = frozenset({"append", "extend", "insert", "update"})
"""Methods of lists and dictionaries that put something in."""


class Acts(Struct, frozen=True):
    """Empty everywhere for code that does not parse."""

    binds: frozenset[str] = frozenset()
    """Names assigned, imported, defined, looped over or deleted at the top level of the cell."""
    calls: frozenset[str] = frozenset()
    """Whatever is called, under its last name and its full dotted one: `fit` and `model.fit`."""
    reads: frozenset[str] = frozenset()
    """Names and attributes that are read: `weights`, `model.weights`, `values_x`."""
    changes: frozenset[str] = frozenset()
    """Names whose items or attributes are assigned, or that grow: `values_x` in `values_x[5] = 15`, `losses` in
    `losses.append(3)`."""


def dotted(node: ast.expr) -> str:
    """`keras.layers.Dense` for the node of that expression; `fit` for `make().fit`; else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else node.attr
    return ""


def is_command(code: str) -> bool:
    """Whether this is a slash command, which no Python begins like."""
    return code.lstrip().startswith("/")


def acts_of(code: str) -> Acts:
    """Read the acts of `code`, of a slash command its name as a call: `/try`; never raises.

    Lines for the shell and the notebook do nothing here."""
    if is_command(code):
        return Acts(calls=frozenset(code.split()[:1]))
    tree = parsed(code) or parsed(masked(code))
    if tree is None:
        return Acts()
    binds: set[str] = set()
    calls: set[str] = set()
    reads: set[str] = set()
    changes: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                reads.add(name)
            case ast.Name(id=name):
                binds.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                binds.add(name)
            case ast.alias(name=name, asname=alias):
                binds.add(alias or name.split(".")[0])
            case ast.Subscript(value=owner, ctx=ast.Store()):
                changes.add(dotted(owner).split(".")[0])
            case ast.Attribute(attr=attribute, ctx=context):
                reads |= {attribute, dotted(node)}
                if isinstance(context, ast.Store):
                    changes.add(dotted(node.value).split(".")[0])
            case ast.Call(func=function):
                name = dotted(function)
                calls |= {name, name.rsplit(".", 1)[-1]} - {""}
                grown, _, method = name.rpartition(".")
                changes |= {grown} if method in GROWING and grown.isidentifier() else set()
            case _:
                pass
    return Acts(frozenset(binds), frozenset(calls), frozenset(reads), frozenset(changes - {""}))
