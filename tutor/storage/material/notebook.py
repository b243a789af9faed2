"""Reads Jupyter's notebooks, of every version, the damaged ones as far as they go."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tutor.core.own_file import Piece


class Unreadable(Exception):  # noqa: N818 - it carries a part of a sentence for the learner, and is no error of ours
    """Why a file cannot be read, without the full stop."""


def notebook_pieces(text: str) -> tuple[Piece, ...]:
    """The cells of a notebook in nbformat 1 to 4, without its outputs. Raises Unreadable."""
    return tuple(_pieces(notebook(text)))


def notebook(text: str) -> Any:
    """The notebook, as nbformat 4 has it. Raises Unreadable."""
    if not text.strip():
        raise Unreadable("it is empty")
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        cut = ". It seems to be cut off" if error.pos >= len(text.rstrip()) - 1 else ""
        raise Unreadable(f"line {error.lineno} is no JSON, so this is no whole notebook{cut}") from None
    if not isinstance(plain, dict) or not ("cells" in plain or "worksheets" in plain):
        raise Unreadable("it is JSON, and no notebook: it has no cells")
    with _quietly():
        import nbformat  # 0.3 s, and only a notebook needs it

        try:
            return nbformat.reads(_without_outputs(plain), as_version=4)
        except Exception:  # it reads what is sound; what is not, we take as it stands
            return plain


def _without_outputs(plain: dict[str, Any]) -> str:
    """What was once printed may be large or damaged, and nobody reads it."""
    sheets = plain.get("worksheets")
    for sheet in [plain, *(sheets if isinstance(sheets, list) else [])]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and cell.get("cell_type") == "code":
                cell["outputs"] = []
    return json.dumps(plain)


@contextmanager
def _quietly() -> Iterator[None]:
    """nbformat complains of what it then reads all the same."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _pieces(found: Any) -> Iterator[Piece]:
    language = _language(found.get("metadata"))
    if language and language not in ("python", "python2", "python3", "ipython"):
        raise Unreadable(f"it is a notebook in {language.capitalize()}, and I speak Python")
    cells = found.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if not isinstance(cell, dict):
            continue
        text = _joined(cell.get("source", cell.get("input"))).strip("\n")
        kind = cell.get("cell_type")
        if not text.strip():
            continue
        if kind == "raw":
            text = f"```\n{text}\n```"
        yield Piece(text, kind == "code")


def _joined(source: Any) -> str:
    """The format has texts as they are, or as lists of their lines."""
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    return source.replace("\r\n", "\n").replace("\0", "") if isinstance(source, str) else ""


def _language(metadata: Any) -> str:
    for part, name in (("language_info", "name"), ("kernelspec", "language")):
        value = metadata.get(part) if isinstance(metadata, dict) else None
        if isinstance(value, dict) and isinstance(value.get(name), str):
            return str(value[name]).lower()
    return ""
