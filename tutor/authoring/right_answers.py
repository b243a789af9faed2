"""Makes right answers out of a step's own solution, written as others would write it, so that none is refused.

Arguments in another order, Keras's other names for the same thing, `tf.keras`, a functional model or a class of
one's own in place of a Sequential, all of it in a function, in two cells, `model(x)` in place of `predict`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.acts import acts_of, dotted
from tutor.core.course import Step
from tutor.core.syntax import parsed

OTHER_NAMES = {
    "mse": "mean_squared_error",
    "mean_squared_error": "MSE",
    "mae": "mean_absolute_error",
    "accuracy": "acc",
    "binary_crossentropy": "bce",
    "relu": "ReLU",
}
"""Words that Keras takes for the same."""


class Route(Struct, frozen=True):
    """A solution as somebody else would write it."""

    how: str
    cells: tuple[str, ...]
    """Run one after the other; the last one must pass, or one before it."""


def right_answers(step: Step) -> list[Route]:
    """Other ways to write the solution. None for texts, and for what does not parse."""
    tree = parsed(step.code)
    if tree is None or not step.runs_code:
        return []
    made = [
        Route("arguments in another order", (_reordered(tree),)),
        Route("other names of Keras's", (_renamed(tree),)),
        Route("tf.keras", (_of_tensorflow(tree),)),
        *_other_models(tree),
        Route("model(x)", (_called(tree),)),
        *_in_a_function(tree),
        *_in_two_cells(step, tree),
    ]
    own = ast.unparse(tree)
    seen: dict[tuple[str, ...], Route] = {}
    for route in made:
        if route.cells != (own,):
            seen.setdefault(route.cells, route)
    return list(seen.values())


def _reordered(tree: ast.Module) -> str:
    changed = copy.deepcopy(tree)
    for node in ast.walk(changed):
        if isinstance(node, ast.Call) and all(keyword.arg for keyword in node.keywords):
            node.keywords.reverse()
    return ast.unparse(changed)


def _renamed(tree: ast.Module) -> str:
    changed = copy.deepcopy(tree)
    for node in ast.walk(changed):
        if isinstance(node, ast.keyword) and node.arg in ("loss", "metrics"):
            for word in ast.walk(node.value):
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    word.value = OTHER_NAMES.get(word.value, word.value)
    return ast.unparse(changed)


def _of_tensorflow(tree: ast.Module) -> str:
    class Longer(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            if node.id != "keras":
                return node
            return ast.Attribute(ast.Name("tf", ast.Load()), "keras", ast.Load())

    return ast.unparse(ast.fix_missing_locations(Longer().visit(copy.deepcopy(tree))))


def _other_models(tree: ast.Module) -> Iterator[Route]:
    """Each `Sequential([Input, layers ...])` as a functional model, and as a class."""
    for how, make in (("a functional model", _functional), ("a class of one's own", _subclassed)):
        lines: list[str] = []
        changed = False
        for statement in tree.body:
            made = make(statement)
            changed = changed or made is not None
            lines.append(made if made is not None else ast.unparse(statement))
        if changed:
            yield Route(how, ("\n".join(lines),))


def _functional(statement: ast.stmt) -> str | None:
    found = _layers(statement)
    if found is None:
        return None
    name, shape, layers = found
    lines = ["inputs_ = " + shape, f"outputs_ = {layers[0]}(inputs_)"]
    lines += [f"outputs_ = {layer}(outputs_)" for layer in layers[1:]]
    return "\n".join([*lines, f"{name} = keras.Model(inputs_, outputs_)"])


def _subclassed(statement: ast.stmt) -> str | None:
    found = _layers(statement)
    if found is None:
        return None
    name, shape, layers = found
    given = ast.parse(shape, mode="eval").body
    assert isinstance(given, ast.Call)
    size = given.keywords[0].value if given.keywords else given.args[0]
    made = [f"        self.part_{number} = {layer}" for number, layer in enumerate(layers)]
    runs = "".join(f"        x = self.part_{number}(x)\n" for number in range(len(layers)))
    build = f"{name}.build((None, *{ast.unparse(size)}))"
    return (
        "class Own_(keras.Model):\n    def __init__(self):\n        super().__init__()\n"
        + "\n".join(made)
        + f"\n    def call(self, x):\n{runs}        return x\n{name} = Own_()\n{build}"
    )


def _layers(statement: ast.stmt) -> tuple[str, str, list[str]] | None:
    """The name, the Input and the layers of `name = keras.Sequential([keras.Input(...), ...])`; else None."""
    match statement:
        case ast.Assign(
            targets=[ast.Name(id=name)], value=ast.Call(func=function, args=[ast.List(elts=parts)])
        ) if dotted(function).endswith("Sequential") and len(parts) > 1:
            first = parts[0]
            if isinstance(first, ast.Call) and dotted(first.func).endswith("Input"):
                return name, ast.unparse(first), [ast.unparse(part) for part in parts[1:]]
    return None


def _called(tree: ast.Module) -> str:
    changed = copy.deepcopy(tree)
    for node in ast.walk(changed):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "predict":
            inner = ast.Call(node.func.value, node.args[:1], [])
            node.func, node.args, node.keywords = ast.parse("np.array", mode="eval").body, [inner], []
    return ast.unparse(ast.fix_missing_locations(changed))


def _in_a_function(tree: ast.Module) -> Iterator[Route]:
    """The lines in a function that returns what they make; not where they read a name before they make it anew."""
    code = ast.unparse(tree)
    acts = acts_of(code)
    names = sorted(acts.binds)
    first_reads = acts_of(ast.unparse(tree.body[0])).reads if tree.body else frozenset()
    simple = all(isinstance(each, (ast.Assign, ast.Expr)) for each in tree.body)
    if not names or not simple or first_reads & acts.binds or "def " in code or "import" in code:
        return
    body = "\n".join(f"    {line}" for line in code.splitlines())
    listed = ", ".join(names)
    yield Route("in a function", (f"def made_():\n{body}\n    return {listed}\n\n{listed} = made_()",))


def _in_two_cells(step: Step, tree: ast.Module) -> Iterator[Route]:
    """The last statement in a cell of its own, and the first one; pictures are made in one go."""
    draws = any(getattr(check, "figure", "") for check in step.expect)
    if len(tree.body) < 2 or draws or step.given:
        return
    for cut in sorted({1, len(tree.body) - 1}):
        yield Route("in two cells", (_lines(tree.body[:cut]), _lines(tree.body[cut:])))


def _lines(body: Sequence[ast.stmt]) -> str:
    return "\n".join(map(ast.unparse, body))
