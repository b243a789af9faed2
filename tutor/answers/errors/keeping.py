"""Puts what is offered in the place of the learner's own statement: under its name, with what follows."""

from __future__ import annotations

import ast
import re

from tutor.answers.errors.misspelt import ask
from tutor.core.execution import Error
from tutor.core.protocols import Queryable
from tutor.core.syntax import parsed


def in_place(code: str, offer: str, error: Error) -> str:
    """The offer as the learner's statement: `p = model.predict(...)` stays under `p`, and the lines behind the one
    that failed follow. An offer of nothing but imports stands before the line that needs them."""
    tree, other = parsed(code), parsed(offer)
    if tree is None or other is None or not tree.body or not other.body:
        return offer
    failing = _failing(tree, error)
    if failing is None:
        return offer
    behind = tree.body[tree.body.index(failing) + 1 :]
    lines = code.split("\n")
    rest = (
        "\n".join(lines[behind[0].lineno - 1 :]) if behind and behind[0].lineno > (failing.end_lineno or 0) else ""
    )
    if all(isinstance(each, ast.Import | ast.ImportFrom) for each in other.body):
        return "\n".join([offer, *lines[failing.lineno - 1 :]])
    last = other.body[-1]
    if isinstance(failing, ast.Assign) and isinstance(last, ast.Expr):
        start = ast.get_source_segment(code, failing) or ""
        value = ast.get_source_segment(code, failing.value) or ""
        target = start[: len(start) - len(value)] if value and start.endswith(value) else ""
        text = ast.get_source_segment(offer, last) or ""
        if target and offer.rstrip().endswith(text):
            offer = offer.rstrip()[: len(offer.rstrip()) - len(text)] + target + text
    return f"{offer}\n{rest}".rstrip("\n")


def _failing(tree: ast.Module, error: Error) -> ast.stmt | None:
    """The statement of the cell that raised; None when nobody can tell."""
    if len(tree.body) == 1:
        return tree.body[0]
    lines = {frame.line for frame in error.frames[:1]}
    return next(
        (each for each in tree.body for line in lines if each.lineno <= line <= (each.end_lineno or 0)), None
    )


_ARGMAX = re.compile(r"np\.argmax\((?P<call>(?P<model>[\w.]+)\.predict\((?:[^()]|\([^()]*\))*\)), axis=-1\)")


def one_output(offer: str, session: Queryable | None) -> str:
    """The offer with a cut at one half in the place of the largest of one share."""
    found = _ARGMAX.search(offer)
    if found is None or not ask(f"'one' if {found['model']}.output_shape[-1] == 1 else ''", session):
        return offer
    return f"{offer[: found.start()]}({found['call']} > 0.5).astype(int){offer[found.end() :]}"


ONE_OUTPUT = (
    "`predict_classes` is gone: `predict` gives shares, and the class is read off them. This model has one "
    "output, so "
    "the class is 1 where its share is above one half. The line below does that."
)
