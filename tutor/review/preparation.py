"""What has to be there before a step of a lesson can be done outside of it: the lines that make its names."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.syntax import parsed
from tutor.steps.compile import CompileStep
from tutor.steps.model import ModelStep
from tutor.steps.repair import RepairStep

TRAINS = (".fit", ".evaluate", ".compile", ".predict")
"""Calls that make no name there, and may take long; what needs their result cannot be prepared."""
CHANGES = (".adapt", ".append", ".add")
"""Calls that make their owner what it has to be."""


class PreparedRepair(RepairStep, frozen=True, kw_only=True):
    """A repair with what has to run before it."""

    before: str = ""


class PreparedCompile(CompileStep, frozen=True, kw_only=True):
    """A recipe to be written for a model that is made before."""

    before: str = ""


class PreparedModel(ModelStep, frozen=True, kw_only=True):
    """A model to be written."""

    before: str = ""


def preparation(lesson: Lesson, place: int, code: str) -> str | None:
    """The lesson's own lines that make what `code`, at the step of that place, reads: no training among them.

    None when there are no such lines without one.
    """
    needed = set(_free(code))
    chosen: list[str] = []
    for statement in reversed(list(_statements(lesson.steps[:place]))):
        acts = acts_of(statement)
        changed = {call.split(".")[0] for call in acts.calls if call.endswith(CHANGES)}
        if not (acts.binds | changed | acts.changes) & needed:
            continue
        if any(call.endswith(TRAINS) for call in acts.calls):
            if acts.binds & needed:
                return None
            continue
        chosen.insert(0, statement)
        needed = (needed - set(acts.binds)) | set(_free(statement)) | (changed & needed)
    if needed - acts_of(lesson.setup).binds - set(dir(builtins)) - {"last_result"}:
        return None
    return "\n".join([lesson.setup.strip(), *chosen])


def prepared_repair(lesson: Lesson, place: int) -> PreparedRepair | None:
    """The repair at that place with what it needs; None for another kind, and where that would take a training."""
    step = lesson.steps[place]
    if not isinstance(step, RepairStep):
        return None
    before = preparation(lesson, place, f"{step.broken}\n{step.code}")
    fields = {name: getattr(step, name) for name in step.__struct_fields__}
    return None if before is None else PreparedRepair(**{**fields, "before": before, "guess": None, "quotes": ()})


def _statements(steps: tuple[Step, ...]) -> Iterator[str]:
    """Every statement of the solutions, in order."""
    for step in steps:
        tree = parsed(step.code)
        for node in tree.body if tree is not None and not step.given else ():
            yield ast.unparse(node)


def _free(code: str) -> Iterator[str]:
    """The names that code reads and that no statement of it has made before: `x` in `x = x / 255`."""
    tree = parsed(code)
    made: set[str] = set()
    for statement in tree.body if tree is not None else ():
        nodes = list(ast.walk(statement))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        plain = isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr)
        inner = [node.target for node in nodes if isinstance(node, ast.comprehension)]
        own = {name.id for target in inner for name in ast.walk(target) if isinstance(name, ast.Name)}
        own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        own |= set() if plain else {name.id for name in names if not isinstance(name.ctx, ast.Load)}
        yield from {name.id for name in names if isinstance(name.ctx, ast.Load)} - own - made
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            yield from {statement.target.id} - made
        made |= acts_of(ast.unparse(statement)).binds
