"""Charts: whatever the numbers, something sensible, and never wider than asked."""

from __future__ import annotations

import math
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.drawing import drawn, widest
from tutor.core.drawings import Axes, Figure, Series
from tutor.render.figure import figure
from tutor.render.look import Look

PLAIN = Look(colours=0)


def chart(*series: Series, look: Look = PLAIN, **axes: object) -> str:
    return drawn(figure(Figure((Axes(series, **axes),)), look), look)  # type: ignore[arg-type]


def line(*ys: float | None) -> Series:
    return Series("line", tuple(float(n) for n in range(len(ys))), ys)


finite = st.floats(allow_nan=False, allow_infinity=False)
gaps = st.none() | finite
columns = st.lists(gaps, max_size=30).map(tuple)
pixels = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(tuple)
series = st.builds(
    Series,
    st.sampled_from(["line", "points", "bars", "area", "text", "image", "regions"]),
    columns,
    columns,
    st.text(max_size=12),
    st.lists(pixels, max_size=3).map(tuple),
    columns,
    st.lists(finite.map(abs), max_size=4).map(tuple),
    lying=st.booleans(),
    marked=st.booleans(),
    pen=st.none() | st.integers(0, 9),
)
"""The columns may be of different lengths."""
names = st.lists(st.tuples(finite | st.integers(0, 4).map(float), st.text(max_size=20)), max_size=5).map(tuple)
images = st.integers(0, 40).flatmap(
    lambda width: st.lists(st.lists(st.floats(0, 1), min_size=width, max_size=width).map(tuple), max_size=40)
)
scales = st.sampled_from(["linear", "log"])
limits = st.none() | st.tuples(st.floats(), st.floats())
looks = st.builds(
    Look, st.integers(20, 220), st.just(24), st.sampled_from([0, 16, 256]), st.booleans(), st.booleans()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(series, max_size=4), scales, scales, limits, limits, names, names, st.text(max_size=60), looks)
def test_any_finite_numbers_give_a_chart_that_fits(
    drawn_series: list[Series],
    x_scale: str,
    y_scale: str,
    x_limits: tuple[float, float] | None,
    y_limits: tuple[float, float] | None,
    x_names: tuple[tuple[float, str], ...],
    y_names: tuple[tuple[float, str], ...],
    words: str,
    look: Look,
) -> None:
    axes = Axes(tuple(drawn_series), words, words, words, x_scale, y_scale, x_limits, y_limits, x_names, y_names)
    colourless = Look(look.width, look.height, 0, look.unicode, look.spoken)
    assert widest(drawn(figure(Figure((axes, axes), across=2), look), colourless)) <= look.measure


@settings(max_examples=60, deadline=None)
@given(st.lists(images, min_size=1, max_size=6), looks)
def test_any_images_fit(pixels: list[list[tuple[float, ...]]], look: Look) -> None:
    axes = tuple(Axes((Series("image", image=tuple(rows)),), "a title that is longer") for rows in pixels)
    colourless = Look(look.width, look.height, 0, look.unicode, look.spoken)
    assert widest(drawn(figure(Figure(axes), look), colourless)) <= look.measure


@pytest.mark.parametrize(
    "ys",
    [
        (5.0,),
        (5.0, 5.0, 5.0),
        (0.0, 0.0),
        (sys.float_info.max, -sys.float_info.max),
        (1e-300, 0.0),
        (1.0, 1.0 + 2e-16),
        (1e300, 1e301),
    ],
)
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_numbers_at_the_edge_are_drawn_between_two_ticks_or_more(ys: tuple[float, ...], scale: str) -> None:
    text = chart(line(*ys), y_scale=scale)
    assert any("⠁" <= character <= "⣿" for character in text)
    assert "┤" in text and "┬" in text


@pytest.mark.parametrize("ys", [(0.0, 5e-324), (-5e-324, 5e-324), (3e-323, 4e-323)])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_the_smallest_numbers_there_are_are_drawn(ys: tuple[float, ...], scale: str) -> None:
    assert any("⠁" <= character <= "⣿" for character in chart(line(*ys), y_scale=scale))


def test_a_chart_without_a_number_says_so() -> None:
    assert chart(line(None, None)) == "  Nothing to draw: there are no finite numbers."


def test_a_number_that_is_not_finite_is_a_gap_not_an_abort() -> None:
    assert chart(line(1.0, math.nan, math.inf, 2.0)) == chart(line(1.0, None, None, 2.0))


def test_a_gap_breaks_the_line() -> None:
    whole, broken = chart(line(1.0, 1.0, 1.0, 1.0)), chart(line(1.0, 1.0, None, 1.0))
    marks = [sum("⠁" <= character <= "⣿" for character in text) for text in (whole, broken)]
    assert marks[1] < marks[0] / 2


def test_a_logarithmic_scale_is_said_and_labelled_in_powers_of_ten() -> None:
    text = chart(line(1.0, 10.0, 100.0, 1000.0), y_scale="log", y_label="loss")
    assert "loss, log scale" in text
    assert [row.split("┤")[0].strip() for row in text.split("\n") if "┤" in row] == ["1000", "100", "10", "1"]


def test_a_falling_exponential_is_a_straight_line_on_a_logarithmic_scale() -> None:
    rows = chart(line(*(10.0**-n for n in range(30))), y_scale="log").split("\n")
    starts = [len(row) for row in rows if "⠁" <= row[-1] <= "⣿"]
    steps = [after - before for before, after in pairwise(starts)]
    assert len(steps) > 8 and max(steps[:-1]) - min(steps[:-1]) <= 2


def test_a_logarithmic_scale_without_a_positive_value_is_linear() -> None:
    assert "log" not in chart(line(-1.0, 0.0), y_scale="log", y_label="loss")


def test_epochs_are_numbered_in_whole_numbers_from_the_first_one_on() -> None:
    text = chart(Series("line", (1.0, 2.0, 3.0), (3.0, 2.0, 1.0)))
    assert text.split("\n")[-1].split() == ["1", "2", "3"]


def test_two_lines_differ_without_colour_and_the_legend_says_how() -> None:
    text = chart(
        Series("line", (0.0, 1.0), (0.0, 1.0), "loss"), Series("line", (0.0, 1.0), (1.0, 0.0), "val_loss")
    )
    assert text.split("\n")[-1] == "  ⠒⠒⠒⠒⠒ loss   ⠒⠒▪⠒⠒ val_loss"


def test_the_legend_stands_under_the_drawing_not_on_it() -> None:
    labelled = chart(Series("line", (0.0, 1.0), (0.0, 1.0), "loss"))
    bare = chart(Series("line", (0.0, 1.0), (0.0, 1.0)))
    assert labelled.startswith(bare)


def test_few_points_get_a_mark_each() -> None:
    assert chart(Series("points", (0.0, 1.0, 2.0), (0.0, 1.0, 4.0))).count("•") == 3


def test_many_points_are_reduced_first() -> None:
    many = tuple(float(n) for n in range(200_000))
    assert chart(Series("line", many, many)).count("\n") == 13


def test_a_peak_survives_the_reduction() -> None:
    ys = [0.0] * 100_000
    ys[54_321] = 1.0
    assert chart(line(*ys)).split("\n")[0].rstrip()[-1] != "┤"


def test_bars_stand_on_zero_and_hang_below_it() -> None:
    rows = chart(Series("bars", (0.0, 1.0, 2.0), (4.0, 0.0, -4.0))).split("\n")[:12]
    zero = next(number for number, row in enumerate(rows) if row.strip().startswith("0┤"))
    standing, empty, hanging = ("".join(f"{row:<80}"[column] for row in rows) for column in (15, 40, 65))
    assert standing.rindex("█") == zero and standing.strip() == "█" * (zero + 1)
    assert empty.strip() == ""
    assert hanging.index("█") == zero + 1 and hanging.endswith("█")


def bars(*ends: float, **more: object) -> Series:
    return Series("bars", tuple(float(n) for n in range(len(ends))), ends, **more)  # type: ignore[arg-type]


def test_lying_bars_are_equally_thick_and_stand_beside_their_names() -> None:
    series = Series("bars", (1.0, 4.0, 2.0), (0.0, 1.0, 2.0), lying=True)
    rows = chart(series, y_names=((0.0, "cat"), (1.0, "dog"), (2.0, "bird"))).split("\n")[:12]
    thick = [sum(f"{row:<80}"[column] == "█" for row in rows) for column in (10, 25)]
    assert thick == [9, 6]  # three lines each; the shortest ends before column 25
    named = {row.split("┤")[0].strip(): row.count("█") for row in rows if "┤" in row}
    assert named["cat"] < named["bird"] < named["dog"]


def test_stacked_and_neighbouring_bars_differ_without_colour() -> None:
    stacked = chart(bars(4.0, 4.0, label="a"), bars(8.0, 8.0, label="b", base=(4.0, 4.0)))
    column = "".join(f"{row:<40}"[15] for row in stacked.split("\n")[:12])
    assert column == "▒" * 6 + "█" * 6 and "█ a   ▒ b" in stacked


def test_more_bars_than_columns_show_the_longest_of_each() -> None:
    heights = [1.0] * 1000
    heights[500] = 9.0
    assert chart(bars(*heights)).split("\n")[0].count("█") == 1


def test_names_stand_under_their_bars_are_cut_or_get_a_key() -> None:
    names = ("cylinders", "displacement", "horsepower", "weight", "acceleration", "year", "origin")
    x_names = tuple((float(place), name) for place, name in enumerate(names))
    assert "displacement" in chart(bars(*[1.0] * 4), x_names=x_names[:4])
    assert "displac" in chart(bars(*[1.0] * 7), x_names=x_names)
    narrow = chart(bars(*[1.0] * 7), look=Look(40, colours=0), x_names=x_names).split("\n")
    assert narrow[13].split() == ["0", "1", "2", "3", "4", "5", "6"]
    assert narrow[14].startswith("  0 cylinders, 1 displacement, 2")


def test_names_that_would_be_the_same_when_cut_get_a_key_too() -> None:
    x_names = tuple((float(place), f"a long feature {place}") for place in range(7))
    assert "3 a long feature 3" in " ".join(chart(bars(*[1.0] * 7), x_names=x_names).split())


def test_a_key_of_wide_letters_stays_within_the_measure() -> None:
    x_names = tuple((float(place), f"人口の数の{place}") for place in range(9))
    for width in range(20, 60):
        look = Look(width, colours=0)
        text = chart(bars(*[1.0] * 9), look=look, x_names=x_names)
        assert "8 人口の数の8" in " ".join(text.split()) and widest(text) <= look.measure


def test_dates_that_have_no_room_are_left_out() -> None:
    x_names = tuple((19723.0 + day, f"2024-01-{day + 1:02}") for day in range(9))
    text = chart(Series("line", tuple(x for x, _ in x_names), (1.0,) * 9), x_names=x_names)
    assert 1 < text.count("2024-01-") < 9 and "19723" not in text


def test_an_area_reaches_from_its_base_to_its_values_and_its_gaps_stay_empty() -> None:
    area = Series("area", (0.0, 1.0, None, 2.0, 3.0), (4.0, 4.0, None, 4.0, 4.0), base=(2.0, 2.0, None, 2.0, 2.0))
    rows = chart(area, y_limits=(0.0, 4.0)).split("\n")[:12]
    filled, gap = ("".join(f"{row:<80}"[column] for row in rows).strip() for column in (10, 40))
    assert filled == "░" * 6 and gap == ""


def test_what_is_written_on_an_image_stands_in_its_pixel() -> None:
    image = Series("image", (-0.5, 1.5), (1.5, -0.5), image=((1.0, 0.0), (0.0, 1.0)))
    texts = [Series("text", (float(x),), (float(y),), f"{x}{y}") for x in (0, 1) for y in (0, 1)]
    rows = chart(image, *texts, y_limits=(1.5, -0.5)).split("\n")
    upper, lower = (row for row in rows[:12] if "0" in row.split("┤")[-1])
    assert "▓ 00 ▓" in upper
    assert upper.index("00") < 40 < upper.index("10") and "▓ 11 ▓" in lower


def test_four_lines_differ_by_the_marks_on_them() -> None:
    lines = [Series("line", (0.0, 50.0), (float(n), float(n)), f"line {n}") for n in range(4)]
    rows = chart(*lines).split("\n")
    assert [mark for mark in "▪o+×" if any(row.count(mark) > 3 for row in rows[:12])] == ["▪", "o", "+"]
    assert rows[-1] == "  ⠒⠒⠒⠒⠒ line 0   ⠒⠒▪⠒⠒ line 1   ⠒⠒o⠒⠒ line 2   ⠒⠒+⠒⠒ line 3"


def test_a_marked_line_shows_its_points() -> None:
    assert chart(Series("line", (0.0, 1.0, 2.0), (0.0, 1.0, 4.0), marked=True)).count("•") == 3


def test_series_of_one_pen_look_alike_and_stand_in_the_legend_once() -> None:
    lines = [Series("line", (0.0, 1.0), (float(n), float(n)), "box", pen=7) for n in range(3)]
    assert chart(*lines).count("box") == 1


def test_the_charts_of_a_row_stand_beside_each_other_where_there_is_room() -> None:
    event = Figure(
        (Axes((line(1.0, 2.0),), "left"), Axes((line(1.0, 2.0),), "right"), Axes((line(1.0, 2.0),), "below")),
        across=2,
    )
    wide = drawn(figure(event, PLAIN), PLAIN).split("\n")
    narrow = drawn(figure(event, Look(60, colours=0)), PLAIN).split("\n")
    assert any(row.split() == ["left", "right"] for row in wide) and any(row.split() == ["below"] for row in wide)
    assert not any("left" in row and "right" in row for row in narrow)
    axes = next(row for row in wide if "└" in row)
    assert axes.count("└") == 2


def test_charts_with_more_words_than_their_neighbours_still_share_a_line_for_their_axes() -> None:
    event = Figure((Axes((line(1.0, 2.0),), "title", y_label="loss"), Axes((line(1.0, 2.0),))), across=2)
    assert any(row.count("└") == 2 for row in drawn(figure(event, PLAIN), PLAIN).split("\n"))


def test_a_note_stands_for_a_chart_that_could_not_be_drawn() -> None:
    event = Figure((Axes(title="Pie"),), note="A pie is not drawn here.")
    assert drawn(figure(event, PLAIN), PLAIN) == "  A pie is not drawn here."


def test_bars_with_names_are_read_aloud_one_by_one() -> None:
    look = Look(colours=0, spoken=True)
    assert chart(bars(3.0, 4.0), look=look, x_names=((0.0, "cat"), (1.0, "dog"))) == "  cat 3, dog 4."


def test_few_points_that_stand_for_many_say_how_many() -> None:
    look = Look(colours=0, spoken=True)
    assert "100000 points, x from 1 to 2" in chart(Series("points", (1.0, 2.0), (1.0, 2.0), of=100_000), look=look)


def test_a_bright_pixel_is_dense_where_there_are_no_greys() -> None:
    rows = chart(Series("image", image=((0.0, 1.0),))).split("\n")
    assert all(set(row.strip()) == {"█"} and row.index("█") == 2 + row.count("█") for row in rows)


def test_256_colours_put_two_rows_of_pixels_into_a_line() -> None:
    look = Look(colours=256)
    text = drawn(figure(Figure((Axes((Series("image", image=((0.0,), (1.0,)) * 4),)),)), look), look)
    assert text.split("\n")[0].count("▀") > 0 and "48;5;255" in text and "38;5;232" in text


def test_small_images_stand_side_by_side_under_their_titles() -> None:
    axes = tuple(Axes((Series("image", image=((1.0,) * 8,) * 8),), str(number)) for number in range(4))
    assert drawn(figure(Figure(axes), PLAIN), PLAIN).split("\n")[0].split() == ["0", "1", "2", "3"]


def test_a_wide_letter_takes_two_cells_and_an_accent_none() -> None:
    rows = chart(line(0.0, 1.0), Series("text", (0.0,), (0.5,), "宽e\u0301!")).split("\n")
    (row,) = (row for row in rows if "宽" in row)
    assert "宽e\u0301!" in row and widest(row) <= PLAIN.measure


def test_an_ascii_chart_is_ascii() -> None:
    assert chart(line(1.0, 3.0, 2.0), look=Look(colours=0, unicode=False), y_label="loss", y_scale="log").isascii()


def test_what_stands_below_an_image_stands_over_it_here() -> None:
    image = Series("image", (-0.5, 1.5), (1.5, -0.5), image=((1.0, 0.0), (0.0, 1.0)))
    assert chart(image, x_label="boot").split("\n")[0] == "  boot"


def test_an_image_in_units_of_its_own_has_axes() -> None:
    image = Series("image", (0.0, 4.0), (0.0, 2.0), image=((1.0, 0.0), (0.0, 1.0)))
    assert "┬" in chart(image) and "┤" in chart(image)
    assert "┬" not in chart(Series("image", (-0.5, 1.5), (1.5, -0.5), image=image.image))


@pytest.mark.parametrize(("across", "size", "in_line"), [(3, 16, 3), (0, 16, 4), (5, 28, 5), (6, 28, 4)])
def test_images_of_a_grid_stand_in_its_rows_as_far_as_there_is_room(across: int, size: int, in_line: int) -> None:
    axes = tuple(Axes((Series("image", image=((1.0,) * size,) * size),), f"n{number}") for number in range(12))
    look = Look(colours=256)
    bare = Look(colours=0)
    first = drawn(figure(Figure(axes, across=across), look), bare).split("\n")[0]
    assert len(first.split()) == in_line


def test_a_chart_of_an_image_has_its_greys_two_in_a_cell_where_there_are_256_colours() -> None:
    look = Look(40)
    image = Series("image", (0.0, 1.0), (0.0, 2.0), image=((1.0,), (0.0,)))
    page = drawn(figure(Figure((Axes((image, Series("text", (0.0,), (2.0,), "here"))),)), look), look)
    top, bottom = page.split("\n")[1], page.split("\n")[10]
    assert "38;5;255;48;5;255m▀" in top and "38;5;232;48;5;232m▀" in bottom
    assert "here" in page


def test_a_colour_bar_is_told_as_the_image_is_drawn() -> None:
    axes = Axes((Series("image", image=((0.0, 1.0),)),), keys=(("2", "7", "rain"),))
    said = {
        "An empty cell stands for 2, a full one for 7 of rain.": (
            Look(colours=16),
            Look(colours=0, unicode=False),
        ),
        "Dark stands for 2, bright for 7 of rain.": (Look(colours=256), Look(spoken=True)),
    }
    for words, looks in said.items():
        for look in looks:
            assert words in drawn(figure(Figure((axes,)), look), look)
