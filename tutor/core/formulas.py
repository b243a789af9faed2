"""Says in words what differs between two formulas: a sign that is lacking, an order, something left out."""

from __future__ import annotations

import ast
from collections import Counter

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.USub: "-",
}


def formulas(tree: ast.Module) -> dict[str, ast.expr]:
    """What is calculated, by the name it gets; of a function, what it returns."""
    found: dict[str, ast.expr] = {}
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.FunctionDef(name=name):
                returned = [node.value for node in ast.walk(statement) if isinstance(node, ast.Return)]
                if len(returned) == 1 and returned[0] is not None:
                    found[name] = returned[0]
    return found


def formula_difference(own: ast.Module, wanted: ast.Module) -> str:
    """About the first formula of the same name that is another; empty when none is. Never the whole of it."""
    mine = formulas(own)
    for name, value in formulas(wanted).items():
        if name in mine and (said := _compared(name, mine[name], value)):
            return said
    return ""


def _compared(name: str, own: ast.expr, wanted: ast.expr) -> str:
    if _canonical(own) == _canonical(wanted):
        return ""
    mine, its = _signs(own), _signs(wanted)
    if not its or not mine:
        return ""
    lacking, extra = list((its - mine).elements()), list((mine - its).elements())
    if lacking and extra:
        return f"The formula of `{name}` has a `{extra[0]}` where the step's has another sign."
    if lacking:
        return f"The formula of `{name}` lacks a `{lacking[0]}` that the step's has."
    if extra:
        return f"The formula of `{name}` has a `{extra[0]}` more than the step's."
    if _order(own) != _order(wanted):
        return (
            f"The formula of `{name}` has the right signs in another order than the step's; brackets count, too."
        )
    if Counter(_parts(own)) == Counter(_parts(wanted)):
        return f"The formula of `{name}` has the right signs, but between other things than the step's."
    return ""


def _parts(formula: ast.expr) -> list[str]:
    """The names and numbers of a formula."""
    return [ast.unparse(node) for node in ast.walk(formula) if isinstance(node, ast.Name | ast.Constant)]


def _canonical(formula: ast.expr) -> str:
    """The same text for formulas that differ only in the order of what is added or multiplied."""
    match formula:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult() as sign, right=right):
            return f"({SIGNS[type(sign)].join(sorted((_canonical(left), _canonical(right))))})"
        case ast.BinOp(left=left, op=sign, right=right):
            return f"({_canonical(left)} {type(sign).__name__} {_canonical(right)})"
        case ast.Call(func=function, args=given):
            return f"{ast.unparse(function)}({', '.join(map(_canonical, given))})"
    return ast.unparse(formula)


def _signs(formula: ast.expr) -> Counter[str]:
    return Counter(_order(formula))


def _order(formula: ast.expr) -> list[str]:
    """The signs from the outermost in."""
    nodes = (node.op for node in ast.walk(formula) if isinstance(node, ast.BinOp | ast.UnaryOp))
    return [SIGNS[type(sign)] for sign in nodes if type(sign) in SIGNS]
