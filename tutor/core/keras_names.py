"""The names of Keras's losses and metrics, and the many spellings that mean the same one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

ALIASES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "acc": "accuracy",
    "f_beta_score": "fbeta_score",
}
"""Short name to the one Keras prints. Source: `keras.losses` and `keras.metrics` of Keras 3.15."""

LOSSES = (
    "binary_crossentropy",
    "binary_focal_crossentropy",
    "categorical_crossentropy",
    "categorical_focal_crossentropy",
    "categorical_hinge",
    "circle",
    "cosine_similarity",
    "ctc",
    "dice",
    "hinge",
    "huber",
    "kl_divergence",
    "log_cosh",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "poisson",
    "sparse_categorical_crossentropy",
    "squared_hinge",
    "tversky",
)

METRICS = (
    *("accuracy", "auc", "binary_accuracy", "binary_crossentropy", "binary_io_u", "categorical_accuracy"),
    *("categorical_crossentropy", "categorical_hinge", "cosine_similarity", "f1_score", "false_negatives"),
    *("false_positives", "fbeta_score", "hinge", "io_u", "kl_divergence", "log_cosh_error"),
    *("mean_absolute_error", "mean_absolute_percentage_error", "mean_io_u", "mean_squared_error"),
    *("mean_squared_logarithmic_error", "one_hot_io_u", "pearson_correlation", "poisson", "precision", "r2_score"),
    *("recall", "root_mean_squared_error", "sparse_categorical_accuracy", "sparse_categorical_crossentropy"),
    *("sparse_top_k_categorical_accuracy", "squared_hinge", "top_k_categorical_accuracy", "true_negatives"),
    *("true_positives", "mean", "sum", "crossentropy", "concordance_correlation", "one_hot_mean_io_u"),
    *("precision_at_recall", "recall_at_precision", "sensitivity_at_specificity", "specificity_at_sensitivity"),
)

ACTIVATIONS = (
    *("celu", "elu", "exponential", "gelu", "glu", "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu"),
    *("linear", "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "softmax"),
    *("softplus", "softsign", "sparsemax", "swish", "tanh"),
)
OPTIMIZERS = (
    *("adadelta", "adafactor", "adagrad", "adam", "adamax", "adamw", "ftrl", "lamb", "lion", "muon", "nadam"),
    *("rmsprop", "sgd"),
)
INITIALIZERS = (
    *("constant", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "identity", "lecun_normal"),
    *("lecun_uniform", "ones", "orthogonal", "random_normal", "random_uniform", "truncated_normal", "zeros"),
    "variance_scaling",
)

GROWING = (
    "acc", "auc", "precision", "recall", "sensitivity", "specificity", "f1", "r2", "score", "iou", "io_u",
    "similarity", "correlation", "true_",
)  # fmt: skip
"""Metrics of which the largest value is the best have one of these in their name. `tutor/runtime/names.py` has the
same list, for the session; a test compares them."""


def canonical(name: str) -> str:
    """The spelling Keras prints: `mean_squared_error` for `MSE`, `mse` and `MeanSquaredError`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.strip()).lower()
    return ALIASES.get(snake, snake)


def nearest(name: str, known: Iterable[str], aliases: Iterable[str] = ALIASES) -> str:
    """The known name that `name` was most likely meant to be; empty when none is near.

    A name with a part left out, `sparse_crossentropy`, is the one that has all its parts.
    """
    spellings = {each.lower(): each for each in (*known, *aliases)}
    if (entropy := f"{canonical(name)}_crossentropy") in spellings:
        return spellings[entropy]
    parts = set(canonical(name).split("_"))
    whole = [each for each in spellings if len(parts) > 1 and parts < set(each.split("_"))]
    if len(whole) == 1:
        return spellings[whole[0]]
    found = difflib.get_close_matches(name.strip().lower(), spellings, n=1, cutoff=0.7)
    found = found or difflib.get_close_matches(canonical(name), spellings, n=1, cutoff=0.7)
    return spellings[found[0]] if found else ""


def grows(metric: str) -> bool:
    """Whether a larger value of this metric is a better one."""
    name = metric.lower()
    return not name.endswith("loss") and any(word in name for word in GROWING)
