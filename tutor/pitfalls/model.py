"""Reads off a model's facts what the pitfalls need to know: how it ends, what it begins with, how it is named."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from tutor.core.facts import CompiledFacts, LayerFacts, ModelFacts
from tutor.core.happened import HandledFacts
from tutor.core.keras_names import canonical
from tutor.core.syntax import parsed

REGRESSION = frozenset(
    {
        *("mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error"),
        *("mean_squared_logarithmic_error", "huber", "log_cosh"),
    }
)
"""Losses for numbers that are measured, not for classes."""
CATEGORICAL = frozenset(
    {"categorical_crossentropy", "sparse_categorical_crossentropy", "categorical_focal_crossentropy"}
)
BINARY = frozenset({"binary_crossentropy", "binary_focal_crossentropy"})

SHARES = ("sigmoid", "softmax")
"""Activations that turn scores into shares between 0 and 1."""

ACTIVATION_LAYERS = {"ReLU": "relu", "Softmax": "softmax"}
WITHOUT_NUMBERS = frozenset({"InputLayer", "Flatten", "Reshape", "Dropout", "Activation", *ACTIVATION_LAYERS})
"""Layers without weights of their own that one looks through."""
PLAIN = ("Sequential", "Functional")
"""Models of which the order of the layers tells what comes out."""


def title(handled: HandledFacts) -> str:
    """What to call the model at the beginning of a sentence."""
    return f"`{handled.name}`" if handled.name else "The model"


def inline(handled: HandledFacts) -> str:
    """What to call the model within a sentence."""
    return f"`{handled.name}`" if handled.name else "the model"


def layers_of(model: ModelFacts) -> tuple[LayerFacts, ...]:
    """Without the input; empty for model classes of one's own and for several outputs: they may do anything."""
    if model.holder not in PLAIN or (model.built and model.output_shape is None):
        return ()
    return tuple(layer for outer in model.layers for layer in _inner(outer) if layer.kind != "InputLayer")


def _inner(layer: LayerFacts) -> tuple[LayerFacts, ...]:
    """The layer itself, or those of a Sequential in its place."""
    if layer.kind != "Sequential":
        return (layer,)
    parts = [part for part in layer.config.get("layers", ()) if isinstance(part, Mapping)]
    return tuple(
        inner
        for part in parts
        if isinstance(config := part.get("config"), Mapping)
        for inner in _inner(LayerFacts(str(part.get("class_name")), str(config.get("name", "")), config))
    )


def width(model: ModelFacts) -> int | None:
    """Numbers in one row of the answer; None when it cannot be told, or when a row is more than a row."""
    if model.output_shape is not None and len(model.output_shape) == 2:
        return model.output_shape[-1]
    last = layers_of(model)[-1:]
    units = last[0].config.get("units") if last and not model.built else None
    return units if isinstance(units, int) else None


def ending(model: ModelFacts) -> str | None:
    """The activation of the answer, `linear` for none; None when it cannot be told."""
    for layer in reversed(layers_of(model)):
        if layer.kind in ACTIVATION_LAYERS:
            return ACTIVATION_LAYERS[layer.kind]
        activation = layer.config.get("activation")
        if layer.kind == "Dense" or layer.kind == "Activation":
            return canonical(activation) if isinstance(activation, str) else None
        if layer.kind not in WITHOUT_NUMBERS:
            return None
    return None


def loss_of(recipe: CompiledFacts | None) -> str:
    """The canonical name of the loss; empty for none, several, and one of the learner's own."""
    return canonical(recipe.loss) if recipe is not None and recipe.loss and recipe.loss_known else ""


def of_logits(recipe: CompiledFacts) -> bool:
    return bool(recipe.loss_config.get("from_logits"))


def statement_with(code: str, old: str, new: str) -> str:
    """The one statement of the code that holds the text `old`, with `new` in its place; empty unless it is one."""
    tree = parsed(code)
    statements = [] if tree is None else [ast.get_source_segment(code, node) or "" for node in tree.body]
    holding = [statement for statement in statements if old in statement]
    mended = holding[0].replace(old, new) if len(holding) == 1 else ""
    return mended if mended and parsed(mended) else ""


def quoted(code: str, word: str) -> str:
    """The word with the quotes it has in the code; empty when it does not stand there in quotes."""
    return next((f"{quote}{word}{quote}" for quote in "'\"" if f"{quote}{word}{quote}" in code), "")
