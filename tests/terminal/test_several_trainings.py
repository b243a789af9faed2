"""Several trainings in one run: the first is shown whole, the others in a line each, all of them in one chart."""

from __future__ import annotations

import pytest

from tests.terminal.test_view import PASSED, PLAIN, shown
from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import CodeRun, Event
from tutor.core.execution import Done, Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.terminal.caps import Caps

OWN = Figure((Axes((Series("line", (0.0, 1.0), (2.0, 1.0)),)),))


def fit(end: float = 1.0, loss: str = "mean_squared_error", epochs: int = 20) -> tuple[Event, ...]:
    rows = tuple(Epoch(number, {"loss": end * epochs / number}) for number in range(1, epochs + 1))
    return TrainingStarted(epochs, loss=loss), Epochs(rows), TrainingEnded(epochs, 0.2)


def charts(text: str) -> int:
    """How many charts stand on a page: each has one corner."""
    return text.count("└")


def test_one_training_is_shown_once_and_whole() -> None:
    text = shown(*fit(), Done(), PASSED)
    assert charts(text) == 1 and "Training" not in text


def test_each_further_one_is_a_line_and_all_of_them_are_one_chart_at_the_end() -> None:
    text = shown(*fit(1), *fit(2), *fit(3), Done(), PASSED)
    assert (
        "\n  Training 2: 20 epochs in 0.2 s, loss 40 → 2\n  Training 3: 20 epochs in 0.2 s, loss 60 → 3\n" in text
    )
    assert charts(text) == 2 and text.index("Training 3") < text.index("All 3 trainings") < text.index("Right.")
    assert "training 1" in text and "training 3" in text


def test_the_next_run_begins_anew() -> None:
    assert "Training" not in shown(*fit(), Done(), *fit(), Done(), PASSED)


def test_whoever_draws_the_comparison_does_not_get_another() -> None:
    text = shown(*fit(1), *fit(2), OWN, Done(), PASSED)
    assert charts(text) == 2 and "All 2 trainings" not in text
    assert "All 2 trainings" in shown(OWN, Done(), *fit(1), *fit(2), Done())


@pytest.mark.parametrize(
    ("events", "caps"),
    [
        ([each for _ in range(6) for each in fit()], PLAIN),
        ([*fit(), *fit(loss="mean_absolute_error")], PLAIN),
        ([*fit(), *fit(epochs=1)], PLAIN),
        ([*fit(), *fit()], Caps(plain=True, spoken=True, colours=0, keyboard=False)),
    ],
    ids=["too many", "of different losses", "of one epoch", "read aloud"],
)
def test_what_one_chart_cannot_compare_stays_with_its_lines(events: list[Event], caps: Caps) -> None:
    text = shown(*events, Done(), caps=caps)
    assert "Training 2: " in text and "trainings" not in text


def test_at_40_columns_a_line_goes_on_further_in() -> None:
    text = shown(*fit(1.23456), *fit(1.23456), Done(), caps=Caps(plain=True, colours=0, keyboard=False, width=40))
    assert "  Training 2: 20 epochs in 0.2 s, loss\n    24.69 → 1.235\n" in text


def test_what_a_command_has_drawn_before_is_not_of_the_run() -> None:
    assert "All 2 trainings" in shown(OWN, CodeRun("train()"), *fit(1), *fit(2), Done())
