"""matplotlib's beginner calls, described as data. Without a kernel; the figures are drawn by nobody."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.render.drawing import drawn
from tutor.core import drawings
from tutor.render.figure import figure as draw
from tutor.render.look import Look
from tutor.runtime.drawings import describe_figure, is_drawn
from tutor.runtime.latecomers import adopted
from tutor.runtime.reduced import DOTS_ACROSS, DOTS_UP, MOST_POINTS, STRETCHES
from tutor.session.messages import Translator


def described(plot: Callable[[Any], object], **subplot: Any) -> drawings.Figure:
    """One pair of axes after `plot(axes)`, on its way through JSON."""
    figure = empty()
    plot(figure.add_subplot(**subplot))
    return sent(figure)


def empty() -> Any:
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure


def sent(figure: Any) -> drawings.Figure:
    body = json.loads(json.dumps({"event": "figure", **describe_figure(figure)}, allow_nan=False))
    data = {"application/vnd.keras-tutor.event+json": body}
    message = {"header": {"msg_type": "display_data"}, "content": {"data": data}}
    (event,) = Translator().events(message)
    assert isinstance(event, drawings.Figure)
    return event


def only(plot: Callable[[Any], object]) -> drawings.Axes:
    shown = described(plot)
    assert not shown.note
    (axes,) = shown.axes
    return axes


def kinds(axes: drawings.Axes) -> list[str]:
    return [series.kind for series in axes.series]


# What is drawn ------------------------------------------------------------------------------------------------


def test_lying_bars_grow_along_x_and_stand_on_names() -> None:
    axes = only(lambda plot: plot.barh(["cat", "dog"], [3, 4]))
    (bars,) = axes.series
    assert (bars.kind, bars.lying, bars.x, bars.y) == ("bars", True, (3, 4), (0, 1))
    assert axes.y_names == ((0, "cat"), (1, "dog")) and axes.x_names == ()


def test_stacked_bars_begin_where_the_others_end() -> None:
    def stacked(plot: Any) -> None:
        plot.bar([1, 2], [3, 4], width=0.5)
        plot.bar([1, 2], [1, 1], bottom=[3, 4])

    below, above = only(stacked).series
    assert (below.base, below.widths) == ((), (0.5, 0.5))
    assert (above.base, above.y) == ((3, 4), (4, 5))


def test_a_filled_area_has_two_edges_and_gaps_between_its_parts() -> None:
    def filled(plot: Any) -> None:
        plot.fill_between([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], where=[True, True, False, True, True], label="band")

    (area,) = only(filled).series
    assert (area.kind, area.label) == ("area", "band")
    assert area.x == (0, 1, None, 3, 4) and area.y == (1, 2, None, 4, 5) and area.base == (0, 0, None, 0, 0)


def test_a_span_is_an_area_from_side_to_side_of_the_data() -> None:
    line, span = only(lambda plot: (plot.plot([0, 10], [0, 1]), plot.axhspan(0.2, 0.4))).series
    assert (span.kind, span.x) == ("area", line.x)
    assert span.y == pytest.approx((0.4, 0.4)) and span.base == pytest.approx((0.2, 0.2))


def test_a_straight_line_across_makes_no_chart_wider_than_its_data() -> None:
    def crossed(plot: Any) -> None:
        plot.plot([2, 4], [10, 30])
        plot.axhline(20)
        plot.axvline(3)

    _, across, up = only(crossed).series
    assert (across.x, across.y) == ((2, 4), (20, 20))
    assert (up.x, up.y) == ((3, 3), (10, 30))


@pytest.mark.parametrize(("where", "x"), [("pre", (0, 0, 1)), ("post", (0, 1, 1)), ("mid", (0, 0.5, 0.5, 1))])
def test_a_staircase_has_its_corners(where: str, x: tuple[float, ...]) -> None:
    (line,) = only(lambda plot: plot.step([0, 1], [5, 7], where=where)).series
    assert line.x == x and set(line.y) == {5, 7}


def test_error_bars_are_one_line_with_gaps_and_keep_the_name_at_the_points() -> None:
    points, bars = only(
        lambda plot: plot.errorbar([1, 2], [3, 4], yerr=1, fmt="o", capsize=3, label="measured")
    ).series
    assert (points.kind, points.label, bars.kind, bars.label) == ("points", "measured", "line", "")
    assert bars.y == (2, 4, None, 3, 5)


def test_a_line_with_marks_says_so() -> None:
    assert only(lambda plot: plot.plot([1, 2], "o-")).series[0].marked


def test_points_of_few_classes_are_told_apart() -> None:
    def coloured(plot: Any) -> None:
        plot.scatter([1, 2, 3], [4, 5, 6], c=[0, 1, 0])
        plot.scatter([1, 2], [3, 4], c=["red", "blue"])
        plot.scatter(range(9), range(9), c=np.linspace(0, 1, 9))

    series = only(coloured).series
    assert [(each.label, len(each.x)) for each in series] == [("0", 2), ("1", 1), ("", 1), ("", 1), ("", 9)]
    assert len({each.pen for each in series}) == 5


def test_what_matplotlib_paints_alike_has_the_same_pen() -> None:
    boxes = only(lambda plot: plot.boxplot([[1, 2, 3, 4], [2, 3, 4, 5]])).series
    assert {series.kind for series in boxes} == {"line"}
    assert len({series.pen for series in boxes}) == 2  # the boxes and their medians


def test_a_mesh_lies_under_what_is_drawn_upon_it_with_its_lowest_row_below() -> None:
    def mapped(plot: Any) -> None:
        plot.pcolormesh([0, 1, 2], [0, 5, 10], [[0, 0], [4, 2]], cmap="gray")
        plot.scatter([1], [5])

    mesh, points = only(mapped).series
    assert (points.kind, mesh.kind, mesh.x, mesh.y) == ("points", "image", (0, 2), (0, 10))
    assert mesh.image == ((1, 0.5), (0, 0))


def test_a_matrix_keeps_the_words_written_on_it_and_runs_downwards() -> None:
    def matrix(plot: Any) -> None:
        plot.matshow([[5, 1], [0, 7]])
        plot.text(0, 0, "5", ha="center")

    axes = only(matrix)
    assert kinds(axes) == ["image", "text"] and axes.series[1].label == "5"
    assert axes.y_limits == (1.5, -0.5)


def test_words_in_the_chart_stand_where_they_were_put() -> None:
    def written(plot: Any) -> None:
        plot.plot([0, 10], [0, 10])
        plot.annotate("here", (1, 2), xytext=(3, 4), arrowprops={})
        plot.annotate("near", (1, 2), xytext=(5, 5), textcoords="offset points")
        plot.text(0.5, 0.5, "middle", transform=plot.transAxes)

    _, here, near, middle = only(written).series
    assert (here.x, here.y, near.x, near.y) == ((3,), (4,), (1,), (2,))
    assert middle.x == pytest.approx((5,)) and middle.y == pytest.approx((5,))


def test_dates_and_chosen_ticks_stand_on_the_axis() -> None:
    days = np.array(["2024-01-01", "2024-03-01"], dtype="datetime64")
    assert (19723.0, "2024-01-01") in only(lambda plot: plot.plot(days, [1, 2])).x_names
    ticked = only(lambda plot: (plot.plot([1, 2]), plot.set_xticks([0, 1], ["one", "$10^{3}$"])))
    assert ticked.x_names == ((0, "one"), (1, "10^3"))
    assert only(lambda plot: (plot.plot([1, 2]), plot.set_xticks([0, 1]))).x_names == ((0, "0"), (1, "1"))


def test_mathematics_is_written_plainly_and_a_price_stays() -> None:
    def titled(plot: Any) -> None:
        plot.plot([1, 2], label=r"$\alpha = \frac{1}{2}$")
        plot.set_title(r"$y = x^{2}$ and $\mathbf{w}$")
        plot.set_xlabel("costs $5")

    axes = only(titled)
    assert (axes.title, axes.x_label, axes.series[0].label) == ("y = x^2 and w", "costs $5", "alpha = 1/2")


def test_an_axis_that_runs_backwards_still_does() -> None:
    low, high = only(lambda plot: (plot.plot([1, 2]), plot.invert_yaxis())).y_limits or (0, 0)
    assert low > high


def test_the_colour_bar_and_empty_charts_of_a_grid_are_left_out() -> None:
    figure = empty()
    grid = figure.subplots(2, 2)
    grid[0, 0].plot([1, 2])
    figure.colorbar(grid[1, 1].imshow([[1, 2]]), ax=grid[1, 1])
    shown = sent(figure)
    assert [kinds(axes) for axes in shown.axes] == [["line"], ["image"]]
    assert (shown.across, shown.axes[1].keys) == (2, (("1", "2", ""),))


@pytest.mark.parametrize(
    ("plot", "keys", "note"),
    [
        (lambda plot: plot.imshow([[0, 5]], cmap="gray"), (("0", "5", "rain"),), ""),
        (lambda plot: plot.imshow([[0, 5]], cmap="binary"), (("5", "0", "rain"),), ""),
        (lambda plot: plot.pcolormesh([[1, 2], [3, 4]]), (("1", "4", "rain"),), ""),
        (
            lambda plot: plot.scatter(range(9), range(9), c=range(9)),
            (),
            "The colours of the points, from 0 to 8 of rain, are not shown here.",
        ),
        (lambda plot: plot.scatter([1, 2], [3, 4], c=[0, 1]), (), ""),
    ],
)
def test_a_colour_bar_is_read(plot: Callable[[Any], Any], keys: object, note: str) -> None:
    figure = described(lambda axes: axes.figure.colorbar(plot(axes), label="rain"))
    assert (figure.axes[0].keys, figure.note) == (keys, note)


def test_a_violin_is_its_outline() -> None:
    body, *_ = only(lambda plot: plot.violinplot([[1, 2, 2, 3, 5]])).series
    assert body.kind == "line" and len(body.x) > 100


def test_an_area_from_left_to_right_is_its_outline() -> None:
    (area,) = only(lambda plot: plot.fill_betweenx([0, 1, 2], [1, 2, 3])).series
    assert area.kind == "line" and set(area.x) == {0, 1, 2, 3}


def test_a_second_y_axis_is_a_chart_of_its_own() -> None:
    shown = described(lambda plot: (plot.plot([1, 2]), plot.twinx().plot([30, 40])))
    assert [axes.series[0].y for axes in shown.axes] == [(1, 2), (30, 40)]
    assert shown.across <= 1


@pytest.mark.parametrize(
    ("plot", "words"),
    [
        (lambda plot: plot.pie([1, 2], labels=["a", "b"]), "A pie is not drawn here. `plt.bar`"),
        (lambda plot: plot.contourf([[1, 2], [3, 4]]), "Contours are not drawn here. `plt.pcolormesh`"),
        (lambda plot: plot.quiver([0], [0], [1], [1]), "Arrows are not drawn here."),
        (lambda plot: plot.hexbin([1, 2, 3], [1, 2, 3]), "Coloured cells that are no rectangles"),
        (lambda plot: plot.table([["a", "b"]]), "A table is not drawn here."),
    ],
)
def test_what_no_cell_can_show_is_said_and_the_rest_is_drawn(plot: Callable[[Any], object], words: str) -> None:
    assert described(plot).note.startswith(words)
    both = described(lambda axes: (axes.plot([1, 2]), plot(axes)))
    assert both.note.startswith(words) and both.axes[0].series[0].kind == "line"


@pytest.mark.parametrize(("kind", "words"), [("polar", "A polar chart"), ("3d", "A 3-D chart")])
def test_axes_that_are_not_flat_say_so(kind: str, words: str) -> None:
    assert (
        described(lambda plot: plot.plot([1, 2], [1, 2]), projection=kind).note == f"{words} cannot be drawn here."
    )


def test_a_chart_that_cannot_be_read_does_not_fail_the_cell() -> None:
    figure = empty()
    figure.add_subplot().plot([1, 2])
    broken = figure.add_subplot()
    broken.plot([1, 2])
    broken.get_title = lambda where: 1 / 0
    shown = sent(figure)
    assert kinds(shown.axes[0]) == ["line"] and "could not be read (ZeroDivisionError" in shown.note


def test_nothing_is_drawn_where_there_is_only_a_title() -> None:
    figure = empty()
    figure.add_subplot().set_title("Loss")
    assert not is_drawn(figure)


# Few for many -------------------------------------------------------------------------------------------------


def reduced(plot: Callable[[Any], object]) -> drawings.Series:
    (series,) = only(plot).series
    return series


def test_a_long_line_keeps_its_ends_its_peaks_and_its_gaps() -> None:
    heights = np.sin(np.arange(1_000_000) / 1000)
    heights[123_456], heights[654_321], heights[500_000] = 9, -9, np.nan
    line = reduced(lambda plot: plot.plot(heights))
    finite = [y for y in line.y if y is not None]
    assert len(line.x) <= 6 * STRETCHES and line.of == 1_000_000
    assert (line.x[0], line.x[-1], min(finite), max(finite)) == (0, 999_999, -9, 9)
    assert None in line.y


def test_a_long_line_is_cut_by_where_it_stands_not_by_its_points() -> None:
    x = np.logspace(0, 6, 1_000_000)
    line = reduced(lambda plot: plot.plot(x, x % 7))
    assert sum(value is not None and value > 5e5 for value in line.x) > STRETCHES


def test_a_line_that_turns_back_keeps_how_far_it_went() -> None:
    angle = np.linspace(0, 20 * math.pi, 100_000)
    ring = reduced(lambda plot: plot.plot(np.cos(angle), np.sin(angle)))
    assert len(ring.x) <= 8 * STRETCHES
    assert min(ring.x) == pytest.approx(-1) and max(ring.x) == pytest.approx(1)  # type: ignore[type-var]


def test_a_cloud_has_one_point_in_each_dot_and_its_outermost_ones() -> None:
    x, y = np.random.default_rng(0).normal(size=(2, 100_000))
    cloud = reduced(lambda plot: plot.scatter(x, y))
    assert MOST_POINTS < len(cloud.x) <= DOTS_ACROSS * DOTS_UP + 4 and cloud.of == 100_000
    assert min(cloud.x) == pytest.approx(x.min()) and max(cloud.y) == pytest.approx(y.max())  # type: ignore[type-var]


def test_a_full_square_of_points_has_no_holes_at_any_width() -> None:
    points = np.random.default_rng(0).uniform(size=(2, 200_000))
    for width in (40, 57, 80):
        page = drawn(
            draw(described(lambda plot: plot.scatter(*points)), Look(width, colours=0)), Look(width, colours=0)
        )
        middle = page.split("\n")[5].partition("│")[2]
        assert set(middle[1:-1]) == {"⣿"}


def test_a_long_line_keeps_what_a_log_scale_shows_of_it() -> None:
    heights = np.tile([1.0, 0.0, 1e-4, 10.0], 2500)
    line = reduced(lambda plot: (plot.set_yscale("log"), plot.plot(heights)))
    assert {1e-4, 10.0} <= set(line.y)


def test_a_long_staircase_has_its_corners_and_counts_its_points() -> None:
    steps = reduced(lambda plot: plot.step(np.arange(20_000), np.arange(20_000) // 5_000, where="post"))
    corners = set(zip(steps.x, steps.y, strict=True))
    assert {(5_000.0, 0.0), (5_000.0, 1.0), (15_000.0, 2.0), (15_000.0, 3.0)} <= corners
    assert steps.of == 20_000


def test_a_chart_that_runs_backwards_is_reduced_as_any_other() -> None:
    line = reduced(lambda plot: (plot.plot(np.sin(np.arange(100_000) / 3_000)), plot.invert_xaxis()))
    assert len(line.x) <= 4 * STRETCHES + 2 and max(y for y in line.y if y is not None) == pytest.approx(1)


# Whatever the numbers -----------------------------------------------------------------------------------------

ODD = [0.0, -0.0, 1.0, -1.0, math.nan, math.inf, -math.inf, 1e300, -1e300, 1e308, 1e-300, 5e-324, 1e-320, 1e6]
numbers = st.sampled_from(ODD) | st.floats()
columns = st.lists(numbers, min_size=1, max_size=12)
CALLS: dict[str, Callable[[Any, list[float], list[float]], object]] = {
    "plot": lambda plot, x, y: plot.plot(x, y, "o-"),
    "scatter": lambda plot, x, y: plot.scatter(x, y, c=y),
    "bar": lambda plot, x, y: plot.bar(x, y, bottom=y),
    "barh": lambda plot, x, y: plot.barh(x, y),
    "hist": lambda plot, x, y: plot.hist(y),
    "fill": lambda plot, x, y: plot.fill_between(x, y),
    "step": lambda plot, x, y: plot.step(x, y),
    "error": lambda plot, x, y: plot.errorbar(x, y, yerr=np.abs(y)),
    "image": lambda plot, x, y: plot.imshow([x, y]),
    "mesh": lambda plot, x, y: plot.pcolormesh([x, y]),
    "lines": lambda plot, x, y: (plot.axhline(y[0]), plot.axvline(x[0]), plot.axvspan(x[0], x[-1])),
    "text": lambda plot, x, y: plot.text(x[0], y[0], "here"),
    "many": lambda plot, x, y: plot.plot(np.resize(x, 2000), np.resize(y, 2000)),
    "many steps": lambda plot, x, y: plot.step(np.resize(x, 2000), np.resize(y, 2000), where="mid"),
    "wide": lambda plot, x, y: plot.fill_between(np.arange(2000), np.resize(x, 2000), np.resize(y, 2000)),
    "cloud": lambda plot, x, y: plot.scatter(np.resize(x, 2000), np.resize(y, 2000)),
    "limits": lambda plot, x, y: (plot.plot(x, y), plot.set_xlim(x[0], x[-1]), plot.set_ylim(y[-1], y[0])),
}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(CALLS)), min_size=1, max_size=3),
    columns,
    columns,
    st.booleans(),
    st.booleans(),
)
def test_whatever_the_numbers_a_page_comes_of_it(
    names: list[str], x: list[float], y: list[float], x_log: bool, y_log: bool
) -> None:
    length = min(len(x), len(y))
    figure = empty()
    plot = figure.add_subplot()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            try:
                CALLS[name](plot, x[:length], y[:length])
            except (ValueError, OverflowError, np.linalg.LinAlgError):
                continue  # matplotlib refuses them, and tells the learner
        for log, axis in ((x_log, plot.set_xscale), (y_log, plot.set_yscale)):
            axis("log" if log else "linear")
        shown = sent(figure)
    drawn(draw(shown, Look()), Look())


def with_axes() -> tuple[Any, Any]:
    shown = Figure()
    return shown, shown.subplots()


def test_a_title_and_a_legend_that_come_later_are_put_on_the_chart_that_lacks_them() -> None:
    (shown, axes), (late, new) = with_axes(), with_axes()
    axes.plot([3, 2, 1], label="falls")
    new.set_title("behind the line")
    new.set_ylim(0, 5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        new.legend()
    assert adopted(shown, late)
    (described,) = describe_figure(shown)["axes"]
    assert (described["title"], described["y_limits"]) == ("behind the line", [0.0, 5.0])
    assert axes.get_legend() is not None


def test_a_second_title_is_the_beginning_of_another_chart() -> None:
    (shown, axes), (late, new) = with_axes(), with_axes()
    axes.plot([3, 2, 1])
    axes.set_title("mine")
    new.set_title("the next one")
    assert not adopted(shown, late)
    assert axes.get_title() == "mine"
    assert not adopted(shown, with_axes()[0]), "nothing has come later"
