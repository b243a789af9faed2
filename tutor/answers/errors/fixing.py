"""What the repairs of code share: their type, and single lines of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.core.syntax import Trouble

Fix = Callable[[str, Trouble], Iterator[str]]
"""From code and where it stops parsing to candidates, the surest first."""


def line_of(code: str, number: int) -> str:
    lines = code.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def with_line(code: str, number: int, new: str) -> str:
    lines = code.split("\n")
    lines[number - 1] = new
    return "\n".join(lines)
