"""Reads off a model's facts what it is: how it ends, how wide its answer is, what its loss is for."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.core.facts import CompiledFacts, LayerFacts, ModelFacts
from tutor.core.keras_names import canonical

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
SCALING = frozenset(
    {
        *("Normalization", "BatchNormalization", "LayerNormalization", "Rescaling", "Embedding", "Discretization"),
        *("CategoryEncoding", "Hashing", "HashedCrossing", "Lambda", "UnitNormalization"),
    }
)
"""Layers at the beginning of a model after which the size of the numbers no longer matters."""


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


def scales_inputs(model: ModelFacts) -> bool:
    """Whether the size of the inputs does not matter to the layers that learn."""
    return any(layer.kind in SCALING for layer in layers_of(model)[:2])


def of_logits(recipe: CompiledFacts) -> bool:
    return bool(recipe.loss_config.get("from_logits"))
