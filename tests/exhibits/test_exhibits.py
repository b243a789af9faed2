"""Exhibits: facts in, tables, charts and sentences out."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

from tests.checks.worlds import EVERY_KIND, array, compiled, dense, history, model, session
from tutor.core.drawings import Figure, Table
from tutor.core.events import Event, Said
from tutor.core.facts import Describe, Evaluate, Facts, LayerFacts, MetricFacts, Predict
from tutor.core.outcome import Outcome
from tutor.core.protocols import Exhibit
from tutor.exhibits import EXHIBITS
from tutor.exhibits.confusion import Confusion, ConfusionExhibit
from tutor.exhibits.curve import CurveExhibit
from tutor.exhibits.curves import Curves, CurvesExhibit
from tutor.exhibits.decision_map import DecisionMap, DecisionMapExhibit
from tutor.exhibits.equation import EquationExhibit
from tutor.exhibits.film import FilmExhibit
from tutor.exhibits.fit_line import FitLine, FitLineExhibit
from tutor.exhibits.gradient import GradientExhibit
from tutor.exhibits.images import Images, ImagesExhibit
from tutor.exhibits.layers import LayersExhibit
from tutor.exhibits.loss_map import LossMapExhibit
from tutor.exhibits.predictions import Prediction, PredictionsExhibit
from tutor.exhibits.recipe import RecipeExhibit
from tutor.exhibits.residuals import Residuals, ResidualsExhibit
from tutor.exhibits.runs import FanExhibit, RunsExhibit
from tutor.exhibits.scatter import ScatterExhibit
from tutor.exhibits.table import TableExhibit
from tutor.exhibits.training import TrainingExhibit
from tutor.exhibits.weights import WeightsExhibit

ASKED = Prediction(of="model", at=(20.0, 0.0), truth="2x + 30")
CASES: tuple[Exhibit, ...] = (
    ConfusionExhibit(confusion=Confusion(of="model", x="x", y="y")),
    CurveExhibit(curve="x"),
    RunsExhibit(runs=3),
    FanExhibit(fan=4),
    CurvesExhibit(curves=Curves(runs={"a": "x", "b": "y"})),
    DecisionMapExhibit(decision_map=DecisionMap(of="model", x="x", y="y")),
    EquationExhibit(equation="x", truth="2x + 30"),
    FilmExhibit(film="model"),
    FitLineExhibit(fit_line=FitLine(of="model", x="x", y="y")),
    GradientExhibit(gradient="model"),
    ImagesExhibit(images=Images(of="x", labels="y")),
    LayersExhibit(layers="x"),
    LossMapExhibit(loss_map="model"),
    PredictionsExhibit(predictions=ASKED),
    RecipeExhibit(recipe="x"),
    ResidualsExhibit(residuals=Residuals(of="model", x="x", y="y")),
    ScatterExhibit(scatter=("x", "y")),
    TableExhibit(table=("x", "y")),
    TrainingExhibit(training="x"),
    WeightsExhibit(weights="x"),
)


def drawn(exhibit: Exhibit, **variables: Facts) -> list[Event]:
    return list(exhibit.draw(session("", **variables)))


def the_table(exhibit: Exhibit, **variables: Facts) -> Table:
    (event,) = drawn(exhibit, **variables)
    assert isinstance(event, Table)
    return event


def heads(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def test_every_exhibit_is_among_the_cases() -> None:
    assert {type(exhibit) for exhibit in CASES} == set(EXHIBITS.values())


@pytest.mark.parametrize("name", EXHIBITS)
def test_the_first_field_of_an_exhibit_has_its_name(name: str) -> None:
    record: Any = EXHIBITS[name]
    assert record.__struct_fields__[0] == name


def several(number: int) -> Iterable[tuple[Facts, ...]]:
    """Every combination of kinds of facts; of more than two, as many as there are of two, drawn by lot."""
    if number <= 2:
        return product(EVERY_KIND, repeat=number)
    lot = random.Random(number)
    return (tuple(lot.choices(EVERY_KIND, k=number)) for _ in range(len(EVERY_KIND) ** 2))


@pytest.mark.parametrize("exhibit", CASES, ids=lambda exhibit: type(exhibit).__name__)
def test_no_exhibit_raises_and_its_tables_are_rectangles(exhibit: Exhibit) -> None:
    for facts in several(len(exhibit.probes())):
        outcome = Outcome("", facts=dict(zip(exhibit.probes(), facts, strict=True)))
        for event in exhibit.draw(outcome):
            assert isinstance(event, (Table, Figure, Said))
            if isinstance(event, Table):
                assert {len(row) for row in event.rows} <= {len(event.columns)}
                assert len(event.rows) <= 100


@pytest.mark.parametrize("exhibit", CASES, ids=lambda exhibit: type(exhibit).__name__)
def test_nothing_is_drawn_without_facts(exhibit: Exhibit) -> None:
    assert list(exhibit.draw(Outcome(""))) == []


def test_arrays_stand_side_by_side() -> None:
    table = the_table(TableExhibit(table=("x", "y")), x=array(-10.0, 2.5), y=array(10, 35, dtype="int64"))
    assert heads(table) == ["x", "y"]
    assert table.rows == (("-10.0", "10"), ("2.5", "35"))
    assert table.note == ""


def test_an_expression_has_a_column_of_its_own() -> None:
    outcome = Outcome("", facts={Describe("x"): array(1.0, 2.0), Evaluate("2 * x"): array(2.0, 4.0)})
    (table,) = TableExhibit(table=("x", "2 * x")).draw(outcome)
    assert isinstance(table, Table)
    assert heads(table) == ["x", "2 * x"]
    assert table.rows == (("1", "2"), ("2", "4"))


def test_a_shorter_array_leaves_cells_empty() -> None:
    table = the_table(TableExhibit(table=("x", "y")), x=array(1.0, 2.0), y=array(3.0))
    assert table.rows == (("1", "3"), ("2", ""))


def test_a_long_table_is_cut_and_says_so() -> None:
    long = array(*map(float, range(392)), shape=(392,))
    table = the_table(TableExhibit(table=("x",)), x=long)
    assert len(table.rows) == 20
    assert table.note == "The first 20 of 392 rows."


def test_a_wide_array_is_cut_and_says_so() -> None:
    wide = array(*map(float, range(30)), shape=(3, 10))
    table = the_table(TableExhibit(table=("x",)), x=wide)
    assert heads(table)[0] == "x[:, 0]" and len(table.columns) == 8
    assert table.note == "`x` has 10 columns."


def test_words_may_stand_in_a_table() -> None:
    assert the_table(TableExhibit(table=("x",)), x=array("a", "b", dtype="object")).rows == (("a",), ("b",))


def test_pairs_become_points_with_gaps_where_a_number_is_missing() -> None:
    x, y = array(1.0, 2.0, 3.0, shape=(3, 1)), array(4.0, math.nan, 6.0)
    (figure,) = drawn(ScatterExhibit(scatter=("x", "y"), y_label="price"), x=x, y=y)
    assert isinstance(figure, Figure)
    (axes,) = figure.axes
    assert axes.series[0].kind == "points"
    assert (axes.series[0].x, axes.series[0].y) == ((1.0, 2.0, 3.0), (4.0, None, 6.0))
    assert (axes.x_label, axes.y_label) == ("x", "price")


def test_arrays_of_different_length_are_no_points() -> None:
    assert drawn(ScatterExhibit(scatter=("x", "y")), x=array(1.0), y=array(1.0, 2.0)) == []


def test_a_scatter_needs_two_names() -> None:
    with pytest.raises(ValueError, match="two arrays"):
        ScatterExhibit(scatter=("x",))


def test_layers_are_listed_with_their_total() -> None:
    facts = model(LayerFacts("InputLayer", output_shape=(None, 1)), dense())
    table = the_table(LayersExhibit(layers="model"), model=facts)
    assert heads(table) == ["Layer", "Units", "Output shape", "Parameters"]
    assert table.rows == (("Dense", "1", "(None, 1)", "2"),)
    assert table.note == "2 parameters in all, all of them learned. None stands for any number of rows."


def test_activations_are_listed_when_there_are_any() -> None:
    table = the_table(LayersExhibit(layers="m"), m=model(dense(16, activation="relu"), LayerFacts("Flatten")))
    assert heads(table)[2] == "Activation"
    assert [row[2] for row in table.rows] == ["relu", ""]
    assert table.rows[1] == ("Flatten", "", "", "not built yet", "0")


def test_a_recipe_says_what_each_part_is_for() -> None:
    table = the_table(RecipeExhibit(recipe="model"), model=compiled(rate=0.1))
    yours = {row[0]: row[1] for row in table.rows}
    assert yours == {"Loss": "mean_squared_error", "Optimizer": "Adam", "Learning rate": "0.1", "Metrics": "none"}
    assert drawn(RecipeExhibit(recipe="model"), model=model()) == []


def test_a_training_is_summed_up() -> None:
    facts = history(1195.3, 4.2, 6.21, accuracy=MetricFacts(0.1, 0.8, 0.95, 2))
    table = the_table(TrainingExhibit(training="h"), h=facts)
    assert table.title == "3 epochs in 1.5 s"
    assert table.rows == (("loss", "1195", "6.21", "4.2", "2"), ("accuracy", "0.1", "0.8", "0.95", "2"))


def test_a_curve_has_one_point_for_each_epoch_and_a_gap_for_nan() -> None:
    (figure,) = drawn(CurveExhibit(curve="h"), h=history(100.0, math.nan, 1.0))
    assert isinstance(figure, Figure)
    (axes,) = figure.axes
    assert axes.series[0].x == (1.0, 2.0, 3.0)
    assert axes.series[0].y == (100.0, None, 1.0)
    assert axes.y_scale == "log"


def test_a_thinned_curve_is_spread_over_all_epochs() -> None:
    (figure,) = drawn(CurveExhibit(curve="h"), h=history(3.0, 2.0, 1.5, epochs=2001))
    assert isinstance(figure, Figure)
    assert figure.axes[0].series[0].x == (1.0, 1001.0, 2001.0)
    assert figure.axes[0].y_scale == "linear"


def test_the_validation_loss_is_drawn_with_the_loss() -> None:
    facts = history(3.0, 2.0, val_loss=MetricFacts(4.0, 3.5, 3.5, 2, (4.0, 3.5)))
    (figure,) = drawn(CurveExhibit(curve="h"), h=facts)
    assert isinstance(figure, Figure)
    assert [series.label for series in figure.axes[0].series] == ["loss", "val_loss"]


def answered(asked: Any, facts: Facts) -> list[Event]:
    exhibit = PredictionsExhibit(predictions=asked)
    return list(exhibit.draw(Outcome("", facts={exhibit.probes()[0]: facts})))


def test_predictions_stand_beside_the_truth_with_a_signed_error() -> None:
    (table,) = answered(ASKED, array(70.054, 27.01, shape=(2, 1)))
    assert isinstance(table, Table)
    assert heads(table) == ["x", "true y", "model y", "error"]
    assert table.rows == (("20", "70", "70.05", "+0.054"), ("0", "30", "27.01", "-2.99"))


def test_without_a_rule_only_the_answers_are_shown() -> None:
    (table,) = answered({"of": "model", "at": ((20.0,), (0.0,))}, array(70.0, 27.0, shape=(2, 1)))
    assert isinstance(table, Table)
    assert heads(table) == ["x", "model y"]


def test_several_features_and_several_answers_have_columns_of_their_own() -> None:
    asked = Prediction(of="model", at=((1.0, 2.0), (3.0, 4.0)), truth="x1 + x2")
    assert PredictionsExhibit(predictions=asked).probes() == [Predict("model", ((1.0, 2.0), (3.0, 4.0)))]
    (one,) = answered(asked, array(3.0, 8.0, shape=(2, 1)))
    assert isinstance(one, Table) and one.rows[1] == ("3", "4", "7", "8", "+1")
    (three,) = answered(asked, array(*map(float, range(6)), shape=(2, 3)))
    assert isinstance(three, Table) and heads(three) == ["x1", "x2", "model y1", "model y2", "model y3"]


@pytest.mark.parametrize(
    ("at", "truth", "words"),
    [((20.0,), "2z", "may use x, not z"), ((20.0,), "2 +", "not a formula"), ((), "", "one at least")],
)
def test_predictions_that_cannot_be_shown_are_refused(at: tuple[float, ...], truth: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Prediction(of="model", at=at, truth=truth)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (model(weight=2.1234, bias=27.41), "y ≈ 2.12·x + 27.4"),
        (model(weight=-0.5, bias=-3.0), "y ≈ -0.5·x - 3"),
        (model(weight=1.3, bias=0.0), "y ≈ 1.3·x + 0"),
        (model(weights=(array(2.0, shape=(1, 1)),), weight_names=("kernel",)), "y ≈ 2·x"),
        (model(weights=(array(1.0, -2.0, shape=(2, 1)), array(3.0))), "y ≈ 1·x1 - 2·x2 + 3"),
        (model(weight=math.nan, bias=1.0), "y ≈ nan·x + 1"),
    ],
)
def test_a_linear_neuron_is_written_as_its_rule(facts: Facts, rule: str) -> None:
    (said,) = drawn(EquationExhibit(equation="model", truth="2x + 30"), model=facts)
    assert isinstance(said, Said)
    assert f"`{rule}`" in said.text
    assert said.text.endswith("The true rule: `y = 2x + 30`")


@pytest.mark.parametrize("facts", [model(dense(activation="relu")), model(dense(), dense())])
def test_any_other_model_shows_its_weights_instead(facts: Facts) -> None:
    table = the_table(EquationExhibit(equation="model"), model=facts)
    assert table.rows == (("kernel", "(1, 1)", "1.2"), ("bias", "(1,)", "0"))


def test_a_large_weight_array_shows_its_first_numbers() -> None:
    many = array(*map(float, range(12)), shape=(3, 4))
    table = the_table(WeightsExhibit(weights="model"), model=model(weights=(many,), weight_names=()))
    assert table.rows == (("weight 1", "(3, 4)", "0 1 2 3 4 5 6 7 …"),)
