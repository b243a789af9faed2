"""Decides when Enter hands a text over, and when it opens another line."""

from __future__ import annotations

import ast
import re
import warnings
from codeop import compile_command

INDENT = "    "
_COMMAND = re.compile(r"\s*/[a-z]+( .*)?$")
_PARTS = re.compile(r"""'{3}|"{3}|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[#()\[\]{}]""")
"""What opens or closes something, and what only looks so within quotes."""
_OPENS = re.compile(r"[:(\[{]\s*(#.*)?$")


def is_finished(text: str, in_one_piece: bool = False) -> bool:
    """Whether `text` is ready to be run, answered or judged.

    `in_one_piece`: it was pasted as it is, so that an indented block at its end does not go on.

    A blank last line always ends it: that is the way out of a bracket or a quote that was never closed. What
    Python cannot make sense of is finished, too: it may be a question, and if not, the tutor says what is wrong.
    """
    lines = text.split("\n")
    if not lines[-1].strip() or (len(lines) == 1 and text.lstrip()[0] in "/?"):
        return True
    if text.lstrip().startswith("%%"):
        return in_one_piece and len(lines) > 1  # `%%time` waits for its body, and that for a blank line
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if compile_command(text + "\n" * in_one_piece, symbol="exec") is None:
                return False
            last = ast.parse(text).body[-1:]
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        return True
    if in_one_piece:
        return True
    # An indented block may go on; it ends with a blank line.
    return not (last and hasattr(last[0], "body") and last[0].lineno < len(lines) and lines[-1][0].isspace())


class Open:
    """What is still open behind the lines so far: a bracket, or a text between three quotes. It looks at each line
    once, where Python would read all of them again."""

    def __init__(self) -> None:
        self._brackets = 0
        self._quote = ""

    def add(self, line: str) -> None:
        """One more line."""
        for part in _PARTS.finditer(line):
            found = part[0]
            if self._quote:
                self._quote = "" if found == self._quote else self._quote
            elif len(found) == 3:
                self._quote = found
            elif found in "([{":
                self._brackets += 1
            elif found in ")]}":
                self._brackets -= 1
            elif found == "#":
                return
            # What is left is a whole text between two quotes.

    def __bool__(self) -> bool:
        return bool(self._quote) or self._brackets > 0


def command_in(text: str) -> str | None:
    """The `/command` on the last line of an unfinished block; None when it is not one."""
    _, newline, last = text.rpartition("\n")
    return last.strip() if newline and _COMMAND.match(last) else None


def next_indent(text: str, model: str = "") -> str:
    """The blanks that the line after `text` begins with.

    Where `text` is word for word the beginning of `model`, the model's next line says it.
    """
    if model.startswith(text + "\n"):
        following = model[len(text) + 1 :].split("\n")[0]
        return following[: len(following) - len(following.lstrip())]
    last = text.split("\n")[-1]
    indent = last[: len(last) - len(last.lstrip())]
    return indent + INDENT if _OPENS.search(last) else indent


def continuation(text: str, model: str) -> str:
    """What is left of the line that is being typed, when it follows `model` from the start of one of its lines.

    Empty when it does not. Nothing typed yet: the model's first line.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", model))]
    for start in starts if text else starts[:1]:
        if model.startswith(text, start):
            return model[start + len(text) :].split("\n")[0]
    return ""
