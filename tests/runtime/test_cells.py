"""Which names a cell has bound."""

from __future__ import annotations

import math

from tutor.runtime.cells import MOST_PREDICTIONS, LatestCell, assigned_names, newly_bound


def test_new_and_changed_values_are_found() -> None:
    assert newly_bound({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, "f()") == [3, 4]


def test_a_name_bound_to_the_same_value_again_is_found_in_the_code() -> None:
    value = [1]
    assert newly_bound({"a": value}, {"a": value}, "a = a") == [value]


def test_modules_and_hidden_names_are_not_results() -> None:
    assert newly_bound({}, {"math": math, "_x": 1, "In": [], "Out": {}, "x": 2}, "import math") == [2]


def test_code_that_does_not_parse_assigns_nothing() -> None:
    assert assigned_names("%time x = 1") == set()
    assert assigned_names("(a, b), c = f(); d += 1") == {"a", "b", "c", "d"}


def test_only_the_latest_predictions_are_kept() -> None:
    cell = LatestCell()
    for number in range(MOST_PREDICTIONS + 5):
        cell.predicted(number)
    assert cell.predictions == list(range(MOST_PREDICTIONS + 4, 4, -1))
