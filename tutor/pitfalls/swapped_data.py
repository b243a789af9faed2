"""Answers where the inputs belong, and inputs where the answers belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import statement_with

INPUTS = re.compile(r"(?:^|_)[xX](?:$|_)|feature|image|input")
ANSWERS = re.compile(r"(?:^|_)[yY](?:$|_)|label|target|answer")


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        first, second = (given.name if given is not None else "" for given in (fit.x, fit.y))
        if ANSWERS.search(first) and INPUTS.search(second):
            yield Finding(
                handled.key,
                f"`{first}` went in as x, and `{second}` as y.",
                "So the model learns to tell the question from the answer.",
                "The inputs come first, then the right answers.",
                word="inputs",
                offer=statement_with(scene.code, f"{first}, {second}", f"{second}, {first}"),
            )
