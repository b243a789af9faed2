"""Reads Markdown files: their fences with Python are the cells."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from tutor.core.acts import acts_of
from tutor.core.own_file import Piece
from tutor.core.parsing import without_prompts

_FENCE = re.compile(r"^(?P<indent>[ ]{0,12})(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
_PYTHON = re.compile(r"^\{?(?:\.?(?:python|py|python3|ipython|ipython3|pycon|code-cell)\b)", re.IGNORECASE)
_HEADER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_OPTION = re.compile(r"\A(?:[ \t]*:[\w-]+:.*\n|---\n.*?\n---\n)+", re.DOTALL)


def markdown_pieces(text: str) -> tuple[Piece, ...]:
    """Texts, and cells from fences that name Python, or name nothing and hold what does something in Python."""
    return tuple(piece for piece in _pieces(_HEADER.sub("", text, count=1).split("\n")) if piece.text.strip())


def _pieces(lines: list[str]) -> Iterator[Piece]:
    prose: list[str] = []
    place = 0
    while place < len(lines):
        opening = _FENCE.match(lines[place])
        end = _end(lines, place, opening["mark"]) if opening else place
        code = textwrap.dedent("\n".join(lines[place + 1 : end])) if opening else ""
        if opening is not None and _is_cell(opening["info"].strip(), code):
            yield Piece("\n".join(prose).strip("\n"))
            yield Piece(_plain(code), is_code=True)
            prose = []
        else:
            prose += lines[place : end + 1]
        place = end + 1
    yield Piece("\n".join(prose).strip("\n"))


def _end(lines: list[str], begin: int, mark: str) -> int:
    """The line with the closing fence, or the last one."""
    for number in range(begin + 1, len(lines)):
        line = lines[number].strip()
        if line and not line.strip(mark[0]) and len(line) >= len(mark):
            return number
    return len(lines)


def _is_cell(info: str, code: str) -> bool:
    if info:
        return _PYTHON.match(info) is not None
    acts = acts_of(_plain(code))
    return bool(acts.binds or acts.calls)


def _plain(code: str) -> str:
    code = _OPTION.sub("", code, count=1).strip("\n").rstrip()
    return without_prompts(code) if re.match(r"\s*(?:>>>|In \[\d*\]:)", code) else code
