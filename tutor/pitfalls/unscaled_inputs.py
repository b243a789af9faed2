"""Columns of very different size, with nothing in the model that evens them out."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.model_reading import layers_of, scales_inputs
from tutor.core.numbers import short
from tutor.pitfalls.finding import Finding, Scene

RATIO = 100
LARGE = 100


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        layers = layers_of(handled.model)
        if not layers or fit.x is None or scales_inputs(handled.model):
            continue
        name = fit.x.name or "x"
        if fit.x.sizes and max(fit.x.sizes) >= LARGE and max(fit.x.sizes) >= RATIO * min(fit.x.sizes):
            yield Finding(
                handled.key,
                f"One column of `{name}` goes up to {short(max(fit.x.sizes))}, another only to "
                f"{short(min(fit.x.sizes))}.",
                "The large one drowns the small one: a step that suits one of them is far too large or too "
                "small for the other.",
                f"Bring them to one size with `norm = keras.layers.Normalization()` and `norm.adapt({name})`, and "
                "put `norm` first.",
                word="Normalization",
            )
        elif len(fit.x.shape) > 2 and fit.x.minimum >= 0 and 200 <= fit.x.maximum <= 255:
            yield Finding(
                handled.key,
                f"The pixels in `{name}` go from {short(fit.x.minimum)} to {short(fit.x.maximum)}.",
                "Weights begin small, made for inputs around 1. With such ones the first steps are too large.",
                f"Divide by 255: `{name} = {name} / 255.0`.",
                word="255",
            )
