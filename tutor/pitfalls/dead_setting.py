"""A setting that is written to a name which nobody reads: `model.optimizer.lr = 0.5`, `layer.trainble = False`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from tutor.core.facts import Evaluate, Probe, TextFacts
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with

RENAMED = {"lr": "learning_rate"}
"""What older versions of Keras called so."""


def probes(code: str) -> Sequence[Probe]:
    return [_meant(owner, name) for owner, name in _set(code)]


def find(scene: Scene) -> Iterator[Finding]:
    for owner, name in _set(scene.code):
        meant = scene.facts.get(_meant(owner, name))
        if isinstance(meant, TextFacts) and meant.value:
            yield Finding(
                f"code {owner}.{name}",
                f"`{owner}` has no setting called `{name}`.",
                f"Python keeps the value there, and Keras never looks at it: `{meant.value}` is as it was.",
                f"Write `{owner}.{meant.value} = ...`.",
                word=name,
                offer=statement_with(scene.code, f"{owner}.{name}", f"{owner}.{meant.value}"),
            )


def _meant(owner: str, name: str) -> Evaluate:
    """The setting of a part of Keras's that was meant; an empty text where this one exists, or none is near."""
    known = f"[*dir(type({owner})), *__import__('inspect').signature(type({owner}).__init__).parameters]"
    near = f"__import__('difflib').get_close_matches({name!r}, {known}, 1, 0.8)"
    renamed = [RENAMED[name]] if name in RENAMED else []
    keras = "__import__('keras')"
    parts = f"({keras}.layers.Layer, {keras}.optimizers.Optimizer, {keras}.callbacks.Callback)"
    return Evaluate(
        f"'' if not isinstance({owner}, {parts}) or {name!r} in {known} else "
        f"next((each for each in {renamed} + {near} if each in {known}), '')"
    )


def _set(code: str) -> Iterator[tuple[str, str]]:
    """Owner and name of every attribute that a statement of the code sets."""
    tree = parsed(masked(code))
    for statement in tree.body if tree is not None else ():
        match statement:
            case ast.Assign(targets=[ast.Attribute(value=owner, attr=name)]) if _is_plain(owner):
                yield ast.unparse(owner), name
            case ast.AugAssign(target=ast.Attribute(value=owner, attr=name)) if _is_plain(owner):
                yield ast.unparse(owner), name
            case _:
                pass


def _is_plain(owner: ast.expr) -> bool:
    """Whether looking it up changes nothing: `model.layers[0]`, and no call."""
    plain = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.UnaryOp, ast.USub, ast.Load)
    return all(isinstance(node, plain) for node in ast.walk(owner))
