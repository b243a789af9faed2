"""Parameters of common Keras and NumPy calls by their place, so that `Dense(1)` is `Dense(units=1)`.

Source: the signatures of Keras 3.15 and NumPy 2, cut behind the arguments that are given by place.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from tutor.core.acts import dotted

SIGNATURES: dict[str, tuple[str, ...]] = {
    # building
    "Activation": ("activation",),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "BatchNormalization": ("axis", "momentum", "epsilon"),
    "Bidirectional": ("layer", "merge_mode"),
    "CategoryEncoding": ("num_tokens", "output_mode"),
    "Concatenate": ("axis",),
    "Conv1D": ("filters", "kernel_size", "strides", "padding"),
    "Conv2D": ("filters", "kernel_size", "strides", "padding"),
    "Dense": ("units", "activation", "use_bias", "kernel_initializer"),
    "Dropout": ("rate", "noise_shape", "seed"),
    "Embedding": ("input_dim", "output_dim"),
    "GRU": ("units", "activation"),
    "Input": ("shape", "batch_size", "dtype"),
    "LSTM": ("units", "activation"),
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "Model": ("inputs", "outputs", "name"),
    "Normalization": ("axis", "mean", "variance"),
    "RandomFlip": ("mode", "seed"),
    "RandomRotation": ("factor", "fill_mode"),
    "Rescaling": ("scale", "offset"),
    "Reshape": ("target_shape",),
    "Sequential": ("layers", "trainable", "name"),
    "SimpleRNN": ("units", "activation"),
    "StringLookup": ("max_tokens", "num_oov_indices"),
    "TextVectorization": ("max_tokens", "standardize", "split"),
    # compiling
    "Adagrad": ("learning_rate", "initial_accumulator_value"),
    "Adam": ("learning_rate", "beta_1", "beta_2", "epsilon"),
    "AdamW": ("learning_rate", "weight_decay", "beta_1", "beta_2"),
    "Nadam": ("learning_rate", "beta_1", "beta_2"),
    "RMSprop": ("learning_rate", "rho", "momentum"),
    "SGD": ("learning_rate", "momentum", "nesterov"),
    "BinaryCrossentropy": ("from_logits", "label_smoothing"),
    "CategoricalCrossentropy": ("from_logits", "label_smoothing"),
    "SparseCategoricalCrossentropy": ("from_logits", "ignore_class"),
    "compile": ("optimizer", "loss", "loss_weights", "metrics"),
    # training and asking
    "EarlyStopping": ("monitor", "min_delta", "patience"),
    "ModelCheckpoint": ("filepath", "monitor", "verbose", "save_best_only"),
    "ReduceLROnPlateau": ("monitor", "factor", "patience"),
    "adapt": ("data", "batch_size", "steps"),
    "evaluate": ("x", "y", "batch_size", "verbose"),
    "fit": ("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split", "validation_data"),
    "predict": ("x", "batch_size", "verbose"),
    # data
    "to_categorical": ("x", "num_classes"),
    "np.abs": ("x",),
    "np.arange": ("start", "stop", "step"),
    "np.argmax": ("a", "axis"),
    "np.array": ("object", "dtype"),
    "np.column_stack": ("tup",),
    "np.concatenate": ("arrays", "axis"),
    "np.default_rng": ("seed",),
    "np.expand_dims": ("a", "axis"),
    "np.full": ("shape", "fill_value", "dtype"),
    "np.linspace": ("start", "stop", "num", "endpoint"),
    "np.mean": ("a", "axis"),
    "np.ones": ("shape", "dtype"),
    "np.reshape": ("a", "shape"),
    "np.sqrt": ("x",),
    "np.square": ("x",),
    "np.stack": ("arrays", "axis"),
    "np.std": ("a", "axis"),
    "np.sum": ("a", "axis"),
    "np.where": ("condition", "x", "y"),
    "np.zeros": ("shape", "dtype"),
}
"""NumPy's functions stand under `np.`: a method of the same name has its first argument in front of the dot."""
METHODS = frozenset({"argmax", "mean", "std", "sum"})
"""Functions of NumPy that are methods as well, with the same parameters."""
OWNER = "a"
"""The parameter that stands in front of the dot then."""
MOST_PLACES = 8
"""Arguments of a call with an unknown signature that are told by their place: `0`, `1`."""


def parameters_of(function: ast.expr) -> tuple[str, ...] | None:
    """The parameters of what is called, in order; None when they are not known."""
    name = dotted(function)
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    return SIGNATURES.get(f"np.{last}" if first in ("np", "numpy") else last)


def of_its_owner(call: ast.Call) -> bool:
    """Whether this is a method of an array, `x.mean()`, that is a function of NumPy as well."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in METHODS and parameters_of(call.func) is None


def bound(call: ast.Call) -> tuple[Mapping[str, ast.expr], bool]:
    """The arguments of a call by name, by place where its signature is not known; and whether that is all of them.

    It is not when some stand by place in a call whose signature is not known, or behind a star.
    """
    parameters = parameters_of(call.func)
    plain = [argument for argument in call.args if not isinstance(argument, ast.Starred)]
    if of_its_owner(call) and isinstance(call.func, ast.Attribute):
        parameters, plain = SIGNATURES[f"np.{call.func.attr}"], [call.func.value, *plain]
    given = dict(zip(parameters or map(str, range(MOST_PLACES)), plain, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    starred = len(plain) < len(call.args) or any(keyword.arg is None for keyword in call.keywords)
    return given, not starred and not (parameters is None and plain)
