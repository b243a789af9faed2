"""Canonical spelling, without Keras at hand."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tutor.core import keras_names
from tutor.runtime import names
from tutor.runtime.names import grows, snake_case

_KERAS = Path(find_spec("keras").submodule_search_locations[0])  # type: ignore[union-attr, index]
FALLING = (
    "error",
    "hinge",
    "crossentropy",
    "divergence",
    "poisson",
    "log_cosh",
    "huber",
    "false_",
    "mean",
    "sum",
    "dice",
)
"""What the other metrics of Keras have in their names."""
METRICS = sorted(
    name
    for name in re.findall(r"import (\w+) as", (_KERAS / "metrics/__init__.py").read_text(encoding="utf-8"))
    if name not in ("Metric", "deserialize", "get", "serialize")
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MeanSquaredError", "mean_squared_error"),
        ("KLDivergence", "kl_divergence"),
        ("LogCosh", "log_cosh"),
        ("AUC", "auc"),
        ("R2Score", "r2_score"),
        ("F1Score", "f1_score"),
        ("SparseCategoricalCrossentropy", "sparse_categorical_crossentropy"),
        ("huber", "huber"),
    ],
)
def test_a_class_name_becomes_snake_case(name: str, expected: str) -> None:
    assert snake_case(name) == expected


@pytest.mark.parametrize("name", ["accuracy", "val_accuracy", "acc", "auc", "val_precision", "recall", "r2_score"])
def test_a_larger_value_of_it_is_better(name: str) -> None:
    assert grows(name)


@pytest.mark.parametrize(
    "name", ["loss", "val_loss", "mae", "mean_squared_error", "learning_rate", "accuracy_loss"]
)
def test_a_smaller_value_of_it_is_better(name: str) -> None:
    assert not grows(name)


def test_the_tutor_and_the_session_have_one_list_of_the_metrics_that_grow() -> None:
    assert names.GROWING == keras_names.GROWING


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_of_keras_grows_or_falls(metric: str) -> None:
    written = snake_case(metric)
    falls = any(word in written.replace("mean_io_u", "") for word in FALLING)
    for grow in (grows, keras_names.grows):
        assert grow(written) is grow(f"val_{written}") is not falls


@pytest.mark.parametrize("metric", ["loss", "val_loss", "accuracy_loss", "recall_loss"])
def test_no_loss_grows(metric: str) -> None:
    assert not grows(metric) and not keras_names.grows(metric)
