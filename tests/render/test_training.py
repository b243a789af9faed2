"""A training on the screen: progress, curve, numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.drawing import drawn, widest
from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.render.examples import example_training
from tutor.render.folding import appended
from tutor.render.live import Moment, live, progress
from tutor.render.look import Look
from tutor.render.training import Training, duration, milestone, round_down, summary

PLAIN = Look(colours=0)


def trained(*rows: dict[str, float], total: int = 0, weights: dict[str, float] | None = None) -> Training:
    training = Training(TrainingStarted(total or len(rows)))
    training.add(Epochs(tuple(Epoch(number, row) for number, row in enumerate(rows, 1)), weights or {}))
    return training


def result(training: Training, look: Look = PLAIN, stopped: bool = False) -> str:
    return drawn(summary(training, TrainingEnded(training.done, 1.0, stopped), look), look)


def numbers(text: str) -> dict[str, list[str]]:
    """The rows of the table by name."""
    return {row.split()[0]: row.split()[1:] for row in text.split("\n") if row.strip()}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.04, "0.0 s"),
        (0.6, "0.6 s"),
        (9.96, "10 s"),
        (59.6, "1 min 0 s"),
        (200, "3 min 20 s"),
        (7500, "2 h 5 min"),
    ],
)
def test_a_duration_is_said_in_two_units_at_most(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_bar_is_as_full_as_the_training_is_far() -> None:
    text = progress(example_training(250), Moment(2.0, 2.0), PLAIN).plain
    assert abs(text.count("━") - text.count("─")) <= 1 and "epoch 250 / 500" in text and "2.0 s left" in text


def test_at_40_columns_the_bar_goes_and_the_numbers_stay() -> None:
    text = progress(example_training(250), Moment(2.0), Look(width=40)).plain
    assert "250 / 500" in text and len(text) <= 39 and "━" not in text


def test_a_training_that_begins_at_epoch_100_is_not_half_done() -> None:
    training = Training(TrainingStarted(200, first=101))
    training.add(Epochs((Epoch(101, {"loss": 1.0}),)))
    assert progress(training, Moment(0.5), PLAIN).plain.count("━") <= 1


@pytest.mark.parametrize(("width", "height"), [(40, 10), (80, 24), (200, 60), (40, 24)])
def test_the_live_block_fits_the_window(width: int, height: int) -> None:
    look = Look(width, height, 0)
    text = drawn(live(example_training(317), Moment(2.0), look), look)
    assert text.count("\n") + 1 < height and widest(text) < width


def test_the_curve_grows_to_the_right_on_an_axis_that_stays() -> None:
    lines = [drawn(live(example_training(done), Moment(2.0), PLAIN), PLAIN).split("\n") for done in (100, 400)]
    axes = [each[-9:-7] for each in lines]
    assert axes[0] == axes[1]


def both(**more: float) -> Training:
    return trained({"loss": 4.0, "val_loss": 5.0, **more}, {"loss": 1.0, "val_loss": 2.5, **more})


def test_validation_stands_beside_training() -> None:
    lines = drawn(live(both(mae=3.0), Moment(2.0), PLAIN), PLAIN).split("\n")
    header = next(number for number, line in enumerate(lines) if "validation" in line)
    assert lines[header].split() == ["start", "now", "validation"]
    assert [line.split() for line in lines[header + 1 : header + 3]] == [
        ["loss", "4", "1", "2.5"],
        ["mae", "3", "3"],
    ]


def test_at_40_columns_validation_has_rows_of_its_own() -> None:
    text = drawn(live(both(), Moment(2.0), Look(width=40, colours=0)), Look(width=40, colours=0))
    assert "validation" not in text and ["val_loss", "5", "2.5"] in [line.split() for line in text.split("\n")]


def test_the_scale_is_the_one_that_was_asked_for_and_l_offers_the_other() -> None:
    text = drawn(live(both(), Moment(2.0), PLAIN), PLAIN)
    assert "loss, log scale" in text and text.endswith("Ctrl-C stops here   l linear scale")
    text = drawn(live(both(), Moment(2.0, linear=True), PLAIN), PLAIN)
    assert "loss, log scale" not in text and text.endswith("Ctrl-C stops here   l log scale")


def test_a_loss_that_has_no_logarithm_offers_no_other_scale() -> None:
    text = drawn(live(trained({"loss": 1.0}, {"loss": -1.0}), Moment(2.0), PLAIN), PLAIN)
    assert text.endswith("Ctrl-C stops here")


@pytest.mark.parametrize("interrupts", [0, 1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(20, 24), (40, 16), (80, 24), (80, 12), (200, 24)])
def test_the_last_line_is_seen_in_every_window(width: int, height: int, interrupts: int) -> None:
    look = Look(width, height, 0)
    row = {f"{kind}metric_{number}": 1.0 for number in range(8) for kind in ("", "val_")}
    training = trained({"loss": 4.0, **row}, {"loss": 3.0, **row})
    text = drawn(live(training, Moment(2.0, 9.0, False, interrupts), look), look)
    assert len(text.split("\n")) < height and widest(text) < width


def test_before_the_first_epoch_there_is_a_clock_and_a_way_out() -> None:
    text = drawn(live(Training(TrainingStarted(10)), Moment(3.0), PLAIN), PLAIN)
    assert "epoch  1 / 10" in text and "3.0 s" in text and text.endswith("Ctrl-C stops here")


def test_what_is_drawn_stays_where_it_is_as_the_loss_falls() -> None:
    frames = [drawn(live(example_training(done), Moment(2.0), PLAIN), PLAIN).split("\n") for done in (320, 330)]
    beginnings = [[line[:40] for line in lines[2:14]] for lines in frames]
    assert beginnings[0] == beginnings[1]


@pytest.mark.parametrize(
    ("value", "down", "up"),
    [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (3.0, 2.0, 5.0), (1e-5, 1e-5, 1e-5), (0.07, 0.05, 0.1), (-3.0, -5.0, -2.0)],
)
def test_round_numbers_lie_around_a_value(value: float, down: float, up: float) -> None:
    assert round_down(value) == pytest.approx(down) and -round_down(-value) == pytest.approx(up)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_has_a_round_one_below_it(value: float) -> None:
    assert round_down(value) <= value


def test_numbers_of_the_live_table_stay_in_their_columns() -> None:
    ends = [drawn(live(example_training(done), Moment(2.0), PLAIN), PLAIN).split("\n")[-5] for done in (2, 500)]
    assert len(ends[0]) == len(ends[1])


def test_the_result_has_start_and_end_of_every_metric_and_weight() -> None:
    table = numbers(result(trained({"loss": 4.0, "mae": 2.0}, {"loss": 1.0, "mae": 1.0}, weights={"weight": 2.5})))
    assert (table["loss"], table["mae"], table["weight"]) == (["4", "1"], ["2", "1"], ["2.5"])


def test_the_best_is_told_when_it_was_not_the_last() -> None:
    table = numbers(result(trained({"val_loss": 4.0}, {"val_loss": 1.0}, {"val_loss": 2.0})))
    assert table["val_loss"] == ["4", "2", "1", "2"]


def test_a_larger_accuracy_is_better() -> None:
    table = numbers(result(trained({"accuracy": 0.5}, {"accuracy": 0.9}, {"accuracy": 0.7})))
    assert table["accuracy"] == ["0.5", "0.7", "0.9", "2"]


def test_one_epoch_has_no_curve() -> None:
    assert "┤" not in result(trained({"loss": 4.0}))


def test_a_loss_that_is_no_number_any_more_is_said_in_words() -> None:
    text = result(trained({"loss": 4.0}, {"loss": math.inf}, {"loss": math.nan}))
    assert "The loss is `inf` from epoch 2 on." in text and "learning rate" in text


def test_a_training_without_a_finite_loss_still_has_a_result() -> None:
    assert "nan" in result(trained({"loss": math.nan}, {"loss": math.nan}))


def test_a_loss_of_zero_or_less_is_drawn_on_a_linear_scale() -> None:
    assert "log scale" not in result(trained({"loss": 1.0}, {"loss": 0.0}))


def test_a_training_that_was_stopped_says_how_far_it_came() -> None:
    text = result(trained({"loss": 4.0}, {"loss": 3.0}, total=500), stopped=True)
    assert text.split("\n")[0] == "  2 epochs in 1.0 s, stopped before 500"


def test_a_training_without_an_epoch_is_one_line() -> None:
    assert result(Training(TrainingStarted(5))) == "  0 epochs in 1.0 s"


def test_a_screen_reader_gets_numbers_and_no_curve() -> None:
    text = result(trained({"loss": 4.0}, {"loss": 1.0}), Look(colours=0, spoken=True))
    assert "loss, start: 4, end: 1" in text and "┤" not in text


def test_a_milestone_is_one_sentence_with_every_metric() -> None:
    row = {"loss": 4.0, "mae": 1.5}
    assert milestone(trained(row, total=10), Epoch(1, row)) == "epoch 1 of 10: loss 4, mae 1.5"


def test_a_milestone_never_breaks_inside_a_number_however_narrow_it_is() -> None:
    row = {"loss": 1.234e-5, "mean_absolute_error": 123.4, "val_loss": -0.0123, "val_mean_absolute_error": 9876.5}
    said = milestone(trained(row, total=100_000), Epoch(99_999, row))
    for width in range(20, 90):
        lines = appended(said, Look(width, colours=0, spoken=True))
        assert widest(lines) <= width and all(word in lines for word in said.split() if len(word) < 16)


def test_a_screen_reader_is_told_the_way_of_the_loss() -> None:
    text = result(example_training(), Look(colours=0, spoken=True))
    assert "It falls all the way from 1727 to 9.912." in " ".join(text.split()) and "On its way:" in text


def test_a_metric_that_is_measured_now_and_then_counts_where_it_was() -> None:
    rows = [{"loss": 4.0}, {"loss": 3.0, "val_loss": 9.0}, {"loss": 2.0}, {"loss": 1.0, "val_loss": 8.0}]
    table = numbers(result(trained(*rows, {"loss": 0.5})))
    assert table["val_loss"] == ["9", "8"]


@pytest.mark.parametrize(("rates", "told"), [((0.1, 0.1, 0.1), False), ((0.1, 0.05, 0.1), True)])
def test_the_learning_rate_is_told_when_it_changes(rates: tuple[float, ...], told: bool) -> None:
    text = result(trained(*({"loss": 1.0, "learning_rate": rate} for rate in rates)))
    assert ("learning_rate" in text) is told


def test_after_100_000_epochs_start_end_and_best_are_exact() -> None:
    training = Training(TrainingStarted(100_000))
    for number in range(1, 100_001):
        loss = 0.25 if number == 54_321 else 1 + abs(60_000 - number)
        training.add(Epochs((Epoch(number, {"loss": loss}),)))
    assert numbers(result(training))["loss"] == ["60000", "40001", "0.25", "54321"]
