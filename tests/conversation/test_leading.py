"""Questions about trainings are answered by the commands that show them; a wish is a `/try` that Enter runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chatting import Answers, Chat, words
from tests.commands.test_runs import FIT, Trains, run, tables, variant
from tutor.core.drawings import Figure
from tutor.core.events import ENTER_RUNS, Answered, CodeRun, Event, Listing, Said, Tone
from tutor.core.protocols import NOWHERE, Queryable, Surroundings
from tutor.steps.read import ReadStep


class Understands(Answers):
    """Takes every question for one about the trainings, or answers it with what is on offer."""

    band = "sure"

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        if question.startswith("what if"):
            yield Answered(question, "Try it.", classes=("=what_if",), band=self.band)
            yield Listing("/try learning_rate=0.1, 0.01", language="", title=ENTER_RUNS)
        else:
            yield Answered(question, "about it", classes=("=compare_runs",), band=self.band)


def chat(count: int) -> Chat:
    made = Chat([ReadStep(id="welcome", say="Hello.")], Trains([], [variant(1, 0.1, 5), variant(2, 0.01, 80)]))
    answers = Understands()
    made.conversation._answer = made.conversation._asking._answer = answers
    assert isinstance(made.session, Trains)
    made.session.coming = [run(0.1 * (number + 1), 5.0 - number) for number in range(count)]
    made(*[FIT] * count)
    return made


def numbers(events: list[Event]) -> list[str]:
    """The runs of the table."""
    (table,) = tables(events)
    return [row[0] for row in table.rows]


@pytest.mark.parametrize("question", ["which run was best?", "list all my trainings?", "leaderboard?"])
def test_which_was_best_shows_the_list(question: str) -> None:
    events = chat(3)(question)
    assert numbers(events) == ["1", "2", "3"] and not any(isinstance(each, Figure) for each in events)
    assert "about it" not in words(events)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("compare the last two?", ["2", "3"]),
        ("what differs between run 1 and run 3?", ["1", "3"]),
        ("run 1 vs run 2?", ["1", "2"]),
        ("0.1 or 0.2, which is better of both?", ["2", "3"]),
        ("compare run 1 and run 9?", ["2", "3"]),
    ],
)
def test_a_comparison_lays_them_over_each_other(question: str, shown: list[str]) -> None:
    events = chat(3)(question)
    assert numbers(events) == shown and any(isinstance(each, Figure) for each in events)


def test_luck_is_shown_by_seeds_and_enter_runs_them() -> None:
    made = chat(2)
    events = made("is that difference just luck?")
    assert Listing("/try seed=1..8", language="", title=ENTER_RUNS) in events
    assert CodeRun("/try seed=1..8", True) in made("")


@pytest.mark.parametrize("count", [0, 1])
def test_with_fewer_than_two_the_answer_stands(count: int) -> None:
    assert "about it" in words(chat(count)("which run was best?"))


def test_what_it_was_taken_for_is_said_where_that_is_not_sure() -> None:
    made = chat(2)
    made.conversation._answer.band = "likely"  # type: ignore[attr-defined]
    assert Said("About your trainings:", Tone.NOTE) in made("which run was best?")


def test_a_wish_is_on_offer_and_enter_tries_it() -> None:
    made = chat(1)
    made("what if the rate were 0.01?")
    events = made("")
    assert CodeRun("/try learning_rate=0.1, 0.01", True) in events and tables(events)


def test_the_try_of_a_notice_is_what_enter_runs_until_the_next_step_is_shown() -> None:
    made = chat(1)
    asking = made.conversation._asking
    notice = Said("It crawls. `/try learning_rate=1, 10` shows more.", Tone.NOTE, notice=True)
    list(asking.listening(iter([notice])))
    assert made.conversation.suggestion == "/try learning_rate=1, 10"
    made.conversation._pending.offer = ""
    list(asking.listening(iter([notice, *made.conversation.show_step()])))
    assert made.conversation.suggestion == ""
