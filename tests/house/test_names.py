"""Names that a reader meets stand for one thing, and no files need each other in a circle."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "tutor").rglob("*.py"))
}
"""By the name of the module."""
LEFT = {("tutor.runtime.fast_iterator", "tutor.runtime.fast_epochs")}
"""The one that puts both in Keras's place needs the other only then."""

SHARED = {"Asked", "Run", "Runs", "Variant"}
"""Names that two rooms still share: a run of the learner's and what keeps, tries or checks one."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def room(module: str) -> str:
    return module.split(".")[1]


def classes() -> Iterator[tuple[str, str]]:
    """Each public class with its room."""
    for module in FILES:
        for node in tree(module).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, room(module)


def imported(module: str) -> Iterator[str]:
    """The modules of ours that a module needs to run: imported at its top, or when something is called; not what
    only the type checker reads."""
    package = module if FILES[module].stem == "__init__" else module.rpartition(".")[0]
    for_types = {
        each
        for node in ast.walk(tree(module))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for each in ast.walk(node)
    }
    for node in ast.walk(tree(module)):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in FILES)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            whole = ".".join(filter(None, (above, node.module)))
            for alias in node.names:
                inner = f"{whole}.{alias.name}"
                yield from (name for name in (inner if inner in FILES else whole,) if name in FILES)


def test_no_two_public_classes_in_different_rooms_share_a_name() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, where in classes():
        rooms[name].add(where)
    assert len(rooms) > 200
    assert {name: where for name, where in rooms.items() if len(where) > 1}.keys() == SHARED


def test_no_files_import_each_other_in_a_circle() -> None:
    graph = {
        module: {other for other in imported(module) if other != module and (module, other) not in LEFT}
        for module in FILES
    }
    assert sum(map(len, graph.values())) > 500
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" <- ".join(circle.args[1])) from None
