"""Runs: they are numbered and kept, listed by what differs, compared, tried otherwise, and a variant is kept."""

from __future__ import annotations

import csv
import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.chatting import Chat, words
from tutor.core.drawings import Figure, Table
from tutor.core.events import CodeRun, Event, Trying
from tutor.core.execution import Died, Done, SessionEvent, Status, TrainingEnded, VariantEnded
from tutor.core.runs import Curve, Run
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep
from tutor.storage.runs import FileRuns

FIT = "history = model.fit(x, y, epochs=50)"


def curve(first: float, last: float, epochs: int = 50) -> Curve:
    """A line that falls evenly, on a log scale where it can."""
    steps = range(epochs)
    if min(first, last) > 0:
        return Curve(
            tuple(n + 1 for n in steps), tuple(first * (last / first) ** (n / (epochs - 1)) for n in steps)
        )
    return Curve(tuple(n + 1 for n in steps), tuple(first + (last - first) * n / (epochs - 1) for n in steps))


def run(rate: float, last: float, first: float = 100.0, **more: Any) -> Run:
    settings = {"model": "Dense(1)", "loss": "mean_squared_error", "optimizer": "Adam", "learning_rate": rate}
    settings |= {"data": "x (6,)", "epochs": 50, **more}
    loss = curve(first, last)
    return Run(
        key=f"key{rate}",
        model="model",
        settings=settings,
        metrics={"loss": loss},
        epochs=50,
        asked=50,
        seconds=0.12,
    )


class Trains(ScriptedSession):
    """Each `fit` brings the next of some runs, each `/try` the same ends."""

    def __init__(self, runs: list[Run], ends: list[SessionEvent] | None = None) -> None:
        super().__init__()
        self.coming = runs
        self.ends = ends or []

    def run(self, code: str, *, silent: bool = False):  # type: ignore[no-untyped-def]
        if ".fit(" in code:
            self.replies[code] = Reply((TrainingEnded(50, 0.1, run=self.coming.pop(0)),))
        if "try_variants" in code:
            self.replies[code] = Reply(tuple(self.ends))
        return super().run(code, silent=silent)


def chat(runs: list[Run], ends: list[SessionEvent] | None = None, store: FileRuns | None = None) -> Chat:
    made = Chat([ReadStep(id="welcome", say="Hello.")], Trains(runs, ends))
    if store is not None:
        made.conversation.ledger.keep_in(store)
    made(*[FIT] * len(runs))
    return made


def tables(events: list[Event]) -> list[Table]:
    return [event for event in events if isinstance(event, Table)]


def variant(place: int, rate: float, last: float, **more: Any) -> VariantEnded:
    return VariantEnded(place, run(rate, last, **more), (f"model = begun({place})", f"model.compile({rate})"))


# The ledger -----------------------------------------------------------------------------------------------------


def test_every_fit_gets_a_number_and_its_line() -> None:
    found = chat([run(0.1, 5), run(0.2, 3)]).conversation.ledger.runs
    assert [(each.number, each.line) for each in found] == [(1, FIT), (2, FIT)]


def test_runs_survive_the_end_of_the_program_and_go_on_counting(tmp_path: Path) -> None:
    store = FileRuns(tmp_path / "runs")
    chat([run(0.1, math.nan)], store=store)
    again = chat([run(0.2, 3)], store=FileRuns(tmp_path / "runs"))
    first, second = again.conversation.ledger.runs
    assert (first.number, second.number) == (1, 2) and math.isnan(first.metrics["loss"].last)


def test_reset_and_undo_leave_the_runs_alone() -> None:
    made = chat([run(0.1, 5)])
    made("/reset", "/undo")
    assert len(made.conversation.ledger.runs) == 1


def test_a_file_of_a_thousand_runs_stays_bounded_and_a_damaged_line_costs_one_run(tmp_path: Path) -> None:
    store = FileRuns(tmp_path)
    for number in range(1, 1251):
        store.load("small") if number == 1 else None
        store.add("small", Run(number=number))
    kept = FileRuns(tmp_path).load("small")
    assert len(kept) == 1000 and kept[-1].number == 1250
    with (tmp_path / "small.jsonl").open("ab") as file:
        file.write(b'{"number": 1251, "metr')
    FileRuns(tmp_path).add("small", Run(number=1252))
    again = FileRuns(tmp_path).load("small")
    assert again[-1].number == 1252 and [run.number for run in again[-3:]] == [1249, 1250, 1252]
    assert len((tmp_path / "small.jsonl").read_bytes().splitlines()) < 1250


def test_a_place_that_cannot_be_written_is_a_sentence_and_the_run_is_there(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    store = FileRuns(tmp_path / "runs")
    made = chat([run(0.1, 5)], store=store)
    assert "cannot be kept" in store.problem
    assert len(made.conversation.ledger.runs) == 1
    assert "cannot be kept" in words(made("/runs")), "whoever looks for them is told"


def test_runs_shows_only_what_differs_and_marks_the_best() -> None:
    (table,) = tables(chat([run(0.1, 5), run(0.2, 3), run(0.01, 80)])("/runs"))
    assert [column.name for column in table.columns] == [
        "run",
        "learning rate",
        "loss, first",
        "last",
        "seconds",
        "",
    ]
    assert [row[1] for row in table.rows] == ["0.1", "0.2", "0.01"]
    assert [("✓" in row[3]) for row in table.rows] == [False, True, False]
    assert "Dense(1); Adam; mean squared error; x (6,); 50 epochs" in table.note
    assert table.spoken[1] == "run 2: learning rate 0.2, loss from 100 to 3 in 0.1 seconds, the best."


def test_the_best_is_chosen_by_validation_where_all_have_it_and_never_between_different_losses() -> None:
    one, two = run(0.1, 5), run(0.2, 3)
    one.metrics["val_loss"], two.metrics["val_loss"] = curve(9, 4), curve(9, 7)
    (table,) = tables(chat([one, two])("/runs"))
    assert "✓" in table.rows[0][3]
    (table,) = tables(chat([run(0.1, 5), run(0.1, 3, loss="mean_absolute_error")])("/runs"))
    assert not any("✓" in cell for row in table.rows for cell in row) and "different measures" in table.note


def test_runs_without_a_run_and_with_nonsense_say_what_to_do(tmp_path: Path) -> None:
    assert "No run yet" in words(chat([])("/runs"))
    made = chat([run(0.1, 5)])
    for nonsense in (
        "/runs all",
        "/runs export",
        "/runs export runs.txt",
        f"/runs export {tmp_path}/no/such/a.csv",
    ):
        assert words(made(nonsense)).count(".") < 8 and words(made(nonsense))
    assert "cannot be written" in words(made(f"/runs export {tmp_path}/no/such/a.csv"))


def test_runs_are_exported_with_their_settings_as_columns(tmp_path: Path) -> None:
    made = chat([run(0.1, 5), run(0.2, math.inf, momentum=0.9)])
    made(f"/runs export {tmp_path}/runs.csv", f"/runs export '{tmp_path}/runs.json'")
    rows = list(csv.DictReader((tmp_path / "runs.csv").open()))
    assert [(row["run"], row["learning_rate"], row["momentum"]) for row in rows] == [
        ("1", "0.1", ""),
        ("2", "0.2", "0.9"),
    ]
    assert rows[0]["line"] == FIT
    read = json.loads((tmp_path / "runs.json").read_text())
    assert read[1]["loss"] == "inf" and len(read[0]["history"]["loss"]["values"]) == 50


# Side by side ---------------------------------------------------------------------------------------------------


def test_compare_draws_one_chart_whose_legend_names_the_difference_and_says_one_sentence() -> None:
    events = chat([run(0.1, 5), run(0.2, 3), run(0.01, 80)])("/compare 1 3")
    (figure,) = [event for event in events if isinstance(event, Figure)]
    assert [series.label for series in figure.axes[0].series] == ["0.1", "0.01"]
    assert figure.axes[0].y_scale == "log"
    assert words(
        events
    ) == "0.1 ends lowest, at a loss of 5; 0.01 is still falling." or "0.1 ends lowest" in words(events)


def test_compare_alone_takes_the_last_two() -> None:
    (table,) = tables(chat([run(0.1, 5), run(0.2, 3), run(0.3, 8)])("/compare"))
    assert [row[0] for row in table.rows] == ["2", "3"]


@pytest.mark.parametrize("argument", ["1 9", "1", "one two", "1 h2", "0 1", "1..90", "-1 2", "1 1"])
def test_compare_with_nonsense_is_one_sentence_with_what_is_possible(argument: str) -> None:
    events = chat([run(0.1, 5), run(0.2, 3)])(f"/compare {argument}")
    assert len(events) == 1 and "/compare" in words(events)


def test_validation_stands_beside_training_and_a_curve_that_broke_is_drawn_as_far_as_it_goes() -> None:
    one, two = run(0.1, 5), run(0.2, 3)
    for each in (one, two):
        each.metrics["val_loss"] = curve(90, 9)
    two.metrics["loss"] = Curve((1, 2, 3), (5.0, 1e9, math.nan))
    two.metrics["val_loss"] = Curve((1, 2, 3), (5.0, math.inf, math.nan))
    events = chat([one, two])("/compare")
    (figure,) = [event for event in events if isinstance(event, Figure)]
    assert [series.kind for series in figure.axes[0].series] == ["line", "line", "points", "points"]
    assert "0.2 breaks: its loss is inf from epoch 2 on" in words(events)


# What if --------------------------------------------------------------------------------------------------------


def test_try_tells_its_labels_first_and_ends_in_chart_table_sentence_and_offer() -> None:
    made = chat([run(0.1, 5)], [variant(1, 0.01, 80), variant(2, 0.1, 5), variant(3, 1.0, 0.001)])
    events = made("/try learning_rate=0.01, 0.1, 1")
    (trying,) = [event for event in events if isinstance(event, Trying)]
    assert trying == Trying(1, ("0.01", "0.1", "1"), ("learning rate",), 50)
    assert [type(event) for event in events if isinstance(event, Figure | Table)] == [Figure, Table]
    assert "3 variants of run 1, from the same start" in words(events)
    assert "1 ends lowest" in words(events) and "`/keep 3`" in words(events)
    assert made.session.silent[-1].startswith("__tutor__.try_variants"), "nothing of it is the learner's"
    assert len(made.conversation.ledger.runs) == 1, "a variant is no run"


def test_try_of_two_names_is_a_grid_of_shaded_cells() -> None:
    ends: list[SessionEvent] = [
        variant(n + 1, rate, last) for n, (rate, last) in enumerate([(0.1, 5), (0.1, 4), (0.2, 3), (0.2, 2)])
    ]
    events = chat([run(0.1, 5)], ends)("/try units=4, 8 learning_rate=0.1, 0.2")
    (figure,) = [event for event in events if isinstance(event, Figure)]
    image = figure.axes[0].series[0].image
    assert image[0][1] == 1.0 and image[1][0] == 0.0, "the best is bright, the first name's last value on top"


def test_try_of_seeds_is_a_fan_with_the_spread_and_whether_what_was_seen_is_luck() -> None:
    ends: list[SessionEvent] = [variant(n, 0.1, 4 + n / 4, seed=n) for n in range(1, 9)]
    made = chat([run(0.1, 5), run(0.2, 5.5)], ends)
    made("/compare")
    events = made("/try seed=1..8")
    (figure,) = [event for event in events if isinstance(event, Figure)]
    assert [series.kind for series in figure.axes[0].series] == ["area", "area", "line"]
    assert "8 seeds end at a loss from 4.25 to 6" in words(events)
    assert "Runs 1 and 2 lie 0.5 apart: that is within it, so it may be luck." in words(events)
    assert "smaller than the 1.8 that seeds alone make" in words(made("/compare"))


def test_what_cannot_be_tried_is_said_once_and_the_rest_is_shown() -> None:
    ends: list[SessionEvent] = [
        VariantEnded(1, Run(), problem="it has no hidden layer"),
        VariantEnded(2, Run(), problem="it has no hidden layer"),
    ]
    said = words(chat([run(0.1, 5)], ends)("/try units=4, 8"))
    assert said.count("it has no hidden layer") == 1 and "Nothing of it could be tried" in said


def test_ctrl_c_keeps_what_is_done() -> None:
    ends: list[SessionEvent] = [variant(1, 0.01, 80), variant(2, 0.1, 50), Done(Status.INTERRUPTED)]
    events = chat([run(0.1, 5)], ends)("/try learning_rate=0.01, 0.1, 1")
    assert "2 of 3 variants have trained, and are kept" in words(events) and tables(events)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("", "Say what to vary"),
        ("units=many", "whole number"),
        ("colour=red", "cannot be varied"),
        ("lerning_rate=1", "Did you mean `learning_rate`?"),
        ("units=1..12 seed=1..12", "at most 24"),
        ("seed=1..10000", "10,000 trainings"),
        ("seed=1..100:100", "at most 24"),
        ("learning_rate=-1", "above 0"),
        ("dropout=1", "0 up to"),
        ("loss=mean_sqared_error", "Did you mean `mean_squared_error`?"),
        ("activation=rellu", "Did you mean `relu`?"),
        ("optimizer=adem", "Did you mean `adam`?"),
        ("epochs=1e99", "whole number"),
        ("learning_rate", "Say what to vary"),
        ("of 7 epochs=3", "no run 7"),
        ("units=4, 5 layers=1, 2 seed=1, 2", "two settings at a time"),
        ("learning_rate=0.1 learning_rate=0.2", "twice"),
    ],
)
def test_try_with_nonsense_is_one_sentence_with_what_is_possible(argument: str, said: str) -> None:
    events = chat([run(0.1, 5)])(f"/try {argument}")
    assert len(events) == 1 and said in words(events)


def test_try_before_any_run_says_what_comes_first() -> None:
    assert "No run yet" in words(chat([])("/try epochs=5"))


# Keep -----------------------------------------------------------------------------------------------------------


def test_keep_runs_the_lines_as_the_learners_own() -> None:
    made = chat([run(0.1, 5)], [variant(1, 0.01, 80), variant(2, 0.1, 5)])
    made("/try learning_rate=0.01, 0.1")
    assert isinstance(made.session, Trains)
    made.session.coming.append(run(0.1, 5))
    events = made("/keep 2")
    lines = "model = begun(2)\nmodel.compile(0.1)\nhistory = model.fit(x, y, epochs=50)"
    assert CodeRun(lines, by_enter=True) in events
    assert made.conversation.record.cells[-1].code == lines
    assert made.conversation.ledger.runs[-1].number == 2
    assert "not the numbers" not in words(events)


def test_keep_says_when_the_numbers_are_others_by_now() -> None:
    made = chat([run(0.1, 5)], [variant(1, 0.01, 80)])
    made("/try learning_rate=0.01")
    assert isinstance(made.session, Trains)
    made.session.coming.append(run(0.1, 79))
    assert "not the numbers of the variant" in words(made("/keep 1"))


@pytest.mark.parametrize("argument", ["", "9", "two", "-1"])
def test_keep_with_nonsense_lists_what_there_is(argument: str) -> None:
    made = chat([run(0.1, 5)], [variant(1, 0.01, 80)])
    assert "Nothing has been tried" in words(made(f"/keep {argument}"))
    made("/try learning_rate=0.01")
    assert "`/keep 1` (0.01)" in words(made(f"/keep {argument}"))


def test_a_pipe_in_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "line.jsonl")
    store = FileRuns(tmp_path)
    assert store.load("line") == ()
    assert "no regular file" in store.problem


def test_a_grid_may_have_a_third_setting_that_is_the_same_everywhere() -> None:
    ends: list[SessionEvent] = [
        variant(n + 1, rate, last) for n, (rate, last) in enumerate([(0.1, 5), (0.2, 4), (0.1, 3), (0.2, 2)])
    ]
    events = chat([run(0.1, 5)], ends)("/try units=4, 8 epochs=50 learning_rate=0.1, 0.2")
    (trying,) = [event for event in events if isinstance(event, Trying)]
    assert trying.labels == ("4, 0.1", "4, 0.2", "8, 0.1", "8, 0.2"), "what is the same is not told"
    (figure,) = [event for event in events if isinstance(event, Figure)]
    assert figure.axes[0].y_label == "units" and figure.axes[0].x_label == "learning rate"
    assert "`/keep 4` makes units and learning rate 8, 0.2 your model" in words(events)


def test_seeds_are_a_fan_beside_a_setting_that_is_the_same_everywhere() -> None:
    ends: list[SessionEvent] = [variant(n, 0.1, 4 + n / 4, seed=n) for n in range(1, 6)]
    events = chat([run(0.1, 5)], ends)("/try units=4 seed=1..5")
    (figure,) = [event for event in events if isinstance(event, Figure)]
    assert [series.kind for series in figure.axes[0].series] == ["area", "area", "line"]


def test_a_variant_that_cannot_be_written_down_is_not_offered_for_keeping() -> None:
    made = Chat([ReadStep(id="welcome", say="Hello.")], Trains([run(0.1, 5)], [variant(1, 0.01, 80)]))
    made("for _ in range(1): model.fit(x, y, epochs=50)")
    events = made("/try learning_rate=0.01")
    assert tables(events) and "/keep" not in words(events)
    assert "was not started by a `fit` that stands in a line of its own" in words(made("/keep 1"))


def test_a_session_that_dies_in_a_try_is_rebuilt_for_the_next_line() -> None:
    made = chat([run(0.1, 5)], [variant(1, 0.01, 80), Died(reason="Out of memory.")])
    assert Died(reason="Out of memory.") in made("/try learning_rate=0.01, 0.1")
    assert isinstance(made.session, Trains)
    made.session.coming.append(run(0.1, 5))  # its line runs again
    made("x = 1")
    assert made.session.restarts == 1 and made.session.ran[-1] == "x = 1"


def test_a_sentence_names_the_setting_of_a_bare_number() -> None:
    made = chat([run(0.1, 5), run(0.2, 3)], [variant(1, 0.01, 80), variant(2, 1.0, 5)])
    assert "Learning rate 1 ends lowest" in words(made("/try learning_rate=0.01, 1"))
    assert "Learning rate 0.2 ends lowest" in words(made("/compare"))


def test_neither_the_luckiest_seed_nor_a_stopped_variant_is_offered_for_keeping() -> None:
    seeds: list[SessionEvent] = [variant(n, 0.1, 4 + n / 4, seed=n) for n in range(1, 6)]
    assert "/keep" not in words(chat([run(0.1, 5)], seeds)("/try seed=1..5"))
    stopped = variant(1, 0.01, 80)
    stopped = replace(stopped, run=replace(stopped.run, ended="stopped"))
    events = chat([run(0.1, 5)], [stopped, Done(Status.INTERRUPTED)])("/try learning_rate=0.01, 0.1")
    assert "Stopped: 1 of 2" in words(events) and "/keep" not in words(events)
