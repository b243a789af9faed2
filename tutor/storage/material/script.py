"""Reads Python files: percent cells, what Jupyter writes as a script, and plain ones."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tutor.core.own_file import Piece
from tutor.core.syntax import masked, parsed, unclosed_quote

_PERCENT = re.compile(r"^[ \t]*#[ \t]*%%(?!%)(?P<rest>.*)$")
_TEXT_KIND = re.compile(r"\[(?:markdown|md|raw)\]|<(?:markdown|md)>", re.IGNORECASE)
_NUMBERED = re.compile(r"^#[ \t]*(?:In ?\[[\d ]*\]:?|<(?:code|markdown)cell>)[ \t]*$")
_COMMENTED = re.compile(r"^(?P<indent>[ \t]*)#[ \t]?(?P<line>[%!](?!%)\S.*)$", re.MULTILINE)
"""`# !pip install pandas`, as the percent format keeps what is no Python."""
_COMMENTED_WHOLE = re.compile(r"\A#[ \t]?%%[a-z]")
_INNER = (" ", "\t", ")", "]", "}")
"""What a line begins with that belongs to the one before it."""
_HEADER = re.compile(r"\A(?:#!.*\n|#.*coding[:=].*\n)*(?:# ---\n(?:#.*\n)*?# ---[ \t]*\n)?")


def script_pieces(text: str) -> tuple[Piece, ...]:
    """The cells of a script. Where it marks none, they end at blank lines between statements at its margin."""
    text = _HEADER.sub("", text, count=1)
    lines = text.split("\n")
    if any(_PERCENT.match(line) and not _is_magic(line) for line in lines):
        return tuple(_percent(lines))
    if any(_NUMBERED.match(line) for line in lines):
        return tuple(_numbered(lines))
    return tuple(piece for chunk in _chunks(text) for piece in _as_piece(chunk))


def _is_magic(line: str) -> bool:
    """Whether this is a commented magic of the cell, `# %%bash`, and not where a cell begins."""
    return re.match(r"^#[ \t]?%%[a-z]", line) is not None


def _percent(lines: list[str]) -> Iterator[Piece]:
    gathered: list[str] = []
    is_text = False
    for line in [*lines, "# %%"]:
        mark = None if _is_magic(line) else _PERCENT.match(line)
        if mark is None:
            gathered.append(line)
            continue
        yield from _text_of(gathered) if is_text else _code_of("\n".join(gathered))
        gathered, is_text = [], bool(_TEXT_KIND.search(mark["rest"]))


def _numbered(lines: list[str]) -> Iterator[Piece]:
    """What `jupyter nbconvert --to script` writes: texts are comments above the number of a cell."""
    gathered: list[str] = []
    for line in [*lines, "# In[ ]:"]:
        if not _NUMBERED.match(line):
            gathered.append(line)
            continue
        whole = "\n".join(gathered).strip("\n")
        head, _, tail = whole.rpartition("\n\n")
        comments = tail if head else whole
        if comments and all(each.startswith("#") for each in comments.split("\n") if each.strip()):
            yield from _code_of(head)
            yield from _text_of(comments.split("\n"))
        else:
            yield from _code_of(whole)
        gathered = []


def _text_of(lines: list[str]) -> Iterator[Piece]:
    """Markdown that stands in comments, or in a text between three quotes."""
    whole = "\n".join(lines).strip("\n")
    if whole[:3] in ('"""', "'''") and whole.endswith(whole[:3]):
        text = whole[3:-3]
    else:
        text = "\n".join(re.sub(r"^[ \t]*#[ \t]?", "", line) for line in whole.split("\n"))
    if text.strip():
        yield Piece(text.strip("\n"))


def _code_of(code: str) -> Iterator[Piece]:
    code = code.strip("\n").rstrip()
    if _COMMENTED_WHOLE.match(code):
        code = "\n".join(re.sub(r"^#[ \t]?", "", line) for line in code.split("\n"))
    else:
        code = _COMMENTED.sub(lambda found: found["indent"] + found["line"], code)
    if code.strip():
        yield Piece(code, is_code=True)


def _chunks(text: str) -> Iterator[str]:
    """The text, cut at blank lines that stand outside of every statement."""
    tree = parsed(masked(text))
    inside: set[int] = set()
    for node in tree.body if tree is not None else ():
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        inside |= set(range(first, (node.end_lineno or node.lineno) + 1))
    lines = text.split("\n")
    gathered: list[str] = []
    for number, line in enumerate(lines, 1):
        following = next((each for each in lines[number:] if each.strip()), "")
        goes_on = number in inside if tree is not None else _is_open(gathered) or following[:1] in _INNER
        if line.strip() or goes_on:
            gathered.append(line)
        elif gathered:
            yield "\n".join(gathered)
            gathered = []
    if gathered:
        yield "\n".join(gathered)


def _is_open(lines: list[str]) -> bool:
    """Whether a text between three quotes has begun and not ended."""
    return len(unclosed_quote("\n".join(lines)) or "") == 3


def _as_piece(chunk: str) -> Iterator[Piece]:
    """A text where there are only comments, or a text between quotes; else a cell."""
    tree = parsed(chunk)
    match tree.body if tree is not None else None:
        case []:
            yield from _text_of(chunk.split("\n"))
        case [ast.Expr(value=ast.Constant(value=str(text)))]:
            yield from [Piece(text.strip("\n"))] if text.strip() else []
        case _:
            yield from _code_of(chunk)
