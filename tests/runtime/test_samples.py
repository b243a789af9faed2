"""What is taken of large arrays and of a model's answers, without TensorFlow."""

from __future__ import annotations

import numpy as np
import pytest

from tests.exhibits.samples import Model
from tutor.runtime import samples

SUM = Model(lambda rows: rows.reshape(len(rows), -1).sum(axis=1))


def test_a_thinned_array_keeps_its_ends_and_a_short_one_everything() -> None:
    assert samples.thinned(np.arange(1000), 5).tolist() == [0, 250, 500, 749, 999]
    assert samples.thinned([1, 2], 5).tolist() == [1, 2]


def test_a_model_is_asked_in_parts_and_answers_for_every_row() -> None:
    sizes: list[int] = []

    def noting(rows: np.ndarray) -> np.ndarray:
        sizes.append(len(rows))
        return rows[:, :1]

    assert samples.answers(Model(noting), np.arange(1200).reshape(600, 2)).shape == (600, 1)
    assert sizes == [512, 88]


def test_a_model_without_weights_is_not_built_by_asking() -> None:
    with pytest.raises(ValueError, match="no weights"):
        samples.answers(Model(lambda rows: rows, built=False), [[1.0]])


def test_one_output_is_a_class_above_the_threshold_and_several_are_by_the_largest() -> None:
    assert samples.classes(SUM, [[0.2], [0.6], [0.9]]).tolist() == [0, 1, 1]
    assert samples.classes(SUM, [[0.2], [0.6], [0.9]], 0.7).tolist() == [0, 0, 1]
    assert samples.classes(Model(lambda rows: rows), [[0.1, 0.7, 0.2]]).tolist() == [1]


@pytest.mark.parametrize("labels", [[1, 0], [[1], [0]], [[0.0, 1.0], [1.0, 0.0]], [True, False]])
def test_the_truth_may_be_numbers_a_column_or_one_hot(labels: object) -> None:
    assert samples.truths(labels).tolist() == [1, 0]


def test_a_map_has_its_top_row_first() -> None:
    points = np.array([[0.0, 0.0], [1.0, 1.0]])
    rows = samples.regions(Model(lambda rows: rows[:, 1:]), points)
    assert len(rows) == samples.MAP_ROWS and set(map(len, rows)) == {samples.MAP_COLUMNS}
    assert set(rows[0]) == {"1"} and set(rows[-1]) == {"0"}


def test_colours_become_grey_and_a_large_picture_is_made_smaller() -> None:
    colour = np.zeros((2, 64, 40, 3))
    colour[1, :, :, 0] = 3.0
    pictures = samples.pictures(colour, [1, 0])
    assert pictures.shape == (2, 32) and set(map(len, pictures.flat)) == {20}
    assert set("".join(pictures[0])) == {"5"} and set("".join(pictures[1])) == {"0"}


def test_rows_of_numbers_are_no_pictures() -> None:
    with pytest.raises(ValueError, match="rows × columns each"):
        samples.pictures(np.zeros((5, 64)), [0])


def test_arrays_of_one_value_are_black() -> None:
    assert samples.pictures(np.full((1, 2, 2), 7.0), [0]).tolist() == [["00", "00"]]


def test_residuals_of_many_rows_are_thinned_in_step() -> None:
    x = np.arange(3000.0)
    found = samples.residuals(SUM, x, x + 1, 500)
    assert found.shape == (500, 2) and set(found[:, 1]) == {1.0}
