"""Charts in words: what those who hear the screen learn of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from tests.render.drawing import drawn
from tests.render.test_charts import names, scales
from tests.render.test_charts import series as any_series
from tutor.core.drawings import Axes, Figure, Series
from tutor.render.figure import figure
from tutor.render.look import Look

LOOK = Look(width=2000, colours=0, spoken=True)


def said(*series: Series, **axes: object) -> list[str]:
    """The sentences about one chart, each without its fold."""
    look = Look(80, colours=0, spoken=True)
    text = drawn(figure(Figure((Axes(series, **axes),)), look), look)  # type: ignore[arg-type]
    return text.replace("\n  ", " ").strip().replace(". ", ".\n").split("\n")


def line(*heights: float, **more: object) -> Series:
    return Series("line", tuple(float(n) for n in range(len(heights))), heights, **more)  # type: ignore[arg-type]


def test_few_points_are_told_one_by_one() -> None:
    assert said(line(3.0, 1.0, 2.0, label="loss")) == ["loss: a line through (0, 3), (1, 1), (2, 2)."]
    assert said(Series("points", (1.0,), (2.0,))) == ["1 point: (1, 2)."]


def test_the_axes_are_told_first() -> None:
    first, *_ = said(line(1.0, 2.0), x_label="epoch", y_label="loss", y_scale="log")
    assert first == "x is epoch; y is loss, on a log scale."


@pytest.mark.parametrize(
    ("heights", "course"),
    [
        ([100.0 - n for n in range(101)], "It falls all the way from 100 to 0, in a straight line."),
        ([float(n) for n in range(101)], "It rises all the way from 0 to 100, in a straight line."),
        ([5.0] * 101, "It stays at 5."),
        ([abs(n - 30.0) for n in range(101)], "It goes from 30 to 70, lowest 0 at x 30."),
        ([-abs(n - 30.0) for n in range(101)], "It goes from -30 to -70, highest 0 at x 30."),
    ],
)
def test_a_line_is_told_by_its_course(heights: list[float], course: str) -> None:
    _, found, way = said(line(*heights))
    assert found == course
    assert way == f"On its way: {heights[25]:g} at x 25, {heights[50]:g} at x 50, {heights[75]:g} at x 75."


def test_a_line_that_turns_back_has_no_course() -> None:
    turns = [n / 10 for n in range(63)]
    ring = Series("line", tuple(map(math.cos, turns)), tuple(map(math.sin, turns)))
    assert said(ring)[-1].startswith("It goes round and ends where it began, y from -")
    spiral = Series("line", tuple(n * math.cos(n) for n in turns), tuple(n * math.sin(n) for n in turns))
    assert said(spiral)[-1].startswith("It goes back and forth, y from -")


def test_a_line_whose_points_come_in_another_order_is_told_in_the_order_of_x() -> None:
    xs = [3.0, 1.0, 9.0, 0.0, 7.0, 4.0, 2.0, 8.0, 5.0, 6.0, 11.0, 10.0, 12.0]
    told = " ".join(said(Series("line", tuple(xs), tuple(2 * x + 1 for x in xs))))
    assert "It rises all the way from 1 to 25, in a straight line" in told
    assert "not come in the order of x" in told
    bent = " ".join(said(Series("line", tuple(xs), tuple((x - 6) ** 2 for x in xs))))
    assert "It goes from 36 to 36, lowest 0 at x 6" in bent


def test_large_numbers_that_lie_close_together_are_told_apart() -> None:
    assert said(line(1e9, 1e9 + 1, 1e9 + 2)) == [
        "a line through (0, 1000000000), (1, 1000000001), (2, 1000000002)."
    ]
    heights = [273.15 + n / 100000 for n in range(40)]
    assert "It rises all the way from 273.15 to 273.15039" in " ".join(said(line(*heights)))


def test_a_gap_is_told() -> None:
    holes = Series("line", (0.0, 1.0, 2.0, 3.0), (5.0, None, 7.0, None))
    assert " ".join(said(holes)).endswith("2 gaps at x 1, 3: no number stands there.")


def test_points_that_follow_a_curve_are_told_by_its_turns() -> None:
    xs = tuple(n / 20 for n in range(101))
    bowl = " ".join(said(Series("points", xs, tuple((x - 2.5) ** 2 for x in xs))))
    wave = " ".join(said(Series("points", xs, tuple(math.sin(1.25 * x) for x in xs))))
    assert "y falls, then rises" in bowl
    assert "y rises, then falls, then rises" in wave


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda n: 2.0 * n, "As x grows, y rises."),
        (lambda n: -2.0 * n, "As x grows, y falls."),
        (lambda n: n + 8.0 * (n % 3), "As x grows, y rises, with exceptions."),
        (lambda n: float(n % 2), "As x grows, y neither rises nor falls on the whole."),
        (lambda n: 5.0, "As x grows, y neither rises nor falls on the whole."),
    ],
)
def test_points_are_told_by_how_they_lie(rule: object, words: str) -> None:
    xs = tuple(float(n) for n in range(20))
    assert said(Series("points", xs, tuple(rule(n) for n in range(20))))[-1] == words  # type: ignore[operator]


def test_a_histogram_is_told_by_its_tallest_bar_and_its_middle_half() -> None:
    counts = (1.0, 1.0, 1.0, 2.0, 5.0, 9.0, 20.0, 30.0, 20.0, 9.0, 5.0, 2.0, 1.0, 1.0, 1.0)
    bars = Series("bars", tuple(n - 7.0 for n in range(15)), counts)
    assert said(bars) == [
        "15 bars from -7 to 7.",
        "The longest is 30, at 0, the shortest 1, at -7.",
        "The middle half of their sum stands from -1 to 1.",
    ]


def test_an_image_is_told_by_where_it_is_bright() -> None:
    rows = tuple(tuple(float(2 <= row <= 4 and column == 5) for column in range(10)) for row in range(10))
    (text,) = said(Series("image", image=rows))
    assert text == "an image of 10 rows and 10 columns, 3 % of it bright, from row 3 to 5 and column 6 to 6."


def test_a_small_image_is_told_pixel_by_pixel() -> None:
    (_, text) = said(Series("image", image=((0.0, 0.5), (1.0, 0.25))))
    assert text == "Row by row, from 0, dark, to 1, bright: 0 0.5; 1 0.25."


def test_what_is_written_on_a_matrix_is_told_with_its_row_and_column() -> None:
    matrix = Series("image", (-0.5, 1.5), (1.5, -0.5), image=((1.0, 0.0), (0.0, 1.0)))
    animals = ((0.0, "cat"), (1.0, "dog"))
    words = Series("text", (1.0,), (0.0,), "7")
    text = said(matrix, words, x_names=animals, y_names=animals, x_label="predicted", y_label="true")
    assert text[-1] == "true cat, predicted dog: 7."


def test_several_charts_are_counted() -> None:
    charts = tuple(Axes((line(1.0, 2.0),), title) for title in ("first", ""))
    text = drawn(figure(Figure(charts), LOOK), LOOK)
    assert "1 of 2: first" in text and "2 of 2\n" in text


def test_a_chart_with_sentences_of_its_own_says_these() -> None:
    assert said(line(1.0, 2.0), spoken=("It is a rule.",)) == ["It is a rule."]


@settings(max_examples=150, deadline=None)
@given(any_series, scales, names)
def test_any_numbers_can_be_told(series: Series, scale: str, named: tuple[tuple[float, str], ...]) -> None:
    text = drawn(figure(Figure((Axes((series,), x_scale=scale, x_names=named, y_names=named),)), LOOK), LOOK)
    assert "\x1b" not in text
