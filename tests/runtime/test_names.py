"""Canonical spelling, without Keras at hand."""

from __future__ import annotations

import pytest

from tutor.runtime.names import grows, snake_case


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
