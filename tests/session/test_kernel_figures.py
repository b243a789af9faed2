"""The learner's matplotlib lines, described."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kernel import of_kind, printed, ran
from tutor.core.drawings import Axes, Figure
from tutor.core.execution import Display
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


@pytest.fixture
def plotting(session: KernelSession) -> KernelSession:
    ran(session, "import matplotlib.pyplot as plt, numpy as np\nplt.close('all')")
    return session


def figures(session: KernelSession, code: str) -> list[Figure]:
    return of_kind(ran(session, code), Figure)


def axes(session: KernelSession, code: str) -> Axes:
    (figure,) = figures(session, code)
    (only,) = figure.axes
    return only


def test_a_line_is_shown_at_the_end_of_its_cell_without_its_repr(plotting: KernelSession) -> None:
    happened = ran(plotting, "plt.plot([1, 2, 3], [4, 5, 6], label='loss')")
    assert not of_kind(happened, Display)
    (figure,) = of_kind(happened, Figure)
    (series,) = figure.axes[0].series
    assert (series.kind, series.x, series.y, series.label) == ("line", (1, 2, 3), (4, 5, 6), "loss")


def test_show_shows_once(plotting: KernelSession) -> None:
    assert len(figures(plotting, "plt.plot([1, 2])\nplt.show()")) == 1
    assert figures(plotting, "plt.show()") == []


def test_what_is_typed_after_a_chart_is_put_on_it_until_show(plotting: KernelSession) -> None:
    assert axes(plotting, "plt.plot([3, 2, 1], label='falls')").title == ""
    assert axes(plotting, "plt.title('behind the line')").title == "behind the line"
    again = axes(plotting, "plt.xlabel('epoch')")
    assert (again.title, again.x_label, again.series[0].label) == ("behind the line", "epoch", "falls")
    assert axes(plotting, "plt.plot([5, 6])").title == "", "a second line is another chart"
    assert figures(plotting, "plt.show()") == []


def test_show_without_a_chart_says_so(plotting: KernelSession) -> None:
    assert "no chart" in printed(ran(plotting, "plt.show()"))
    ran(plotting, "plt.plot([1, 2])")
    assert "shown already" in printed(ran(plotting, "plt.show()"))


def test_a_history_that_is_named_alone_shows_its_numbers_and_its_curve(plotting: KernelSession) -> None:
    ran(
        plotting,
        "import keras; h = keras.callbacks.History(); h.history = {'loss': [4.0, 2.0, 1.0]}; h.epoch = [0, 1, 2]",
    )
    happened = ran(plotting, "h")
    (shown,) = of_kind(happened, Display)
    assert shown.text.split("\n")[0] == "A History of 3 epochs"
    assert shown.text.split("\n")[2].split() == ["loss", "4", "1", "1", "4"]
    (figure,) = of_kind(happened, Figure)
    assert figure.axes[0].series[0].y == (4.0, 2.0, 1.0)
    assert not of_kind(ran(plotting, "(h)[0] if False else (h,)[0]"), Figure)


def test_a_title_waits_for_the_line_it_belongs_to(plotting: KernelSession) -> None:
    assert figures(plotting, "plt.title('Loss')") == []
    assert figures(plotting, "plt.xlabel('epoch')") == []
    shown = axes(plotting, "plt.plot([3, 2, 1])")
    assert (shown.title, shown.x_label) == ("Loss", "epoch")


def test_show_lets_go_of_a_figure_with_nothing_but_a_title(plotting: KernelSession) -> None:
    assert figures(plotting, "plt.title('Loss')\nplt.show()") == []
    assert axes(plotting, "plt.plot([1, 2])").title == ""


def test_points_bars_and_histograms(plotting: KernelSession) -> None:
    assert axes(plotting, "plt.scatter([1, 2], [3, 4])").series[0].kind == "points"
    assert axes(plotting, "plt.plot([1, 2], [3, 4], 'o')").series[0].kind == "points"
    (bars,) = axes(plotting, "plt.bar([1, 2], [3, 4], label='n')").series
    assert (bars.kind, bars.x, bars.y, bars.label) == ("bars", (1, 2), (3, 4), "n")
    (counts,) = axes(plotting, "plt.hist([0, 0, 1], bins=2)").series
    assert (counts.kind, counts.x, counts.y) == ("bars", (0.25, 0.75), (2, 1))


def test_words_stand_on_their_axis(plotting: KernelSession) -> None:
    shown = axes(plotting, "plt.bar(['cat', 'dog'], [3, 4])")
    assert (shown.series[0].x, shown.x_names) == ((0, 1), ((0, "cat"), (1, "dog")))


def test_values_that_are_not_finite_are_gaps(plotting: KernelSession) -> None:
    assert axes(plotting, "plt.plot([1, np.nan, np.inf, 4])").series[0].y == (1, None, None, 4)


def test_a_log_scale_labels_and_limits_are_kept(plotting: KernelSession) -> None:
    shown = axes(plotting, "plt.semilogy([1, 10]); plt.ylabel('loss'); plt.xlim(0, 5)")
    assert (shown.x_scale, shown.y_scale, shown.y_label) == ("linear", "log", "loss")
    assert (shown.x_limits, shown.y_limits) == ((0, 5), None)


def test_the_legend_may_give_the_names(plotting: KernelSession) -> None:
    code = "plt.plot([1, 2]); plt.plot([2, 1]); plt.legend(['training', 'validation'])"
    assert [series.label for series in axes(plotting, code).series] == ["training", "validation"]


def test_a_straight_line_across_spans_the_axis(plotting: KernelSession) -> None:
    shown = axes(plotting, "plt.plot([0, 10], [0, 1]); plt.xlim(0, 10); plt.axhline(0.5)")
    assert (shown.series[1].x, shown.series[1].y) == ((0, 10), (0.5, 0.5))


def test_many_points_are_thinned_and_keep_their_extremes(plotting: KernelSession) -> None:
    code = "values = np.zeros(50_001); values[12_345] = 9; values[23_456] = -9; plt.plot(values)"
    (series,) = axes(plotting, code).series
    assert len(series.x) <= 1000 and series.of == 50_001
    assert (max(series.y), min(series.y), series.x[0], series.x[-1]) == (9, -9, 0, 50_000)  # type: ignore[type-var]


def test_an_image_is_brightness(plotting: KernelSession) -> None:
    (image,) = axes(plotting, "plt.imshow([[0, 5], [10, 0]], cmap='gray')").series
    assert (image.kind, image.image) == ("image", ((0, 0.5), (1, 0)))
    (inverted,) = axes(plotting, "plt.imshow([[0, 5], [10, 0]], cmap='binary')").series
    assert inverted.image == ((1, 0.5), (0, 1))
    (large,) = axes(plotting, "plt.imshow(np.random.rand(300, 200, 3))").series
    assert (len(large.image), len(large.image[0])) == (64, 64)


def test_several_axes_and_a_common_title(plotting: KernelSession) -> None:
    code = "fig, (a, b) = plt.subplots(1, 2); a.plot([1, 2]); b.plot([2, 1]); fig.suptitle('Both')"
    (figure,) = figures(plotting, code)
    assert (len(figure.axes), figure.title, figure.across) == (2, "Both", 2)


def test_axes_made_on_one_line_are_drawn_by_the_next(plotting: KernelSession) -> None:
    assert ran(plotting, "fig, ax = plt.subplots()")[:-1] == []
    assert len(figures(plotting, "ax.plot([1, 2])")) == 1
    assert len(figures(plotting, "fig")) == 1


def test_what_cannot_be_drawn_is_named(plotting: KernelSession) -> None:
    (pie,) = figures(plotting, "plt.pie([1, 2])")
    assert pie.note.startswith("A pie is not drawn here. `plt.bar`")
    (solid,) = figures(plotting, "plt.figure().add_subplot(projection='3d').plot([1], [2], [3])")
    assert solid.note == "A 3-D chart cannot be drawn here."


def test_a_notebooks_first_line_does_no_harm(plotting: KernelSession) -> None:
    assert len(figures(plotting, "%matplotlib inline\nplt.plot([1, 2])")) == 1


def test_a_figure_is_shown_although_the_cell_failed(plotting: KernelSession) -> None:
    happened = list(plotting.run("plt.plot([1, 2])\n1 / 0"))
    assert len(of_kind(happened, Figure)) == 1


def test_figures_can_be_saved_in_their_cell_and_in_the_next(plotting: KernelSession, tmp_path: Path) -> None:
    here, later = tmp_path / "here.png", tmp_path / "later.png"
    ran(plotting, f"plt.plot([1, 2]); plt.savefig({str(here)!r})")
    assert figures(plotting, f"plt.savefig({str(later)!r})") == []
    assert here.read_bytes().startswith(b"\x89PNG")
    assert later.read_bytes() == here.read_bytes()


def test_limits_are_set_without_being_said_again(plotting: KernelSession) -> None:
    assert not of_kind(ran(plotting, "plt.plot([1, 2])\nplt.xlim(0, 5)"), Display)
    (asked,) = of_kind(ran(plotting, "plt.xlim()"), Display)
    assert "1.0" in asked.text
