"""`tape.gradient` that gives None: the tape has not seen how the result came from what was asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from tutor.core.acts import dotted
from tutor.core.facts import Describe, Evaluate, NothingFacts, Probe, TextFacts
from tutor.core.syntax import masked, parsed
from tutor.pitfalls.finding import Finding, Scene


def probes(code: str) -> Sequence[Probe]:
    return [probe for name, source in _asked(code) for probe in (Describe(name), _kind(source))]


def find(scene: Scene) -> Iterator[Finding]:
    for name, source in _asked(scene.code):
        if not isinstance(scene.facts.get(Describe(name)), NothingFacts):
            continue
        kind = scene.facts.get(_kind(source))
        variable = isinstance(kind, TextFacts) and kind.value == "yes"
        why = (
            "Either the result does not depend on it, or it was calculated outside of the `with` block or "
            "with NumPy."
            if variable
            else f"A tape follows variables by itself, and nothing else; `{source}` is none."
        )
        then = (
            "Calculate all of it with TensorFlow inside of the block."
            if variable
            else f"Make it one, `{source} = tf.Variable(...)`, or write `tape.watch({source})` as the first "
            "line of the block, with a tensor of decimal numbers. Then run the block again."
        )
        yield Finding(
            f"code {name}",
            f"`{name}` is None: the tape has not followed how the result came from `{source}`.",
            why,
            then,
            word="None",
            also=("tape.watch",),
        )


def _kind(source: str) -> Evaluate:
    return Evaluate(f"'yes' if hasattr({source}, 'assign') else 'no'")


def _asked(code: str) -> Iterator[tuple[str, str]]:
    """`grad = tape.gradient(y, x)`: the name, and what the slope is asked for."""
    if ".gradient(" not in code:
        return
    for node in ast.walk(parsed(masked(code)) or ast.Module([], [])):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute(attr="gradient"), args=[_, source])
            ) if text := dotted(source):
                yield name, text
