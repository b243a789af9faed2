"""Every command that some text of ours tells a learner to type exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tutor.commands import COMMANDS

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"(?:`|\b[Tt]ry |\b[Tt]ype )/([a-z]+)\b")
_NO_COMMANDS = frozenset({"command", "chat"})
"""`/command` stands for any; `/chat` begins an address."""


def texts() -> Iterator[tuple[Path, str]]:
    """Every string of the code, and every line of the lessons."""
    for path in sorted((ROOT / "tutor").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        yield from ((path, value) for value in strings if isinstance(value, str))
    for path in sorted((ROOT / "lessons").glob("*.yaml")):
        yield path, path.read_text(encoding="utf-8")


def test_a_command_that_is_named_to_a_learner_exists() -> None:
    named = {(path.name, name) for path, text in texts() for name in _NAMED.findall(text)}
    assert len(named) > 50
    assert {(where, name) for where, name in named if name not in {*COMMANDS, *_NO_COMMANDS}} == set()
