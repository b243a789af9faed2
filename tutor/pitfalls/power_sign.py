"""`3 ^ 2`, which is no power in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with

POWERS = (2, 3, 4)
"""Exponents that people write; with others it may be meant."""


def find(scene: Scene) -> Iterator[Finding]:
    tree = parsed(masked(scene.code))
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.BinOp(op=ast.BitXor(), right=ast.Constant(value=power)) if power in POWERS:
                text = ast.get_source_segment(scene.code, node) or ""
                yield Finding(
                    "code",
                    f"`{text}` is not a power.",
                    "In Python `^` compares numbers bit by bit; a power is written with two stars.",
                    f"Write `{text.replace('^', '**')}`.",
                    word="power",
                    offer=statement_with(scene.code, text, text.replace("^", "**")),
                )
