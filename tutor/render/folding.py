"""Folds a text at its blanks so that no line is wider than asked."""

from __future__ import annotations

import re
from textwrap import wrap

from rich.cells import cell_len, chop_cells

from tutor.render.look import Look
from tutor.render.prose import INDENT


def folded(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` cells wide, one at least. A word that is wider is broken.

    A text that fits stays as it is, with all its blanks. Numbers are never broken at a hyphen.
    """
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, max(2, width))
    return lines or [""]


def appended(sentence: str, look: Look) -> str:
    """A sentence for a terminal that only appends: what follows its first line stands further in."""
    lines = wrap(
        look.text(sentence),
        look.measure,
        initial_indent=" " * INDENT,
        subsequent_indent=" " * 2 * INDENT,
        break_on_hyphens=False,  # 1e-5
    )
    return "\n".join(lines)


def value_folded(text: str, width: int) -> str:
    """A value that Python prints on one line, `[1, 2, 3]`, folded behind commas; any other text as it is."""
    if cell_len(text) <= width or "\n" in text.rstrip("\n") or text[:1] not in "[({":
        return text
    lines: list[str] = []
    for item in re.split(r"(?<=,) ", text.rstrip("\n")):
        if lines and cell_len(lines[-1]) + 1 + cell_len(item) <= width:
            lines[-1] += f" {item}"
        else:
            lines.append(f" {item}" if lines else item)
    return "\n".join(lines) + "\n" * text.endswith("\n")
