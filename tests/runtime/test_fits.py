"""How a `fit` was called, read from its arguments alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tutor.runtime import variables
from tutor.runtime.fits import fit_facts, monitors, same

X = np.arange(30.0).reshape(10, 3)
Y = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2])


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner's variables."""
    monkeypatch.setattr(variables, "namespace", lambda: {"_hidden": X, "x": X, "y": Y})


def facts(**arguments: Any) -> dict[str, Any]:
    return fit_facts({"x": X, "y": Y, **arguments})


def test_data_is_told_with_the_names_of_its_variables() -> None:
    told = facts(epochs=3, batch_size=4)
    assert (told["x"]["name"], told["y"]["name"]) == ("x", "y")
    assert (told["epochs"], told["batch_size"]) == (3, 4)


def test_what_was_not_given_is_what_keras_takes() -> None:
    told = facts()
    assert (told["epochs"], told["batch_size"], told["shuffle"]) == (1, None, True)
    assert (told["validation"], told["split"], told["monitors"]) == (False, 0.0, [])


def test_data_without_numbers_has_no_facts_and_the_rest_is_told() -> None:
    told = fit_facts({"x": iter([1, 2]), "epochs": 2})
    assert (told["x"], told["y"], told["epochs"]) == (None, None, 2)
    assert (told["same_xy"], told["leak"], told["unseen"]) == (False, None, [])


def test_a_split_leaves_classes_out_when_the_rows_are_sorted() -> None:
    assert facts(validation_split=0.2)["unseen"] == [2]
    assert facts(validation_split=0.2)["validation"] is True


def test_validation_data_that_is_the_training_data_is_noticed() -> None:
    told = facts(validation_data=(X, Y))
    assert (told["validation"], told["same_validation"], told["shared"]) == (True, True, 1.0)
    other = facts(validation_data=(X + 100, Y))
    assert (other["same_validation"], other["shared"]) == (False, 0.0)


def test_a_data_set_to_validate_on_is_not_looked_into() -> None:
    told = facts(validation_data=SimpleNamespace())
    assert (told["validation"], told["same_validation"], told["shared"]) == (True, False, 0.0)


def test_one_array_as_x_and_as_y_is_noticed() -> None:
    assert fit_facts({"x": X, "y": X})["same_xy"] is True
    assert fit_facts({"x": X, "y": X.copy()})["same_xy"] is False


def test_a_column_of_x_that_is_y_is_noticed() -> None:
    assert fit_facts({"x": X, "y": X[:, 2]})["leak"] == 2


def test_callbacks_that_watch_a_metric_are_told_one_or_several() -> None:
    stopping = type("EarlyStopping", (), {"monitor": "val_loss"})()
    assert monitors(stopping) == monitors([stopping, object()]) == [["EarlyStopping", "val_loss"]]
    assert monitors(None) == []


def test_arrays_are_the_same_by_their_numbers() -> None:
    assert same(X, X) and same(X, X.copy()) and same([1, 2], np.array([1, 2]))
    assert not same(X, None) and not same(None, None) and not same(X, X + 1) and not same("a", "a b")
