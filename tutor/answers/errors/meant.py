"""What code that parses may have been meant to be: a text without quotes, a comma left out, a number as a text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tutor.answers.errors.foreseen import flaws
from tutor.answers.errors.misspelt import NAME_ERROR
from tutor.core.execution import Error
from tutor.core.protocols import Queryable
from tutor.core.syntax import masked, parsed
from tutor.core.verdict import Judgement, Verdict

_TEXTS = re.compile(
    r"activation|\w*_initializer|loss|optimizer|metrics|monitor|padding|dtype|mode|label|color|name|class_mode"
    r"|color_mode|label_mode|output_mode|regularizer|\w*_regularizer|marker|linestyle"
)
"""Arguments that get a text."""
_TAKE_TEXTS = frozenset(
    {"astype", "Activation", "title", "xlabel", "ylabel", "suptitle", "load_model", "save", "compile"}
)
"""What is given a text by place."""


def as_text(error: Error, code: str, session: Queryable | None) -> Judgement | None:
    """A name that is not defined where a text belongs, in its quotes: `dtype=float32`, `history[loss]`."""
    missed, tree = NAME_ERROR.search(error.message), parsed(masked(code))
    if missed is None or tree is None or session is None:
        return None
    name = missed["name"]
    places = [node for node in _text_places(tree) if isinstance(node, ast.Name) and node.id == name]
    for mark in "'\"":
        new = _replaced(code, places, f"{mark}{name}{mark}") if places else ""
        if new and parsed(masked(new)) is not None and not flaws([new], session)[0].kind:
            say = (
                f"`{name}` stands there without quote marks, so Python looks for a variable of that name. "
                "Here a text is wanted, and a text stands in quotes. The line below has them."
            )
            return Judgement(Verdict.ERRORED, say, new)
    return None


def _text_places(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(slice=ast.Name() as name, value=ast.Attribute(attr="history") | ast.Name()):
                yield name
            case ast.keyword(arg=str(argument), value=value) if _TEXTS.fullmatch(argument):
                yield from value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
            case ast.Dict(keys=keys):
                yield from (key for key in keys if key is not None)
            case ast.Call(func=ast.Attribute(attr=called), args=[first, *_]) if called in _TAKE_TEXTS:
                yield first


def meant_otherwise(error: Error, code: str) -> Iterator[Judgement]:
    """Other code that may have been meant, each with its words, the likeliest first."""
    tree = parsed(masked(code))
    if tree is None:
        return
    if missed := NAME_ERROR.search(error.message):
        yield from _of_a_library(missed["name"], code, tree)
        return
    nodes = list(ast.walk(tree))
    if any(part in error.message for part in ("not callable", "not subscriptable", "indices must be")):
        yield from _comma(code, nodes)
    yield from _numbers(error, code, nodes)
    yield from _lists(error, code, nodes)


def _of_a_library(name: str, code: str, tree: ast.Module) -> Iterator[Judgement]:
    """`default_rng(3)` with the library in front, in whichever of them it is."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    for library in (
        "np",
        "keras",
        "keras.layers",
        "plt",
        "tf",
        "np.random",
        "keras.optimizers",
        "keras.losses",
        "keras.callbacks",
    ):
        new = _replaced(code, nodes, f"{library}.{name}")
        say = (
            f"`{name}` is not defined by itself. It belongs to a library, and Python finds it there only by its "
            f"full name. Write `{library}.{name}`."
        )
        yield Judgement(Verdict.ERRORED, say, new)


_LIBRARIES = ("np", "keras", "keras.layers", "plt", "tf", "np.random", "keras.optimizers", "keras.callbacks")


def _comma(code: str, nodes: list[ast.AST]) -> Iterator[Judgement]:
    for node in nodes:
        match node:
            case ast.Call(func=ast.Constant() | ast.List() | ast.Tuple() as before):
                pass
            case ast.Subscript(value=ast.List() | ast.Constant() | ast.Tuple() as before):
                pass
            case _:
                continue
        end = _end(code, before)
        say = (
            "Two things stand side by side, and Python takes the second for a call or a place of the first. In a "
            "list and in a call, commas separate the items. The line below has the comma."
        )
        yield Judgement(Verdict.ERRORED, say, f"{code[:end]}, {code[end:].lstrip(' ')}")


def _numbers(error: Error, code: str, nodes: list[ast.AST]) -> Iterator[Judgement]:
    """A number in quotes."""
    if error.name not in ("TypeError", "ValueError", "UFuncTypeError", "UFuncNoLoopError", "_UFuncNoLoopError"):
        return
    texts = [
        node.value
        for node in nodes
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant) and _is_number(node.value.value)
    ]
    if texts:
        new = code
        for each in sorted(texts, key=lambda node: (-node.lineno, -node.col_offset)):
            new = _replaced(new, [each], str(each.value).strip())
        say = (
            f"`{texts[0].value!r}` stands in quotes, so it is a text, whatever it looks like. A number is wanted "
            "here. The line below has it without the quotes."
        )
        yield Judgement(Verdict.ERRORED, say, new)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\s*-?\d+(\.\d*)?(e-?\d+)?\s*", value) is not None


def _lists(error: Error, code: str, nodes: list[ast.AST]) -> Iterator[Judgement]:
    """Several layers or shapes side by side, where one list of them belongs; a row that lacks its brackets."""
    for node in nodes:
        match node:
            case ast.List(elts=[*rows]) if "inhomogeneous" in error.message:
                alone = [row for row in rows if not isinstance(row, ast.List)]
                if alone and len(alone) < len(rows):
                    new = code
                    for row in reversed(alone):
                        new = _replaced(new, [row], f"[{code[_start(code, row) : _end(code, row)]}]")
                    say = (
                        "Some rows stand in brackets of their own, and one number does not. An array is a "
                        "rectangle, so every row needs them. The line below has them."
                    )
                    yield Judgement(Verdict.ERRORED, say, new)
                continue
            case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[first, *_, last]) if (
                called in _TAKE_LISTS and "positional argument" in error.message
            ):
                opening, closing = _TAKE_LISTS[called][0], _TAKE_LISTS[called][1]
            case _:
                continue
        start, end = _start(code, first), _end(code, last)
        what = "one list" if opening == "[" else "one shape"
        say = (
            f"`{called}` takes {what}, and it got its parts one by one. Brackets of their own make one thing of "
            "them. The line below has them."
        )
        yield Judgement(Verdict.ERRORED, say, f"{code[:start]}{opening}{code[start:end]}{closing}{code[end:]}")


_TAKE_LISTS = {
    "Sequential": "[]",
    "array": "[]",
    "concatenate": "[]",
    "stack": "[]",
    "vstack": "[]",
    "hstack": "[]",
    "column_stack": "[]",
    "zeros": "()",
    "ones": "()",
    "empty": "()",
}


def _replaced(code: str, nodes: list[ast.Name] | list[ast.expr] | list[ast.Constant], new: str) -> str:
    """The code with a text in the place of each of these nodes."""
    for node in sorted(nodes, key=lambda each: (-each.lineno, -each.col_offset)):
        code = code[: _start(code, node)] + new + code[_end(code, node) :]
    return code


def _start(code: str, node: ast.expr) -> int:
    return _place(code, node.lineno, node.col_offset)


def _end(code: str, node: ast.expr) -> int:
    return _place(code, node.end_lineno or node.lineno, node.end_col_offset or 0)


def _place(code: str, line: int, column: int) -> int:
    """Where in the text a line (from 1) and a column (in bytes) are."""
    lines = code.split("\n")
    before = sum(len(each) + 1 for each in lines[: line - 1])
    return before + len(lines[line - 1].encode()[:column].decode(errors="ignore"))
