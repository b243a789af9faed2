"""What was drawn on one pair of axes, as series of numbers: each kind of artist, without a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from tutor.runtime.series import MOST_CLASSES, all_series, few_of


@pytest.fixture(autouse=True)
def _styles() -> Iterator[None]:
    with mpl.rc_context():
        yield


def drawn(draw: Callable[[Any], object]) -> tuple[list[dict[str, Any]], list[str]]:
    axes = Figure().add_subplot()
    draw(axes)
    return all_series(axes)


def only(draw: Callable[[Any], object]) -> dict[str, Any]:
    (series,), missing = drawn(draw)
    assert missing == []
    return series


def test_empty_axes_have_nothing() -> None:
    assert drawn(lambda axes: None) == ([], [])


def test_a_line_keeps_its_numbers_and_its_label() -> None:
    line = only(lambda axes: axes.plot([1, 2, 3], [4, 5, 7], label="loss"))
    assert (line["kind"], line["x"], line["y"], line["label"]) == ("line", [1, 2, 3], [4, 5, 7], "loss")
    assert "marked" not in line


def test_a_line_without_a_line_is_points() -> None:
    assert only(lambda axes: axes.plot([1, 2], [3, 4], "o"))["kind"] == "points"
    assert only(lambda axes: axes.plot([1, 2], [3, 4], "o-"))["marked"] is True


def test_what_is_hidden_or_empty_is_left_out_without_a_word() -> None:
    assert drawn(lambda axes: axes.plot([1, 2], [3, 4], visible=False)) == ([], [])
    assert drawn(lambda axes: axes.plot([], [])) == ([], [])


def test_points_of_a_few_colours_are_told_apart() -> None:
    rows, _ = drawn(lambda axes: axes.scatter([1, 2, 3], [1, 2, 3], c=[0, 1, 0], label="kind"))
    assert [(row["label"], row["x"]) for row in rows] == [("kind 0", [1, 3]), ("kind 1", [2])]


def test_points_of_many_colours_are_one_series() -> None:
    colours = np.arange(MOST_CLASSES + 1)
    rows, _ = drawn(lambda axes: axes.scatter(colours, colours, c=colours))
    assert len(rows) == 1


def test_bars_stand_on_what_they_were_drawn_on() -> None:
    bars = only(lambda axes: axes.bar([0, 1], [2, -3], bottom=[1, 0]))
    assert (bars["kind"], bars["x"], bars["y"], bars["base"]) == ("bars", [0, 1], [3, -3], [1, 0])
    lying = only(lambda axes: axes.barh([0, 1], [2, 3]))
    assert lying["lying"] is True and lying["x"] == [2, 3] and "base" not in lying


def test_an_area_has_two_edges() -> None:
    area = only(lambda axes: axes.fill_between([0, 1, 2], [1, 2, 3], [0, 0, 1]))
    assert (area["kind"], area["y"], area["base"]) == ("area", [1, 2, 3], [0, 0, 1])


def test_a_line_across_the_axes_goes_from_end_to_end() -> None:
    rows, _ = drawn(lambda axes: (axes.plot([0, 10], [0, 4]), axes.axhline(2)))
    assert rows[1]["y"] == [2, 2] and rows[1]["x"][0] < 1 and rows[1]["x"][-1] > 9


def test_text_stands_where_it_was_put_and_says_its_words_on_one_line() -> None:
    text = only(lambda axes: axes.text(0.5, 0.25, "the\nbest"))
    assert (text["kind"], text["x"], text["y"], text["label"]) == ("text", [0.5], [0.25], "the best")


def test_error_bars_are_a_line_and_its_bars() -> None:
    rows, missing = drawn(lambda axes: axes.errorbar([0, 1], [1, 2], yerr=[0.5, 0.25], label="mean"))
    assert missing == [] and [row["kind"] for row in rows] == ["line", "line"]
    assert rows[0]["label"] == "mean"


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda axes: axes.pie([1, 2]), "A pie is not drawn here."),
        (lambda axes: axes.quiver([0], [0], [1], [1]), "Arrows are not drawn here."),
        (lambda axes: axes.contour([[0, 1], [1, 2]]), "Contours are not drawn here."),
        (lambda axes: axes.table([["1"]]), "A table is not drawn here."),
    ],
    ids=["pie", "quiver", "contour", "table"],
)
def test_what_cannot_be_drawn_is_said_once(draw: Callable[[Any], object], words: str) -> None:
    rows, missing = drawn(draw)
    assert rows == [] and len(missing) == 1 and missing[0].startswith(words)


def test_distinct_numbers_are_counted_only_as_far_as_they_are_few() -> None:
    assert few_of(np.array([3.0, 1.0, 3.0])).tolist() == [1.0, 3.0]
    assert len(few_of(np.arange(1000.0))) == MOST_CLASSES + 1
