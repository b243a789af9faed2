"""Tells what was printed and then pasted from code: the bar of an epoch, a table, a log, a traceback."""

from __future__ import annotations

import ast
import re

_NUMBER = r"(?:-?\d[\d,]*(?:\.\d*)?(?:e[+-]?\d+)?|nan|-?inf)"
_MEASURED = rf"(?!(?:else|try|finally|lambda)\b)[A-Za-z]\w*:\s*{_NUMBER}"
_OUTPUT = re.compile(
    r"\s*(?:"
    r"Epoch\s+\d+(?:/\d+|:)"
    r"|\d+/(?:\d+|Unknown)\s*(?:[━╺╸█▓░]|\[[=>.\-]|[-–]\s*\d+m?s\b|\d+m?s\b|[-–]\s+\w+:)"
    rf"|[-–]?\s*{_MEASURED}(?:\s+[-–]\s+{_MEASURED})*\s*$"
    r"|[━┃│┏┗┡├└╇┴╭╰═─]{2}|[┃│] |={10}|_{10}"
    r"|(?:Total|Trainable|Non-trainable|Optimizer) params\s*:"
    r"|Model: \"\w+\""
    r"|\w+ \(\w+\)\s+\((?:None|\d+)?,"
    r"|Layer \(type\)"
    r"|Traceback \(most recent|File \"[^\"]+\", line \d+|-+> ?\d+ |~*\^[~^]*\s*$"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d+|[IWEF]\d{4} \d\d:\d\d"
    r"|(?:WARNING|INFO|ERROR):(?:tensorflow|absl|root)\b"
    r"|\S+\.py:\d+: \w*Warning\b"
    r"|Restoring model weights from|\w+ (?:did not )?improved? from "
    r"|\[?<(?:keras|tf|tensorflow|matplotlib|Sequential|Functional|Dense|_?\w*Dataset)\b"
    r"|(?:array|tensor)\(\[.*(?:\)|,)\s*$"
    r"|Out ?\[\d+\]:"
    r")"
)
"""How a line begins that nobody types as code."""
_DECIMAL = r"-?\d+\.\d*(?:e[+-]?\d+)?"
_ROWS = re.compile(rf"\s*\[+\s*{_DECIMAL}(?:\s+{_DECIMAL})+\s*\]+\s*$|\s*\[+\s*{_DECIMAL}\]+\s*$")
"""Rows of an array as NumPy prints them: without commas, with points. `[1 2 3]` is a slip of whoever typed it."""


def is_output(text: str, tree: ast.Module | None) -> bool:
    """Whether a text is printed output; `tree` is what Python makes of it, None when it makes nothing of it.

    What Python understands is code, but for `loss: nan`, a note beside a name that nobody writes with a number.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if tree is not None:
        return (bool(tree.body) and all(map(_notes_a_number, tree.body))) or (
            len(tree.body) == 1 and _is_repr(text)
        )
    first = lines[0]
    return bool(_OUTPUT.match(first) or (_ROWS.match(first) and all(map(_looks_like_rows, lines))))


def _looks_like_rows(line: str) -> bool:
    return _ROWS.match(line) is not None or not re.search(r"[A-Za-z]{2}", line)


def _notes_a_number(statement: ast.stmt) -> bool:
    """`loss: 0.6931`, `loss: nan`, and the head of a table, `Model: "sequential"`."""
    if not isinstance(statement, ast.AnnAssign) or statement.value is not None:
        return False
    match statement.annotation:
        case ast.Constant(value=str()):
            return isinstance(statement.target, ast.Name) and statement.target.id == "Model"
        case ast.Constant(value=int() | float()) | ast.UnaryOp(operand=ast.Constant(value=int() | float())):
            return True
        case ast.Name(id=name) | ast.UnaryOp(operand=ast.Name(id=name)):
            return name in ("nan", "inf")
        case _:
            return False


def _is_repr(text: str) -> bool:
    """`array([[70.1]], dtype=float32)`: what NumPy shows of an array."""
    return re.fullmatch(r"array\(\[.*\], dtype=\w+\)", text.strip(), re.DOTALL) is not None
