"""What went into a training is compared with what the step asks for, and named when it is something else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.checks.worlds import history, message, session
from tutor.checks.history import HistoryCheck
from tutor.checks.numeric import Bounds
from tutor.core.facts import CompiledFacts, Describe, Facts, FailedFacts, Rows
from tutor.core.origins import PartFacts, RowsFacts, RunFacts
from tutor.core.outcome import Outcome, mark

CODE = "history = net.fit(train_x, train_y)"
TRAIN, TEST = PartFacts(300, "x", "y", "xy"), PartFacts(92, "u", "v", "uv")
RECIPE = CompiledFacts("mean_squared_error", optimizer="Adam", optimizer_config={"learning_rate": 0.1})
RUN = RunFacts(("net",), mark(CODE), 5, 0, RECIPE, TRAIN, TEST, True, "train_x", "train_y", "test_x")
CHECK = HistoryCheck(
    history="history",
    of="net",
    trained_on=("train_x", "train_y"),
    validated_on=("test_x", "test_y"),
    loss="mse",
    optimizer={"Adam": {"learning_rate": 0.1}},
    before=Bounds(below=1),
)
ROWS = RowsFacts((TRAIN, TEST))
GROUPS = Rows((("train_x", "train_y"), ("test_x", "test_y")))


def outcome(run: RunFacts | None, rows: Facts = ROWS, **more: Any) -> Outcome:
    seen = session(CODE, history=replace(history(3.0, 2.0), run=run))
    return replace(seen, facts={**seen.facts, GROUPS: rows}, **more)


def test_what_the_step_asks_for_passes() -> None:
    assert CHECK.judge(outcome(RUN)).passed


def test_a_training_of_which_the_rows_cannot_be_told_passes() -> None:
    assert CHECK.judge(outcome(replace(RUN, data=None, held=None))).passed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"cell": "another"}, "a training that ran before this step"),
        ({"models": ("other",)}, "the record of `other`, not of `net`"),
        ({"models": ()}, "the record of another model"),
        (
            {"data": PartFacts(392, "a", "b", "ab"), "x": "features"},
            "saw `features`, 392 rows; the step asks for 300",
        ),
        ({"data": PartFacts(300, "y", "x", "yx")}, "x and y the wrong way round"),
        ({"data": PartFacts(300, "x", "z", "xz"), "y": "test_y"}, "but `test_y` stands beside them"),
        ({"validated": False, "held": None}, "had no validation data"),
        ({"held": TRAIN}, "The validation data are the training rows"),
        ({"held": PartFacts(10, "a", "b", "ab"), "held_x": "few"}, "The validation data are `few`, 10 rows"),
        ({"held": PartFacts(92, "u", "w", "uw")}, "the answers beside them are not theirs"),
        ({"compiled": replace(RECIPE, loss="mean_absolute_error")}, "made `mean_absolute_error` small"),
        ({"compiled": replace(RECIPE, optimizer="SGD")}, "The optimizer is `SGD`"),
        ({"before": 50}, "went on from an earlier one, after 50 epochs"),
        ({"changed": True}, "not those that the training measured"),
        ({"by_hand": True}, "Weights of this model were set by hand"),
        ({"weighed": True}, "some rows counted more than others"),
        ({"partly": True}, "saw only some of the rows"),
        ({"drawn": True, "data": None}, "came from a generator"),
        ({"earlier": (TRAIN, TEST)}, "already learned from other rows, 92 rows"),
    ],
)
def test_what_went_in_instead_is_named(changed: dict[str, Any], words: str) -> None:
    assert words in message(CHECK, outcome(replace(RUN, **changed)))


def test_what_no_fit_of_this_session_returned_is_none() -> None:
    assert "not returned by a `fit` of this session" in message(CHECK, outcome(None))


def test_rows_that_are_gone_are_no_pass() -> None:
    assert "cannot be looked at: NameError" in message(CHECK, outcome(RUN, FailedFacts("NameError", "no train_x")))


def test_a_training_of_an_earlier_line_of_this_step_counts() -> None:
    later = replace(outcome(RUN), code="history = history", here=(CODE, "history = history"))
    assert CHECK.judge(later).passed


def test_a_training_that_may_be_an_earlier_one_is_not_asked_when_it_ran() -> None:
    check = replace(CHECK, made_in="any step")
    assert check.judge(outcome(replace(RUN, cell="another"))).passed


def test_the_next_training_is_to_go_on_or_to_begin_anew() -> None:
    check = HistoryCheck(history="history", before=Bounds(above=0))
    asked = session(CODE, history=replace(history(3.0, 2.0), run=RUN))
    assert "was new when the training began" in message(check, asked)


def test_a_run_that_is_to_run_away_has_to() -> None:
    check = HistoryCheck(history="history", runs_away=True)
    assert check.judge(session(history=history(1.0, float("inf")))).passed
    assert "did not run away" in message(check, session(history=history(1.0, 2.0)))


def test_a_record_inside_a_dictionary_is_found_by_its_expression() -> None:
    check = HistoryCheck(history="runs[0.1]", epochs=2)
    (probe,) = check.probes()
    assert check.judge(Outcome("", facts={probe: history(2.0, 1.0)})).passed
    assert "There is no record at `runs[0.1]`" in message(
        check, Outcome("", facts={probe: FailedFacts("KeyError")})
    )


def test_a_model_that_lives_in_a_function_is_never_offered() -> None:
    code = "def train():\n    fresh = make()\n    fresh.fit(x, y)\ntrain()"
    judgement = HistoryCheck(history="history").judge(Outcome(code, facts={}))
    assert "fresh" not in judgement.offer
    assert Describe("history") in HistoryCheck(history="history").probes()
