"""Tells what was typed in from what was worked out: a number that only looks as if something had come to it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from tutor.core.acts import GROWING, acts_of, dotted
from tutor.core.course import Step
from tutor.core.facts import Result
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.syntax import parsed
from tutor.core.verdict import Judgement, not_yet

HOLDERS = frozenset(
    {"array", "asarray", "float", "int", "list", "tuple", "float32", "float64", "constant", "convert_to_tensor"}
    | {"reshape", "ravel", "flatten", "round", "print"}
)
"""Calls that hold numbers, and work nothing out."""
A_SUM = 3
"""Typed numbers from which on something was worked out with them: somebody read two losses off the screen."""
LIBRARIES = frozenset({"np", "numpy", "tf", "tensorflow", "keras", "math"})

Written = Mapping[str, tuple[ast.expr, ...] | None]
"""What code binds its names to, every time; None where it may be anything."""


def typed_in(step: Step, outcome: Outcome) -> Judgement | None:
    """What to say when a result that the step asks for is a number typed in; None when it is not.

    Only where the solution, and every route that its author accepts, works it out.
    """
    routes = [code for code in (step.code, *step.accept) if parsed(code) is not None]
    for check in step.expect:
        name = _looked_at(check)
        strictly = bool(getattr(check, "of", ""))
        typed = [_typed(name, (code,), strictly) for code in routes] if name else [True]
        if name and not any(typed) and _typed(name, outcome.here or (outcome.code,), strictly):
            return _told(check, name)
    return None


def types(code: str, name: str) -> bool:
    """Whether code gives this name nothing but numbers that are typed."""
    return _typed(name, (code,), strictly=False)


def _looked_at(check: Check) -> str:
    """The name that a check looks at; `_` for the value of a cell; empty for what nobody could type in."""
    return check.subject or ("_" if Result() in check.probes() else "")


def _told(check: Check, name: str) -> Judgement:
    what = "The answer" if name == "_" else f"`{name}`"
    if of := getattr(check, "of", ""):
        return not_yet(
            f"{what} was made without `{of}`. It may come near, but it says nothing about what `{of}` has learned."
            f" Ask `{of}` itself."
        )
    return not_yet(
        f"{what} is typed in, and not worked out. It would stay the same with other numbers, right or not. Write "
        "the line that comes to it."
    )


def _typed(name: str, cells: Iterable[str], strictly: bool) -> bool:
    """Whether code gives this name nothing but what was typed: numbers, `strictly` also sums of typed numbers."""
    written: dict[str, tuple[ast.expr, ...] | None] = {}
    for cell in cells:
        tree = parsed(cell)
        for statement in tree.body if tree is not None else []:
            _read(statement, written)
        written["_"] = _result(tree, written) if tree is not None and tree.body else None
    values = written.get(name)
    return bool(values) and all(_is_typed(each, written, strictly) for each in values or ())


def _result(tree: ast.Module, written: Written) -> tuple[ast.expr, ...] | None:
    """What a cell comes to: its last expression, or else whatever it binds; None where that may be anything."""
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        return (last.value,)
    values: list[ast.expr] = []
    for name in acts_of(ast.unparse(tree)).binds:
        bound = written.get(name)
        if bound is None:
            return None
        values += bound
    return tuple(values)


def _read(statement: ast.stmt, written: dict[str, tuple[ast.expr, ...] | None]) -> None:
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _bind(target, value, written)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _bind(target, value, written)
        case _:
            for node in ast.walk(statement):
                match node:
                    case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name):
                        written[name] = None
                    case ast.Subscript(value=owner, ctx=ast.Store()):
                        written[dotted(owner)] = None
                    case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method in GROWING:
                        written[dotted(owner)] = None
                    case _:
                        pass


def _bind(target: ast.expr, value: ast.expr, written: dict[str, tuple[ast.expr, ...] | None]) -> None:
    match target, value:
        case ast.Name(id=name), _:
            written[name] = (value,)
        case ast.Tuple(elts=names), ast.Tuple(elts=values) if len(names) == len(values):
            for each, its in zip(names, values, strict=True):
                _bind(each, its, written)
        case _:
            for node in ast.walk(target):
                if isinstance(node, ast.Name):
                    written[node.id] = None


def _is_typed(node: ast.expr, written: Written, strictly: bool) -> bool:
    """Whether an expression is numbers as they were typed. A text is none; nor is what reads the session."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.Name(id=name):
            values = written.get(name)
            known = {each: its for each, its in written.items() if each != name}
            return bool(values) and all(_is_typed(each, known, strictly) for each in values or ())
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return bool(parts) and all(_is_typed(each, written, strictly) for each in parts)
        case ast.UnaryOp(operand=operand):
            return _is_typed(operand, written, strictly)
        case ast.BinOp(left=left, right=right):
            few = strictly or sum(isinstance(each, ast.Constant) for each in ast.walk(node)) < A_SUM
            return few and _is_typed(left, written, strictly) and _is_typed(right, written, strictly)
        case ast.Call(func=ast.Attribute(value=owner, attr=method), args=arguments):
            if not _is_library(owner):
                return method in HOLDERS and all(
                    _is_typed(each, written, strictly) for each in (owner, *arguments)
                )
            holds = strictly or method in HOLDERS
            return holds and bool(arguments) and all(_is_typed(each, written, strictly) for each in arguments)
        case ast.Call(func=ast.Name(id=name), args=arguments) if arguments:
            return name in HOLDERS and all(_is_typed(each, written, strictly) for each in arguments)
        case ast.Subscript(value=value):
            return _is_typed(value, written, strictly)
        case _:
            return False


def _is_library(node: ast.expr) -> bool:
    """`np`, `np.random`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in LIBRARIES
