"""Arrays and lists of numbers, described without TensorFlow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays

from tutor.core.facts import WHOLE_ARRAY, ArrayFacts, ScalarFacts
from tutor.core.wire import decode
from tutor.runtime import arrays as described
from tutor.runtime.arrays import array_facts, as_array


def facts_of(value: Any) -> Any:
    numbers = as_array(value)
    assert numbers is not None
    return decode(array_facts(numbers[0], type(value).__name__, numbers[1]))


def test_both_ends_agree_on_what_is_whole() -> None:
    assert described.WHOLE_ARRAY == WHOLE_ARRAY


@given(arrays.arrays(some.sampled_from([np.float64, np.float32, np.int32, np.bool_]), arrays.array_shapes()))
def test_any_array_is_described(array: np.ndarray[Any, Any]) -> None:
    found = facts_of(array)
    finite = array[np.isfinite(array)]
    assert (found.shape, found.dtype, found.whole) == (array.shape, str(array.dtype), array.size <= WHOLE_ARRAY)
    assert found.finite == (finite.size == array.size)
    assert found.minimum == (float(finite.min()) if finite.size else None)
    assert found.maximum == (float(finite.max()) if finite.size else None)
    np.testing.assert_array_equal(np.array(found.values), array.ravel()[:WHOLE_ARRAY])


def test_an_array_without_axes_is_a_scalar() -> None:
    assert facts_of(np.array(2.5)) == ScalarFacts(2.5, "ndarray")


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ([1, 2, 3], (3,)),
        ([[1.5], [2]], (2, 1)),
        ((True, False), (2,)),
        ([], (0,)),
        ([np.zeros(2), [1, 2]], (2, 2)),
    ],
)
def test_a_list_is_accepted_where_an_array_could_be_meant(value: Any, shape: tuple[int, ...]) -> None:
    assert facts_of(value).shape == shape


@pytest.mark.parametrize("value", [["a"], [1, "a"], [[1, 2], [3]], [None], [len], [{}], "text", {1: 2}, 3])
def test_what_is_no_array_is_not_taken_for_one(value: Any) -> None:
    assert as_array(value) is None


def test_an_array_of_anything_gives_its_texts() -> None:
    found = facts_of(np.array([None, "a", 1.5], dtype=object))
    assert found == ArrayFacts((3,), "object", values=("None", "a", 1.5))
