"""Gives a model its data in the form it takes: one sample with its axis in front, a list as an array, a column."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence

from tutor.answers.errors.misspelt import ask
from tutor.core.acts import dotted
from tutor.core.execution import Error
from tutor.core.protocols import Queryable
from tutor.core.syntax import masked, parsed
from tutor.core.verdict import Judgement, Verdict

_ABOUT_DATA = re.compile(
    r"incompatible|Unrecognized data type|unknown rank|Only input tensors|ndim|nput shape|xpected shape"
    r"|Matrix size|rank|convert .* to (?:a tensor|Tensor)|has no attribute 'shape'"
)
_CALLS = frozenset({"fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"})
_LABELLED = frozenset({"fit", "evaluate", "train_on_batch", "test_on_batch"})
_PURE = frozenset({"array", "zeros", "ones", "arange", "linspace", "full", "reshape", "astype", "float32"})
"""Calls that may stand in an expression which is evaluated once more."""
_NUMBERS = frozenset({"int", "float", "bool", "ndarray", "float32", "float64", "int64", "int32", "EagerTensor"})
Shape = tuple[int | None, ...]


def as_table(error: Error, code: str, session: Queryable | None) -> Judgement | None:
    """The learner's own line with the data in a form that the model takes; None when nobody knows one."""
    tree = parsed(masked(code))
    if session is None or tree is None or not _ABOUT_DATA.search(error.message):
        return None
    for call, model, given in _calls(tree):
        text, plain = ast.get_source_segment(code, given) or "", isinstance(given, ast.Starred)
        if plain or not text or not _is_pure(given):
            continue
        known = _known(ask(_FACTS.format(given=text, model=model), session))
        if known is None:
            continue
        shape, wanted, kind = known
        if not shape and kind not in _NUMBERS:
            continue  # NumPy gives a function and a text the shape of a number
        listed = kind in ("list", "tuple")
        found = _rearranged(text, shape, wanted, listed, isinstance(given, ast.BinOp | ast.UnaryOp | ast.IfExp))
        if not found or found[0] == text:
            continue
        new, words = found
        offer, has_labels = _with(code, given, new), call in _LABELLED
        if has_labels and words in (_SAMPLE, _SAMPLE_LIST) and len(shape) == 1:
            continue  # each number has a label beside it: the model was built for the number of samples
        if has_labels:
            offer = _labels_too(offer, session)
        if parsed(masked(offer)) is not None:
            return Judgement(
                Verdict.ERRORED, words.format(given=_name(text), model=model, **_said(shape, wanted)), offer
            )
    return None


_FACTS = (
    "repr((tuple(__import__('numpy').shape({given})), tuple({model}.input_shape), type({given}).__name__))"
    " if not hasattr({given}, 'element_spec') else ''"
)


def _known(text: str) -> tuple[Shape, Shape, str] | None:
    try:
        shape, wanted, kind = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return None
    return shape, wanted, kind


def _calls(tree: ast.Module) -> Iterator[tuple[str, str, ast.expr]]:
    """The calls of models in the code: the method, the model, and the data."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = next((each.value for each in node.keywords if each.arg == "x"), None)
        given = node.args[0] if node.args else named
        owner, _, method = dotted(node.func).rpartition(".")
        if given is None:
            continue
        if method in _CALLS and owner:
            yield method, owner, given
        elif isinstance(node.func, ast.Name) and len(node.args) == 1:
            yield "", node.func.id, given


def _is_pure(given: ast.expr) -> bool:
    calls = [node for node in ast.walk(given) if isinstance(node, ast.Call)]
    return all(dotted(call.func).rpartition(".")[2] in _PURE for call in calls)


def _rearranged(text: str, shape: Shape, wanted: Shape, listed: bool, joined: bool) -> tuple[str, str] | None:
    """The expression in the form that is wanted, and what to say; None when there is no such form."""
    array = f"np.array({text})" if listed else f"({text})" if joined else text
    inner = wanted[1:]
    if _fits(shape, wanted):
        return (f"np.array({text}, dtype=float)", _LIST) if listed else None
    if _fits((1, *shape), wanted):
        if not shape and wanted == (None, 1):
            return f"np.array([[{text}]])", _NUMBER
        return (f"np.array([{text}])", _SAMPLE_LIST) if listed else (f"{array}[None]", _SAMPLE)
    if inner == (1,) and len(shape) == 1:
        numbers = f"np.array({text}, dtype=float)" if listed else array
        return f"{numbers}.reshape(-1, 1)", _COLUMN
    if inner == (1,) and not shape:
        return f"np.array([[{text}]])", _NUMBER
    if inner[-1:] == (1,) and _fits((*shape, 1), wanted):
        return f"{array}[..., None]", _CHANNEL
    if inner[-1:] == (1,) and _fits((1, *shape, 1), wanted):
        return f"{array}[None, ..., None]", _CHANNEL
    sizes = [size for size in inner if size is not None]
    if len(sizes) == len(inner) and sizes and shape and None not in shape:
        whole, one = math.prod(each or 0 for each in shape), math.prod(sizes)
        if whole and whole % one == 0 and (whole == one or (shape[0] or 0) * one == whole or shape[0] == 1):
            return f"{array}.reshape(-1, {', '.join(map(str, sizes))})", _REARRANGED
    return None


def _fits(shape: Sequence[int | None], wanted: Shape) -> bool:
    return len(shape) == len(wanted) and all(
        size is None or size == given for size, given in zip(wanted[1:], shape[1:], strict=True)
    )


_SAMPLE = (
    "{given} is one sample, of shape {shape}, and `{model}` takes many at once, {wanted}. Even one sample "
    "needs an axis "
    "in front that counts the samples: `[None]` puts it there. The line below does that."
)
_SAMPLE_LIST = (
    "{given} is one sample, of shape {shape}, and a plain list; `{model}` takes an array of many, "
    "{wanted}. Even one "
    "sample is a table with one row: a pair of brackets more. The line below has them."
)
_COLUMN = (
    "{given} is a plain row of numbers, of shape {shape}, and `{model}` takes a table with one number in "
    "each row, "
    "{wanted}. `.reshape(-1, 1)` stands them below each other. The line below does that."
)
_NUMBER = (
    "{given} is a single number, and `{model}` takes a table, {wanted}: rows of numbers. One row with one "
    "number has "
    "two pairs of brackets. The line below has them."
)
_LIST = (
    "{given} is a plain list, and Keras 3 takes arrays only. Older versions turned a list into an array "
    "for you, so "
    "many tutorials still show it. The line below makes an array of it."
)
_CHANNEL = (
    "{given} has the shape {shape}, and `{model}` takes {wanted}: the last axis holds the colours, and "
    "there is one. "
    "The numbers are right, only that axis is missing. `[..., None]` puts it there."
)
_REARRANGED = (
    "{given} has the shape {shape}, and `{model}` takes {wanted}. The numbers are as many as they should "
    "be, in another "
    "arrangement. The line below rearranges them."
)


def _said(shape: Shape, wanted: Shape) -> dict[str, str]:
    rows = ", ".join("n" if size is None else str(size) for size in wanted)
    return {"shape": f"`{shape}`", "wanted": f"`({rows})`"}


def _name(text: str) -> str:
    return f"`{text}`" if len(text) <= 30 and "\n" not in text else "What you passed"


def _with(code: str, node: ast.expr, new: str) -> str:
    lines = code.split("\n")
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    start = len(lines[first].encode()[: node.col_offset].decode(errors="ignore"))
    end = len(lines[last].encode()[: node.end_col_offset].decode(errors="ignore"))
    return "\n".join([*lines[:first], lines[first][:start] + new + lines[last][end:], *lines[last + 1 :]])


def _labels_too(code: str, session: Queryable) -> str:
    """The same with an array in place of a list of labels."""
    tree = parsed(masked(code))
    for call in [node for node in ast.walk(tree or ast.Module([], [])) if isinstance(node, ast.Call)]:
        if dotted(call.func).rpartition(".")[2] in _CALLS and len(call.args) > 1:
            labels = call.args[1]
            text = ast.get_source_segment(code, labels) or ""
            if isinstance(labels, ast.List) or (
                isinstance(labels, ast.Name) and ask(f"'list' if type({text}) in (list, tuple) else ''", session)
            ):
                return _with(code, labels, f"np.array({text})")
    return code
