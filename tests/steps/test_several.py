"""Quizzes with several right answers, and numbers with a unit."""

from __future__ import annotations

import pytest

from tests.chatting import Chat, shown, verdicts
from tutor.core.events import StepShown
from tutor.steps.quiz import QuizStep

PARTS = QuizStep(
    id="q",
    choices=("Weights and biases", "The data", "The loss", "The learning rate"),
    correct=("1", "The learning rate"),
    replies={"2": "The data stays as it is. It is what the model learns from. Look at what changes."},
)
ANY = QuizStep(id="q", choices=("Adam", "SGD", "ReLU"), correct=("1", "2"), enough=1)
ROOTS = QuizStep(id="q", correct=("2", "-3"))


def passes(quiz: QuizStep, text: str) -> bool | None:
    """None when it is no answer."""
    judgement = quiz.answer(text)
    return None if judgement is None else judgement.passed


@pytest.mark.parametrize(
    "text",
    ["1, 4", "4 1", "1 and 4", "1,4", "A D", "AD", "a, d", "1; 4.", "weights and biases, the learning rate",
     "both 1 and 4", "the first and the last", "I think 1 and 4", "1 & 4", "1 + 4"],
)  # fmt: skip
def test_several_right_answers_are_named_in_one_line_in_any_order(text: str) -> None:
    assert passes(PARTS, text) is True


def test_a_part_of_them_is_right_and_not_all() -> None:
    judgement = PARTS.answer("weights and biases")
    assert judgement is not None and not judgement.passed
    assert judgement.message.startswith("1: right, and not all of it. 2 answers belong together")


def test_a_wrong_one_among_them_gets_its_own_reply() -> None:
    for text in ("1, 2, 4", "all", "2"):
        judgement = PARTS.answer(text)
        assert judgement is not None and judgement.message.startswith("The data stays as it is.")
    other = PARTS.answer("1, 3")
    assert other is not None and "“The loss”" in other.message


@pytest.mark.parametrize("text", ["what is a loss?", "model.fit(x, y)", "x = 1, 4", "1 and the moon", "", "hint"])
def test_what_names_no_answers_is_left_to_others(text: str) -> None:
    assert passes(PARTS, text) is None


def test_a_number_that_is_no_choice_is_told() -> None:
    judgement = PARTS.answer("9")
    assert judgement is not None and "from 1 to 4" in judgement.message


def test_where_one_of_them_is_enough_each_passes_alone() -> None:
    assert [passes(ANY, text) for text in ("Adam", "2", "1, 2", "3", "1, 3")] == [True, True, True, False, False]


@pytest.mark.parametrize(("text", "right"), [("2, -3", True), ("-3 and 2", True), ("2", False), ("2, 3", False)])
def test_several_numbers_belong_together(text: str, right: bool) -> None:
    assert passes(ROOTS, text) is right


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"correct": ("1", "Adam")}, "twice"),
        ({"correct": ()}, "no answer"),
        ({"correct": ("1", "9")}, "not one of the choices"),
        ({"correct": ("1", "2"), "enough": 3}, "2 answers are right"),
    ],
)
def test_what_cannot_be_asked_is_said_to_the_author(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        QuizStep(id="q", choices=("Adam", "SGD"), **fields)  # type: ignore[arg-type]


def test_the_step_says_that_several_are_right_and_skipping_names_them() -> None:
    chat = Chat([PARTS, QuizStep(id="end", correct="1")])
    first = next(event for event in chat.opening if isinstance(event, StepShown))
    assert first.invitation == "Several are right. Type all of them in one line."
    assert PARTS.own_answer == "1, 4" and passes(PARTS, PARTS.own_answer)
    events = chat("1", "1, 4")
    assert verdicts(events) == [("q", "not_yet"), ("q", "passed")] and shown(events) == ["end"]


@pytest.mark.parametrize(
    ("correct", "text", "right"),
    [
        ("5 %", "5 %", True),
        ("5 %", "5%", True),
        ("5 %", "5 percent", True),
        ("5 %", "five per cent", True),
        ("5 %", "5", True),
        ("5 %", "0.05", True),
        ("5 %", "0.05 %", False),
        ("5 %", "6 %", False),
        ("0.05", "5 %", True),
        ("0.05", "0.05 %", False),
        ("5", "5 %", True),
        ("30 mpg", "30", True),
        ("30 mpg", "30 mpg", True),
        ("30 mpg", "it's about 30 mpg", True),
        ("30 mpg", "30 kg", False),
        ("30 mpg", "31 mpg", False),
        ("1.5 km", "1500 m", True),
        ("1.5 km", "1,5 km", True),
        ("90 s", "1.5 minutes", True),
        ("90 s", "1.5 hours", False),
        ("1000", "1,000", True),
        ("1000", "1 000", True),
        ("1.5", "1,5", True),
        ("70", "70 miles", True),
        ("20 $", "$20", True),
        ("3 layers", "three layers", True),
        ("3 layers", "3", True),
        ("-4 °C", "−4 °C", True),
        ("30 mpg", "30 + 1", None),
        ("30 mpg", "30 if x else 2", None),
        ("30 mpg", "30 what?", None),
        ("30 mpg", "what is mpg", None),
    ],
)
def test_a_number_may_come_with_its_unit(correct: str, text: str, right: bool | None) -> None:
    assert passes(QuizStep(id="q", correct=correct), text) is right


def test_another_unit_is_told_and_what_is_near_counts_in_the_unit_that_is_asked_for() -> None:
    judgement = QuizStep(id="q", correct="30 mpg").answer("30 kg")
    assert judgement is not None and judgement.message.startswith("You answered in kg, and the answer is in mpg.")
    near = QuizStep(id="q", correct="50 %", within=2, replies={"5 %": "A tenth of it. So. Count the zeros."})
    assert passes(near, "0.51") and passes(near, "48 %") and not passes(near, "0.55")
    foreseen = near.answer("5%")
    assert foreseen is not None and foreseen.message.startswith("A tenth")
