"""A second `fit` on the same model: it goes on from where the first one ended."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.acts import dotted
from tutor.core.happened import FitFacts
from tutor.core.syntax import parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        epochs = fit.goes_on + _in_this_cell(scene, fit, handled.name)
        if epochs and "initial_epoch" not in scene.code:
            yield Finding(
                handled.key,
                f"{title(handled)} had already been trained for {epochs} epochs, and this `fit` "
                "went on from there.",
                "A model keeps its weights until it is built anew, so two such runs cannot be compared.",
                "For a fresh start run the lines again that build and compile it. To train longer, all is well.",
                word="went on",
                also=("goes on", "go on", "been trained", "trained before", "trained already"),
            )


def _in_this_cell(scene: Scene, fit: FitFacts, name: str) -> int:
    """Epochs of the trainings before this one that stand in the cell one below the other; 0 for those of a loop,
    which are meant to go on."""
    earlier = [each for each in scene.happened.fits if each.key == fit.key][:-1]
    tree = parsed(scene.code)
    plain = [
        node.value
        for node in (tree.body if tree is not None else ())
        if isinstance(node, (ast.Expr, ast.Assign)) and isinstance(node.value, ast.Call)
    ]
    written = sum(dotted(call.func) == f"{name}.fit" for call in plain)
    return sum(each.history.epochs for each in earlier) if len(earlier) + 1 == written else 0
