"""Old import lines: each name is imported from where it lives today."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.answers.old_code.cell import Change, ParsedCell
from tutor.answers.old_code.homes import HOMES
from tutor.answers.old_code.replaced import NAMES_WITHOUT_IMPORT, WITHOUT_IMPORT
from tutor.answers.old_code.tensorflow_tables import DROPPED
from tutor.answers.old_code.today import Found, today

Statement = ast.Import | ast.ImportFrom
BACKEND = "tensorflow.keras.backend"
"""Has all the functions that `keras.backend` had until Keras 3."""


class _Import(Struct, frozen=True):
    """`from module import name as short`; `import module as short` without a name."""

    module: str
    name: str = ""
    short: str = ""

    def __str__(self) -> str:
        return f"{self.name or self.module}{f' as {self.short}' if self.short else ''}"


def import_changes(cell: ParsedCell, statement: Statement) -> Iterator[Change]:
    """The lines that import the same today; nothing for an import that still works."""
    if isinstance(statement, ast.ImportFrom) and (statement.level or not statement.module):
        return
    found = {alias: _found(cell, statement, alias) for alias in statement.names}
    if not any(found.values()):
        return
    lines = [
        _import(statement, alias, new.path if new else "")
        for alias, new in found.items()
        if not _unneeded(cell, statement, alias, new)
    ]
    old, newer = next(_told(statement, alias, new) for alias, new in found.items() if new)
    place = cell.span(statement)
    for alias, new in found.items():
        if new is not None and new.gone:
            yield Change(place[0], place[0], "", path_of(statement, alias), gone=new.gone)
    if all(
        new is None or (new.gone and not _unneeded(cell, statement, alias, new)) for alias, new in found.items()
    ):
        return
    if not lines:
        yield Change(*cell.without(statement), old)
        return
    indent = cell.text[cell.starts[statement.lineno - 1] : place[0]]
    if indent.strip():
        indent = "; "
    new_text = (f"\n{indent}" if not indent.strip() else indent).join(_written(lines))
    yield Change(*place, new_text, old, newer)


def _told(statement: Statement, alias: ast.alias, new: Found) -> tuple[str, str]:
    """Old and new for the sentence: the modules where they differ, else the whole paths."""
    path = path_of(statement, alias)
    module, name = path.rpartition(".")[::2]
    there, today_name = new.path.rpartition(".")[::2]
    return (module, there) if name == today_name and module != there else (path, new.path)


def is_dropped(path: str) -> bool:
    """Whether nothing needs this function any more."""
    return path in DROPPED or path.removeprefix("tensorflow.") in DROPPED


def path_of(statement: Statement, alias: ast.alias) -> str:
    """`keras.layers.core.Dense` for `from keras.layers.core import Dense`."""
    if isinstance(statement, ast.Import):
        return alias.name
    return f"{statement.module}.{alias.name}" if alias.name != "*" else str(statement.module)


def _found(cell: ParsedCell, statement: Statement, alias: ast.alias) -> Found | None:
    path = path_of(statement, alias)
    if is_dropped(path):
        return Found()
    if path in ("keras.backend", "keras.backend.tensorflow_backend", "tensorflow.python.keras.backend"):
        old = path != "keras.backend" or uses_old_backend(cell, alias.asname or alias.name)
        return Found(BACKEND) if old else None
    return today(path) or gone_above(path)


def gone_above(path: str) -> Found | None:
    """What took the place of the thing that this path lies in, when that is gone."""
    parts = path.split(".")
    above = (today(".".join(parts[:size])) for size in range(len(parts) - 1, 0, -1))
    return next((found for found in above if found is not None and found.gone), None)


def uses_old_backend(cell: ParsedCell, short: str) -> bool:
    """Whether this code uses functions under the name `short` that `keras.backend` no longer has."""
    used = {node.attr for node in cell.nodes if isinstance(node, ast.Attribute) and _is_name(node.value, short)}
    return bool((used - HOMES["keras.backend"]) & HOMES[BACKEND])


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _unneeded(cell: ParsedCell, statement: Statement, alias: ast.alias, new: Found | None) -> bool:
    """Whether today's code does without the import: of a built-in name, of nothing at all, or never used."""
    if new is None:
        return False
    if new.gone:
        name = (alias.asname or alias.name).split(".")[0]
        used = any(isinstance(node, ast.Name) and node.id == name for node in cell.nodes)
        path = path_of(statement, alias)
        return path.startswith(WITHOUT_IMPORT) or path.rpartition(".")[2] in NAMES_WITHOUT_IMPORT or not used
    return "." not in new.path and new.path not in _MODULES


_MODULES = frozenset({"joblib", "pickle", "queue", "tensorflow"})


def _import(statement: Statement, alias: ast.alias, new: str) -> _Import:
    """Today's import of one name."""
    if not new:
        if isinstance(statement, ast.Import):
            return _Import(alias.name, "", alias.asname or "")
        return _Import(str(statement.module), alias.name, alias.asname or "")
    short = alias.asname or ""
    if alias.name == "*":
        return _Import(new, "*")
    module, _, name = new.rpartition(".")
    if isinstance(statement, ast.Import):
        return _Import(module, name, short) if short and module else _Import(new, "", short)
    if not short and name != alias.name and (new in HOMES or new == "tensorflow"):
        short = alias.name  # a module keeps the name that the rest of the code uses
    return _Import(module, name, short) if module else _Import(new, "", short)


def _written(imports: Sequence[_Import]) -> list[str]:
    """One line for each module."""
    lines: dict[str, list[str]] = {}
    for each in imports:
        lines.setdefault(f"from {each.module} import " if each.name else "import ", []).append(str(each))
    return [opening + ", ".join(dict.fromkeys(names)) for opening, names in lines.items()]
