"""Writes texts and cells as a notebook, as a script of percent cells, and as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tutor.core.own_file import Output, Piece
from tutor.core.syntax import masked, parsed

Pieces = Sequence[Piece]


def as_notebook(pieces: Pieces) -> str:
    """nbformat 4.5, for Jupyter and Colab."""
    cells = [_cell(piece, number) for number, piece in enumerate(pieces, 1)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _cell(piece: Piece, number: int) -> dict[str, Any]:
    common = {"id": f"piece-{number}", "metadata": {}, "source": piece.text.splitlines(keepends=True)}
    if not piece.is_code:
        return {"cell_type": "markdown", **common}
    outputs = [_output(each) for each in piece.outputs]
    return {"cell_type": "code", "execution_count": None, **common, "outputs": outputs}


def _output(output: Output) -> dict[str, Any]:
    lines = output.text.splitlines(keepends=True)
    match output.kind:
        case "printed":
            return {"output_type": "stream", "name": "stdout", "text": lines}
        case "error":
            name, _, message = output.text.partition(": ")
            return {"output_type": "error", "ename": name, "evalue": message, "traceback": [output.text]}
        case "svg":
            return {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": lines}}
        case _:
            return {"output_type": "display_data", "metadata": {}, "data": {"text/plain": lines}}


def as_script(pieces: Pieces) -> str:
    """Percent cells; lines that are no Python stand in it as comments, as jupytext has them."""
    parts = [_commented(each.text) if not each.is_code else f"# %%\n{_as_python(each.text)}" for each in pieces]
    return "\n\n".join(parts) + "\n"


def _commented(text: str) -> str:
    return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in text.split("\n"))])


def _as_python(code: str) -> str:
    if parsed(code) is not None:
        return code
    if code.lstrip().startswith("%%") or parsed(masked(code)) is None:
        return "\n".join(f"# {line}" for line in code.split("\n"))
    code = re.sub(r"^([ \t]*)(\w[\w, ]*=[ \t]*[!%](?!=).*)$", r"\1# \2", code, flags=re.MULTILINE)
    left = r"\1pass  # \2" if ":" in code else r"\1# \2"  # a block must not be left empty
    return re.sub(r"^([ \t]*)([!%?].*|[\w.]+\?+[ \t]*)$", left, code, flags=re.MULTILINE)


def as_markdown(pieces: Pieces) -> str:
    """Cells in fences, and below them what they printed."""
    return "\n\n".join(_in_markdown(each) for each in pieces) + "\n"


def _in_markdown(piece: Piece) -> str:
    if not piece.is_code:
        return piece.text
    parts = [_fenced(piece.text, "python")]
    for output in piece.outputs:
        parts.append(output.text.strip() if output.kind == "svg" else _fenced(output.text.rstrip("\n"), "text"))
    return "\n\n".join(parts)


def _fenced(text: str, language: str) -> str:
    longest = max((len(found) for found in re.findall(r"^\s*(`{3,})", text, re.MULTILINE)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}{language}\n{text}\n{mark}"


WRITERS: Mapping[str, Callable[[Pieces], str]] = {".ipynb": as_notebook, ".py": as_script, ".md": as_markdown}
"""By the end of the file's name."""
