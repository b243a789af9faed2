"""Trainings: how long, and how well."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from tests.checks.worlds import array, history, message, session
from tutor.checks.history import HistoryCheck
from tutor.checks.numeric import Bounds
from tutor.core.facts import Facts, HistoryFacts, MetricFacts, ObjectFacts

TRAINED = HistoryCheck(history="history", epochs=500, last={"loss": Bounds(below=20)})


def test_a_training_as_asked_passes() -> None:
    assert TRAINED.judge(session(history=history(1195.0, 6.2, epochs=500))).passed


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (history(1195.0, 6.2, epochs=50), "ran for 50 epochs; the step asks for 500"),
        (history(1195.0, 1074.0, epochs=500), "fell from 1195 to 1074 and is still falling"),
        (history(1195.0, math.nan, epochs=500), "The loss ended at nan"),
        (history(10.0, 1e9, epochs=500), "The loss went from 10 to 1e9. It should get below 20"),
        (array(1.0), "This step goes on with the record that `fit` returns"),
        (ObjectFacts("dict"), "`history` is a dict"),
    ],
)
def test_the_message_says_how_the_training_went(facts: Facts, words: str) -> None:
    assert words in message(TRAINED, session(history=facts))


def test_a_metric_may_be_spelt_in_another_way() -> None:
    metric = MetricFacts(0.5, 0.9, 0.9, 5)
    check = HistoryCheck(history="history", last={"val_accuracy": Bounds(above=0.8)})
    assert check.judge(session(history=HistoryFacts(5, 1.0, {"val_acc": metric}))).passed
    assert "no `val_accuracy`" in message(check, session(history=HistoryFacts(5, 1.0, {"acc": metric})))


def test_a_training_that_has_settled_is_not_said_to_be_falling() -> None:
    settled = history(*(100.0 / n if n < 10 else 40.0 for n in range(1, 501)))
    assert "still falling" not in message(TRAINED, session(history=settled))


def test_a_record_that_was_not_kept_is_still_at_the_model() -> None:
    judgement = TRAINED.judge(session("model.fit(values_x, values_y, epochs=500)"))
    assert "its record was not kept" in judgement.message
    assert judgement.offer == "history = model.history"


def test_a_record_under_another_name_was_kept() -> None:
    judgement = TRAINED.judge(session("h = model.fit(values_x, values_y, epochs=500)"))
    assert judgement.message.startswith("`history` is not there yet.") and judgement.offer == ""


def test_no_record_is_offered_where_nothing_was_trained() -> None:
    judgement = TRAINED.judge(session("print(1)"))
    assert judgement.offer == ""
    assert judgement.message.startswith("`history` is not there yet.")


@pytest.mark.parametrize(
    ("check", "passes"),
    [
        (HistoryCheck(history="h", falling=True), True),
        (HistoryCheck(history="h", first={"loss": Bounds(above=5)}), True),
        (HistoryCheck(history="h", first={"loss": Bounds(below=5)}), False),
        (HistoryCheck(history="h", best={"accuracy": Bounds(above=0.9)}), True),
        (HistoryCheck(history="h", last={"accuracy": Bounds(above=0.9)}), False),
        (HistoryCheck(history="h", last={"val_loss": Bounds(below=1)}), False),
    ],
)
def test_each_field_of_history_is_judged(check: HistoryCheck, passes: bool) -> None:
    facts = history(9.0, 4.0, accuracy=MetricFacts(0.1, 0.8, 0.95, 1))
    assert check.judge(session(h=facts)).passed is passes


def test_a_rising_loss_is_not_falling() -> None:
    check = HistoryCheck(history="h", falling=True)
    assert "began at 1 and ended at 3" in message(check, session(h=history(1.0, 3.0)))


def test_nan_lies_within_no_bounds() -> None:
    assert not Bounds(below=1).hold(math.nan)
    assert not Bounds().hold(math.nan)


def test_a_record_of_an_earlier_training_is_not_that_of_this_one() -> None:
    line = session("model.fit(x, y, epochs=500)", history=history(1195.0, 9.0, epochs=500))
    assert TRAINED.judge(line).passed
    judgement = TRAINED.judge(replace(line, old=frozenset({"history"})))
    assert "its record was not kept" in judgement.message and judgement.offer == "history = model.history"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("history = model.fit(x, y, epochs=5)", "One more `fit` would go on"),
        ("history = train(epochs=5)", "Run it again with `epochs=500`."),
        ("model = keras.Sequential([])\nhistory = model.fit(x, y, epochs=5)", "Run it again with `epochs=500`."),
    ],
)
def test_training_once_more_goes_on_only_where_the_model_is_the_same(code: str, words: str) -> None:
    said = message(TRAINED, session(code, history=history(1195.0, 6.2, epochs=5)))
    assert words in said and ("/reset" in said) == (words[0] == "O")
