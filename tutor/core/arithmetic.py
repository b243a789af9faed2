"""Works out small formulas such as `2x + 30`, and can do nothing else."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping

LONGEST = 200
"""Characters. A formula in a lesson is a line at most."""

FUNCTIONS: dict[str, Callable[..., float]] = {
    "abs": abs,
    "cos": math.cos,
    "exp": math.exp,
    "log": math.log,
    "max": max,
    "min": min,
    "sin": math.sin,
    "sqrt": math.sqrt,
}
CONSTANTS = {"pi": math.pi, "e": math.e}

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.Mod: lambda left, right: left % right,
    ast.Pow: math.pow,  # on floats: it overflows at once where Python's own ** would grow for ever
}
_SPELLINGS = str.maketrans({"·": "*", "×": "*", "−": "-", "²": "**2", "³": "**3", "^": "**"})
_MISSING_TIMES = re.compile(r"((?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|\))\s*(?=[A-Za-z(])")


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """The value of `formula` with its variables replaced: `evaluate("2x + 30", {"x": 20})` is 70.

    Knows + - * / % **, brackets, `FUNCTIONS`, `CONSTANTS`, and the ways people write: `2x`, `2·x`, `x²`, `x^2`.
    Raises ValueError for anything else, and where there is no finite real result.
    """
    try:
        result = _value(_parsed(formula).body, values)
    except (ArithmeticError, TypeError, RecursionError) as error:
        raise ValueError(f"`{formula}` has no value there: {error}") from None
    if not math.isfinite(result):
        raise ValueError(f"`{formula}` has no finite value there")
    return result


def variables(formula: str) -> frozenset[str]:
    """The names that `formula` needs values for. Raises ValueError when it cannot be read."""
    names = {node.id for node in ast.walk(_parsed(formula)) if isinstance(node, ast.Name)}
    return frozenset(names) - FUNCTIONS.keys() - CONSTANTS.keys()


def _parsed(formula: str) -> ast.Expression:
    if len(formula) > LONGEST:
        raise ValueError(f"a formula of {len(formula)} characters is too long; {LONGEST} are allowed")
    plain = _MISSING_TIMES.sub(r"\1*", formula.translate(_SPELLINGS).strip())
    try:
        return ast.parse(plain, mode="eval")
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"`{formula}` is not a formula") from None


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in values:
            return float(values[name])
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, values)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            return _OPERATORS[type(operator)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(argument, values) for argument in arguments))
        case _:
            raise ValueError(f"`{ast.unparse(node)}` is not allowed in a formula")
