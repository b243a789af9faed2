"""What is said of an array that `fit` was given, without a session."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.runtime import given
from tutor.runtime.given import (
    column_of,
    column_sizes,
    given_facts,
    is_one_hot,
    labels_of,
    shared_rows,
    unseen_classes,
)

ONE_HOT = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]])


def test_numbers_are_seen_as_a_whole() -> None:
    facts = given_facts(np.array([[1.5, 2.0], [3.0, -4.0]]), "x")
    assert facts is not None
    assert (facts["name"], facts["shape"], facts["dtype"]) == ("x", [2, 2], "float64")
    assert (facts["minimum"], facts["maximum"], facts["finite"]) == (-4.0, 3.0, True)
    assert facts["sizes"] == [3.0, 4.0]
    assert facts["classes"] == []


@pytest.mark.parametrize("value", [None, "text", object(), iter([1, 2]), np.array(["a", "b"]), np.float64(3)])
def test_what_holds_no_plain_numbers_has_no_facts(value: object) -> None:
    assert given_facts(value, "x") is None


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_one_number_that_is_not_finite_is_noticed_and_nothing_else_is_claimed(broken: float) -> None:
    facts = given_facts(np.array([[1.0, 0.0], [broken, 1.0]]), "x")
    assert facts is not None
    assert (facts["finite"], facts["one_hot"], facts["sizes"], facts["classes"]) == (False, False, [], [])


def test_an_empty_array_has_facts_too() -> None:
    facts = given_facts(np.empty((0, 3)), "x")
    assert facts is not None and facts["shape"] == [0, 3] and facts["finite"]


@pytest.mark.parametrize(
    ("labels", "classes", "ordered"),
    [
        ([0, 0, 1, 2], [0, 1, 2], True),
        ([1, 0, 2], [0, 1, 2], False),
        ([[0.0], [1.0]], [0, 1], True),
        ([7], [7], False),
    ],
)
def test_whole_numbers_in_one_column_are_classes(labels: list[object], classes: list[int], ordered: bool) -> None:
    facts = given_facts(np.array(labels), "y")
    assert facts is not None and (facts["classes"], facts["ordered"]) == (classes, ordered)


def test_one_hot_rows_are_the_places_of_their_ones() -> None:
    facts = given_facts(ONE_HOT, "y")
    assert facts is not None and facts["one_hot"] and facts["classes"] == [0, 1, 2]
    labels = labels_of(ONE_HOT)
    assert labels is not None and labels.tolist() == [0, 2, 1]


@pytest.mark.parametrize("rows", [[[1], [0]], [[1, 1], [0, 1]], [[0, 0], [0, 1]], [[2, -1], [0, 1]], [0, 1]])
def test_other_rows_are_not_one_hot(rows: list[object]) -> None:
    assert not is_one_hot(np.array(rows))


@pytest.mark.parametrize("values", [[0.5, 1.0], [[1, 2], [3, 4]], [[[1]]]])
def test_measured_numbers_and_tables_are_no_labels(values: list[object]) -> None:
    assert labels_of(np.array(values)) is None


def test_a_column_that_never_varies_has_no_size() -> None:
    assert column_sizes(np.array([[1.0, 5.0, -300.0], [2.0, 5.0, 7.0]])) == [2.0, 300.0]


def test_many_classes_are_told_up_to_one_too_many() -> None:
    facts = given_facts(np.arange(500), "y")
    assert facts is not None and len(facts["classes"]) == given.MOST_CLASSES + 1


def test_of_a_large_array_evenly_spread_rows_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given, "MOST_ELEMENTS", 10)
    facts = given_facts(np.arange(35), "y")
    assert facts is not None and facts["shape"] == [35]
    assert facts["classes"] == list(range(0, 35, 4))


@pytest.mark.parametrize(
    ("labels", "split", "unseen"),
    [
        ([0, 0, 1, 1, 2], 0.2, [2]),
        ([0, 1, 2, 0, 1], 0.4, []),
        ([0, 1], 0.0, []),
        ([0, 1], 1.0, []),
        ([0.5, 1], 0.5, []),
    ],
)
def test_classes_that_only_the_validation_split_has_are_found(
    labels: list[float], split: float, unseen: list[int]
) -> None:
    assert unseen_classes(np.array(labels), split) == unseen


def test_rows_of_one_array_are_found_in_another() -> None:
    rows = np.arange(12.0).reshape(4, 3)
    assert shared_rows(rows, rows[[1, 3]]) == 1.0
    assert shared_rows(rows, np.vstack([rows[:1], rows[:1] + 100])) == 0.5
    assert shared_rows(rows, rows.astype("float32")) == 1.0, "the same numbers in another type are the same rows"
    assert shared_rows(rows, rows[:, :2]) == 0.0
    assert shared_rows(np.arange(4.0), np.arange(4.0)) == 0.0, "numbers of a single column may well come twice"
    assert shared_rows(rows, None) == 0.0


def test_the_column_that_is_the_label_itself_is_found() -> None:
    x = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 15.0]])
    assert column_of(x, x[:, 1]) == 1
    assert column_of(x, x[:, 1:]) == 1
    assert column_of(x, np.array([10.0, 20.0, 16.0])) is None
    assert column_of(x[:, :1], x[:, 0]) is None, "the only column may be copied on purpose"
    assert column_of(np.ones((3, 2)), np.ones(3)) is None, "labels that are all the same say nothing"
