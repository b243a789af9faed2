"""Hidden layers whose weights all begin alike: their neurons stay copies of each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tutor.core.model_reading import WITHOUT_NUMBERS, layers_of
from tutor.pitfalls.finding import Finding, Scene

ALIKE = ("Zeros", "Ones", "Constant")


def find(scene: Scene) -> Iterator[Finding]:
    for handled in scene.built:
        layers = [layer for layer in layers_of(handled.model) if layer.kind not in WITHOUT_NUMBERS]
        for layer in layers[:-1]:
            start = _name(layer.config.get("kernel_initializer"))
            if start in ALIKE and layer.config.get("units", 1) != 1:
                yield Finding(
                    handled.key,
                    f"All weights of `{layer.name}` begin with the same number.",
                    "Then all its neurons calculate the same, are corrected by the same, and stay copies of "
                    "one neuron for ever.",
                    "Leave `kernel_initializer` out: Keras then begins with random numbers.",
                    word="kernel_initializer",
                )
                break


def _name(initializer: Any) -> str:
    """The class of an initializer, from its serialized form."""
    return str(initializer.get("class_name", "")) if isinstance(initializer, dict) else ""
