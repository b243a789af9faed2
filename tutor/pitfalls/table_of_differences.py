"""`y - model.predict(x)` with y of the shape (n,): the difference is a table n × n, and so is every mean of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from tutor.core.acts import dotted
from tutor.core.facts import ArrayFacts, Describe, Facts, NothingFacts, Probe, Result, ResultFacts
from tutor.core.syntax import parsed
from tutor.pitfalls.finding import Finding, Scene


def probes(code: str) -> Sequence[Probe]:
    """The names that stand beside a minus, and the predictions of the cell."""
    pairs = list(_differences(code))
    names = {node.id for pair in pairs for node in pair if isinstance(node, ast.Name)}
    return [*(Describe(name) for name in sorted(names)), *([Result()] if pairs else [])]


def find(scene: Scene) -> Iterator[Finding]:
    for pair in _differences(scene.code):
        first, second = (_shape(node, scene) for node in pair)
        flat, standing = sorted((first, second), key=len)
        if len(flat) != 1 or len(standing) != 2 or standing != (flat[0], 1) or flat[0] < 2:
            continue
        column = pair[0] if len(first) == 2 else pair[1]
        yield Finding(
            ast.unparse(pair[0]) + ast.unparse(pair[1]),
            f"One side of the minus has the shape {flat}, the other {standing}, so the difference has "
            f"({flat[0]}, {flat[0]}).",
            "NumPy subtracts each number from each other one. A mean over that table says nothing.",
            f"Take the column alone: `{ast.unparse(column)}[:, 0]`.",
            word=f"{standing}",
        )
        return


def _differences(code: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Both sides of every minus between names and predictions, outside of functions."""
    tree = parsed(code)
    todo: list[ast.AST] = [tree] if tree is not None else []
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp, ast.ListComp)):
            continue
        sides = _sides(node)
        if sides is not None and all(isinstance(side, ast.Name) or _predicts(side) for side in sides):
            yield sides
        todo += ast.iter_child_nodes(node)


def _sides(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    """What is subtracted from what, by a minus or by `np.subtract`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        return node.left, node.right
    if (
        isinstance(node, ast.Call)
        and dotted(node.func) in ("np.subtract", "numpy.subtract")
        and len(node.args) == 2
    ):
        return node.args[0], node.args[1]
    return None


def _predicts(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "predict"


def _shape(node: ast.expr, scene: Scene) -> tuple[int, ...]:
    facts: Facts = NothingFacts()
    if isinstance(node, ast.Name):
        facts = scene.facts.get(Describe(node.id), facts)
    elif isinstance(result := scene.facts.get(Result()), ResultFacts) and len(result.predictions) == 1:
        facts = result.predictions[0]
    return facts.shape if isinstance(facts, ArrayFacts) and facts.holder not in ("list", "tuple") else ()
