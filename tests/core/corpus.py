"""Lines of code as they are typed: those of the lessons, and of the docstring examples of NumPy and Keras."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from tutor.core.acts import acts_of, is_command
from tutor.core.syntax import parsed
from tutor.storage.lessons import lessons_directory, load_course, load_lesson

Typed = tuple[str, frozenset[str]]
"""A line, and the names that the lines before it have made."""

_SOURCES = {"numpy": ("_core", "lib", "linalg", "fft", "random"), "keras": ("src/layers", "src/losses", "src/ops")}
"""By library, the folders whose docstrings are read; nothing is imported."""
_FENCE = re.compile(r"```(?:python)?\n(.*?)```", re.DOTALL)


def lesson_lines() -> Iterator[Typed]:
    """Every line of every solution, other route and known mistake, after the steps before it."""
    directory = lessons_directory()
    for entry in load_course(directory).lessons:
        lesson = load_lesson(entry.path)
        names = set(acts_of(lesson.setup).binds)
        for step in lesson.steps:
            if not step.runs_code:
                continue
            for code in (step.code, *step.accept, *(mistake.example for mistake in step.mistakes)):
                if not is_command(code):
                    yield from _statements(code, names)
            names |= acts_of(step.code).binds


def docstring_lines() -> Iterator[Typed]:
    """Every statement of the examples that NumPy and Keras give, each after those before it in its docstring."""
    for library, folders in _SOURCES.items():
        spec = find_spec(library)
        assert spec is not None and spec.origin is not None
        for folder in folders:
            for path in sorted((Path(spec.origin).parent / folder).rglob("*.py")):
                if "test" not in path.name:
                    yield from _examples(path)


def _examples(path: Path) -> Iterator[Typed]:
    tree = parsed(path.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)) if tree else ()
    for text in constants:
        if isinstance(text, str) and (">>>" in text or "```" in text):
            names = {"np", "keras", "tf", "layers", "ops"}
            for code in _code_in(text):
                yield from _statements(code, names)


def _code_in(text: str) -> Iterator[str]:
    with suppress(ValueError):  # an example that is not indented as doctest wants it
        yield from (example.source for example in doctest.DocTestParser().get_examples(text))
    yield from (block for block in _FENCE.findall(text) if ">>>" not in block)


def _statements(code: str, names: set[str]) -> Iterator[Typed]:
    """The statements of a piece of code, as a learner would type them one after the other."""
    tree = parsed(code)
    if tree is None:  # left unfinished by its author, or meant for a shell: a learner may paste it all the same
        yield code.strip(), frozenset(names)
    for node in tree.body if tree else ():
        line = ast.get_source_segment(code, node) or ""
        yield line, frozenset(names)
        names |= acts_of(line).binds
