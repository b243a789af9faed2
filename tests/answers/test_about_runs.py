"""Questions about several trainings are answered from the runs of the session, whatever holds their histories."""

from __future__ import annotations

import math

import pytest

from tests.answers.scripted import FALLING, trained
from tutor.answers.subjects.asking import subject, told
from tutor.core.events import ENTER_RUNS, Answered, Listing
from tutor.core.runs import Runs, RunsFacts, ToldRun
from tutor.session.scripted import ScriptedSession


def run(end: float, metric: str = "loss", loss: str = "mse", variant: bool = False) -> ToldRun:
    settings = {"loss": loss, "learning_rate": 0.1, "epochs": 4}
    return ToldRun("k", settings, {metric: ((1, 4), (100.0, end))}, 4, 4, variant=variant)


def asked(question: str, name: str, *runs: ToldRun) -> tuple[str, str]:
    """The text of the answer, and what Enter would run then."""
    session = ScriptedSession(facts=trained(FALLING), answers={Runs(): RunsFacts(runs)})
    found = subject(f"={name}")
    assert found is not None
    events = told(question, session, found)
    texts = [event.text for event in events if isinstance(event, Answered)]
    offers = [event.text for event in events if isinstance(event, Listing) and event.title == ENTER_RUNS]
    return " ".join(texts), "".join(offers)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (80, 5, "better"),
        (5, 80, "worse"),
        (5, 5.01, "about the same"),
        (math.nan, 5, "better"),
        (5, math.nan, "worse"),
    ],
)
def test_the_latest_run_is_held_against_the_one_before(before: float, after: float, word: str) -> None:
    text, _ = asked("has it improved", "improved", run(1), run(before), run(after))
    assert f": {word}" in text and "`/compare`" in text


def test_a_metric_that_should_grow_is_better_when_it_has_grown() -> None:
    assert ": better" in asked("better?", "improved", run(0.5, "accuracy"), run(0.9, "accuracy"))[0]


def test_losses_of_two_kinds_are_not_held_against_each_other() -> None:
    assert "cannot be compared" in asked("better?", "improved", run(5), run(0.3, loss="mae"))[0]


@pytest.mark.parametrize("runs", [(), (run(5),), (run(5), run(3, variant=True))])
def test_with_one_run_it_is_held_against_its_own_beginning(runs: tuple[ToldRun, ...]) -> None:
    text, _ = asked("better?", "improved", *runs)
    assert "From 1195 to 25" in text and "`/try" in text


def test_a_wish_is_put_on_offer_as_a_try_with_the_value_of_the_run_beside_it() -> None:
    assert asked("what if the rate were 0.01", "what_if", run(5))[1] == "/try learning_rate=0.1, 0.01"
    assert asked("what if it had 3 layers", "what_if", run(5))[1] == "/try layers=3"


def test_what_cannot_be_tried_on_the_side_and_what_was_not_trained_yet_gets_lines() -> None:
    for question, runs in (("what if I scaled x", (run(5),)), ("what if the rate were 0.01", ())):
        text, offer = asked(question, "what_if", *runs)
        assert "model.fit(" in text and not offer


def test_where_there_is_nothing_to_compare_it_says_how_to_come_to_it() -> None:
    text, _ = asked("which was best", "compare_runs", run(5))
    assert "one training so far" in text and "`/try" in text
