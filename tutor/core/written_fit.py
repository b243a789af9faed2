"""Finds the `fit` that started a run among its lines, and writes it with other arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from tutor.core.syntax import parsed

ORDER = ("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split")
"""The first parameters of `keras.Model.fit`, which may come without their names."""


def fit_line(code: str, place: int, model: str, changes: Mapping[str, Any]) -> str:
    """`history = model.fit(values_x, values_y, epochs=500)`, with the arguments that are changed.

    `place`: which `fit` of these lines is meant, counted from 1. Empty where the lines do not say it: in loops and
    functions, and where arguments are unpacked.
    """
    found = _written(code, place)
    if found is None:
        return ""
    arguments, target = found
    arguments |= {name: ast.Constant(value) for name, value in changes.items()}
    said = [ast.unparse(arguments.pop(name)) for name in ("x", "y") if name in arguments]
    said += [f"{name}={ast.unparse(value)}" for name, value in arguments.items()]
    return f"{target} = {model}.fit({', '.join(said)})"


def batch_line(code: str, place: int, model: str, samples: int, rows: int) -> str:
    """`model.train_on_batch(values_x[:32], values_y[:32])`: one step on the first so many samples of all rows.

    `place` as in `fit_line`. `rows` is 0 where the data comes in batches of its own. Empty where the lines do not
    say what the data is.
    """
    found = _written(code, place)
    if found is None or "x" not in found[0]:
        return ""
    arguments, _ = found
    if "y" not in arguments:
        return f"{model}.train_on_batch(*next(iter({ast.unparse(arguments['x'])})))"
    cut = f"[:{samples}]" if samples < rows or "validation_split" in arguments else ""
    said = [_cut(arguments["x"], cut), _cut(arguments["y"], cut)]
    if "sample_weight" in arguments:
        said.append(f"sample_weight={_cut(arguments['sample_weight'], cut)}")
    if "class_weight" in arguments:
        said.append(f"class_weight={ast.unparse(arguments['class_weight'])}")
    return f"{model}.train_on_batch({', '.join(said)})" if all(said) else ""


def _cut(value: ast.expr, cut: str) -> str:
    """The first rows of an expression; of each part of a list, a tuple or a dictionary that is written out."""
    if not cut:
        return ast.unparse(value)
    match value:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return f"[{', '.join(_cut(each, cut) for each in parts)}]"
        case ast.Dict(keys=keys, values=values) if all(keys):
            pairs = zip(keys, values, strict=True)
            return f"{{{', '.join(f'{ast.unparse(key)}: {_cut(each, cut)}' for key, each in pairs if key)}}}"
        case ast.Name() | ast.Attribute() | ast.Subscript() | ast.Call():
            return f"{ast.unparse(value)}{cut}"
        case _:
            return f"({ast.unparse(value)}){cut}"


def _written(code: str, place: int) -> tuple[dict[str, ast.expr], str] | None:
    """The arguments of a `fit` by name, and the name its History gets; None where the lines do not say them."""
    tree = parsed(code)
    found = list(_fits(tree)) if tree is not None else []
    if not 0 < place <= len(found):
        return None
    call, target = found[place - 1]
    if any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords):
        return None
    return dict(zip(ORDER, call.args, strict=False)) | {
        str(each.arg): each.value for each in call.keywords
    }, target


def _fits(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a `fit` that runs once, with the name its History gets."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.Expr | ast.AnnAssign):
            if any(map(_is_fit, ast.walk(statement))):
                return  # nobody can count them from here on
            continue
        calls = [node for node in ast.walk(statement) if _is_fit(node)]
        inner = ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp
        if calls and any(
            isinstance(node, inner) and any(map(_is_fit, ast.walk(node))) for node in ast.walk(statement)
        ):
            return
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        name = target.id if isinstance(target, ast.Name) and statement.value in calls else "history"
        for call in calls:
            if isinstance(call, ast.Call):
                yield call, name


def _is_fit(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fit"
