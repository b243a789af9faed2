"""Exhibits of what is too large to travel: maps, pictures, tables of mistakes, lines through data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.checks.worlds import history, model, session
from tests.exhibits.samples import Model, drawn
from tutor.core.drawings import Axes, Figure, Series, Table
from tutor.core.events import Event, Said
from tutor.exhibits.confusion import Confusion, ConfusionExhibit
from tutor.exhibits.curves import Curves, CurvesExhibit
from tutor.exhibits.decision_map import DecisionMap, DecisionMapExhibit
from tutor.exhibits.fit_line import MOST_POINTS, FitLine, FitLineExhibit
from tutor.exhibits.images import Images, ImagesExhibit
from tutor.exhibits.residuals import Residuals, ResidualsExhibit

CORNERS = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0]])
EAST = Model(lambda rows: (rows[:, :1] > 5) * 0.8)
"""Says 0.8 where the first feature is above 5, else 0."""
PICTURES = np.stack([np.full((2, 3), brightness) for brightness in (0.0, 8.0, 16.0)])
NAMES = ("circle", "square", "star")


def the_axes(events: list[Event]) -> Axes:
    (figure,) = (event for event in events if isinstance(event, Figure))
    (axes,) = figure.axes
    return axes


# Decision maps -------------------------------------------------------------------------------------------


def decided(labels: Any, /, of: Any = EAST, **fields: Any) -> list[Event]:
    asked = DecisionMap(of="of", x="points", y="labels", **fields)
    return drawn(DecisionMapExhibit(decision_map=asked), of=of, points=CORNERS, labels=np.array(labels))


def test_a_map_has_marks_for_what_is_true_and_shades_for_what_the_model_says() -> None:
    (figure,) = decided([0, 1, 0, 1])
    assert isinstance(figure, Figure)
    (axes,) = figure.axes
    zero, one, region = axes.series
    assert (zero.label, zero.x, zero.y) == ("0", (0.0, 0.0), (0.0, 10.0))
    assert (one.label, one.x) == ("1", (10.0, 10.0))
    assert (region.kind, region.label) == ("regions", "the model says 1")
    assert axes.x_limits == region.x == (-0.5, 10.5) and axes.y_limits == region.y
    assert {row[:48] for row in region.image} == {(0.0,) * 48} and {row[48:] for row in region.image} == {
        (1.0,) * 48
    }
    assert figure.note == "4 of 4 points lie where the model gets them right."


def test_the_threshold_moves_the_border_and_names_replace_numbers() -> None:
    (figure,) = decided([0, 1, 0, 1], threshold=0.9, names=("west", "east"))
    assert isinstance(figure, Figure)
    assert [series.label for series in figure.axes[0].series] == ["west", "east"], "nobody says east any more"
    assert figure.note.startswith("2 of 4 points")


def test_several_classes_get_a_shade_each_and_labels_may_be_one_hot() -> None:
    thirds = Model(
        lambda rows: np.stack([rows[:, 0] < 3, (rows[:, 0] >= 3) & (rows[:, 0] < 6), rows[:, 0] >= 6], 1)
    )
    axes = the_axes(decided(np.eye(3)[[0, 2, 0, 2]], of=thirds))
    assert [series.label for series in axes.series] == ["0", "2", "the model says 1", "the model says 2"]


def test_many_points_are_thinned_so_that_each_keeps_its_mark() -> None:
    points, labels = np.random.default_rng(0).uniform(0, 10, (2000, 2)), np.arange(2000) % 2
    asked = DecisionMapExhibit(decision_map=DecisionMap(of="of", x="points", y="labels"))
    axes = the_axes(drawn(asked, of=EAST, points=points, labels=labels))
    assert all(40 < len(series.x) <= 80 for series in axes.series if series.kind == "points")


def test_those_who_hear_a_map_learn_where_its_border_runs_and_what_lies_wrong() -> None:
    heard = the_axes(decided([0, 1, 1, 1], names=("west", "east"), labels=("width", "height"))).spoken
    assert heard[0] == "On this map the model says west on 50 %, east on 50 %."
    assert heard[1] == "Where height is 0.6: west up to width 5, then east."
    assert heard[-2:] == (
        "1 point is west: all lie where it says so.",
        "3 points are east: on the wrong side lie 1 where it says west.",
    )


def test_a_map_of_one_answer_has_no_border() -> None:
    heard = the_axes(decided([0, 1, 0, 1], threshold=0.9)).spoken
    assert heard == (
        "On this map the model says 0 on 100 %.",
        "2 points are 0: all lie where it says so.",
        "2 points are 1: on the wrong side lie 2 where it says 0.",
    )


# Pictures ------------------------------------------------------------------------------------------------


def pictured(**fields: Any) -> list[Event]:
    exhibit = ImagesExhibit(images=Images(of="images", labels="labels", **fields))
    says = Model(lambda rows: np.eye(3)[[0, 0, 2]])
    right = Model(lambda rows: np.eye(3))
    return drawn(exhibit, images=PICTURES, labels=np.array([0, 1, 2]), says=says, right=right)


def test_pictures_stand_under_their_classes_in_greys_from_the_darkest_to_the_brightest() -> None:
    (figure,) = pictured(first=2)
    assert isinstance(figure, Figure)
    assert [axes.title for axes in figure.axes] == ["0", "1"] and figure.note == ""
    assert figure.axes[0].series == (Series("image", image=((0.0,) * 3,) * 2),)
    assert figure.axes[1].series[0].image[0][0] == pytest.approx(0.5, abs=0.04)


def test_the_pictures_that_a_model_gets_wrong_say_what_it_took_them_for() -> None:
    (figure,) = pictured(wrong_of="says", names=NAMES)
    assert isinstance(figure, Figure)
    assert [axes.title for axes in figure.axes] == ["square, not circle"]
    assert figure.note == "First what it is, then what the model takes it for."


def test_a_model_that_gets_none_wrong_is_said_to() -> None:
    (said,) = pictured(wrong_of="right")
    assert said == Said("`right` gets none of them wrong.")


@pytest.mark.parametrize("fields", [{"first": 0}, {"first": 13}, {"x": "flat"}])
def test_pictures_that_cannot_be_shown_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"`first` is between|`wrong_of` names none"):
        Images(of="images", labels="labels", **fields)


# Mistakes ------------------------------------------------------------------------------------------------


def confused(said: list[int], true: list[int], **fields: Any) -> tuple[Table, str]:
    says = Model(lambda rows: np.eye(3)[said])
    exhibit = ConfusionExhibit(confusion=Confusion(of="says", x="rows", y="true", **fields))
    table, summary = drawn(exhibit, says=says, rows=np.zeros((len(said), 4)), true=np.array(true))
    assert isinstance(table, Table) and isinstance(summary, Said)
    return table, summary.text


def test_mistakes_are_told_row_by_row_without_their_zeros() -> None:
    table, _ = confused([0, 1, 1, 2, 2], [0, 1, 2, 2, 0])
    assert table.spoken == ("true 0, said 0: 1, said 2: 1", "true 1, said 1: 1", "true 2, said 1: 1, said 2: 1")
    named, _ = confused([1, 1], [1, 1], names=NAMES)
    assert named.spoken == ("true circle: none", "true square, said square: 2")


def test_mistakes_are_counted_by_what_is_true_and_what_was_said() -> None:
    table, summary = confused([0, 1, 1, 2, 2], [0, 1, 2, 2, 0])
    assert [column.name for column in table.columns] == ["it is", "0", "1", "2"]
    assert table.rows == (("0", "1", "", "1"), ("1", "", "1", ""), ("2", "", "1", "1"))
    assert summary == "The model gets 3 of 5 right. Its most frequent mistake: 0 taken for 2, once."


def test_the_largest_mistake_is_named_in_words() -> None:
    table, summary = confused([1, 1, 1, 2], [2, 2, 1, 2], names=NAMES)
    assert table.rows[2] == ("2 star", "", "2", "1")
    assert summary.endswith("star taken for square, 2 times.")


def test_without_a_mistake_there_is_none_to_name() -> None:
    assert confused([0, 1], [0, 1])[1] == "The model gets all 2 right."


# Lines ---------------------------------------------------------------------------------------------------

DOUBLE = Model(lambda rows: rows.reshape(len(rows), -1).sum(axis=1, keepdims=True) * 2)


def test_a_fitted_line_goes_through_its_points() -> None:
    x = np.linspace(-1, 3, 200)
    exhibit = FitLineExhibit(fit_line=FitLine(of="double", x="x", y="y"))
    axes = the_axes(drawn(exhibit, double=DOUBLE, x=x, y=x + 1))
    points, line = axes.series
    assert (points.kind, len(points.x)) == ("points", MOST_POINTS)
    assert (line.kind, line.x[0], line.x[-1]) == ("line", -1.0, 3.0)
    assert line.y[0] == pytest.approx(-2) and line.y[-1] == pytest.approx(6)
    assert (axes.x_label, axes.y_label) == ("x", "y")


def test_a_fitted_line_may_go_on_beyond_the_data() -> None:
    exhibit = FitLineExhibit(fit_line=FitLine(of="double", x="x", y="x", over=(0.0, 9.0)))
    axes = the_axes(drawn(exhibit, double=DOUBLE, x=np.array([1.0, 2.0])))
    assert (axes.series[1].x[0], axes.series[1].x[-1]) == (0.0, 9.0)


@pytest.mark.parametrize(
    ("x", "shape", "label", "at"),
    [
        ([1.0, 2.0], (None, 1), "x", (1.0, 2.0)),
        ([[1.0, 1.0], [2.0, 0.0]], (None, 2), "what double says", (4.0, 4.0)),
    ],
)
def test_residuals_are_what_the_truth_lies_above_the_answer(
    x: Any, shape: tuple[int | None, ...], label: str, at: tuple[float, float]
) -> None:
    exhibit = ResidualsExhibit(residuals=Residuals(of="double", x="x", y="y"))
    truth = DOUBLE(np.array(x), training=False)[:, 0] + [0.5, -1.5]
    events = drawn(exhibit, {"double": model(input_shape=shape)}, double=DOUBLE, x=np.array(x), y=truth)
    axes, said = the_axes(events), events[1]
    nought, points = axes.series
    assert nought.y == (0.0, 0.0)
    assert (points.x, points.y) == (at, (0.5, -1.5))
    assert axes.x_label == label
    assert isinstance(said, Said) and said.text.endswith("On average the model is off by 1, at worst by 1.5.")


def test_trainings_are_laid_over_one_another_and_a_missing_one_is_left_out() -> None:
    exhibit = CurvesExhibit(curves=Curves(runs={"32": "small", "200": "whole", "?": "nothing"}))
    (figure,) = exhibit.draw(session("", small=history(100.0, 1.0), whole=history(50.0, math.inf, 20.0)))
    assert isinstance(figure, Figure)
    (axes,) = figure.axes
    assert [(series.label, series.y) for series in axes.series] == [
        ("32", (100.0, 1.0)),
        ("200", (50.0, None, 20.0)),
    ]
    assert (axes.x_label, axes.y_label, axes.y_scale) == ("epoch", "loss", "log")


@pytest.mark.parametrize(("log", "scale"), [(None, "linear"), (True, "log"), (False, "linear")])
def test_the_scale_of_curves_is_the_authors_or_the_numbers(log: bool | None, scale: str) -> None:
    exhibit = CurvesExhibit(curves=Curves(runs={"a": "a"}, log=log))
    assert the_axes(list(exhibit.draw(session("", a=history(3.0, 2.0))))).y_scale == scale
