"""Quizzes: right answers in any spelling, wrong ones with a reply, and questions left alone."""

from __future__ import annotations

import pytest

from tutor.core.acts import acts_of
from tutor.core.verdict import Verdict
from tutor.steps.quiz import QuizStep

CHOICE = QuizStep(
    id="q",
    task="What does the bias do?",
    choices=("The slope", "The answer at x = 0", "The loss"),
    correct="2",
    replies={
        "1": "The slope is the weight. It is steep. Look at x = 0.",
        "the loss": "No. Not so. Go on.",
    },
)
NUMBER = QuizStep(id="q", correct="3", within=0.5, replies={"6": "That is twice as much. Why. Look again."})
NAME = QuizStep(id="q", correct="mean squared error", also=("mse",), replies={"accuracy": "It counts. So. Hm."})


@pytest.mark.parametrize(
    "text", ["2", " 2. ", "(2)", "the answer at x = 0", "Answer at X = 0.", "the answer at x=0"]
)
def test_a_choice_is_taken_by_number_or_by_words(text: str) -> None:
    judgement = CHOICE.answer(text)
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize(
    "text",
    [
        "the second one",
        "I think it's the second",
        "option 2",
        "2)",
        "answer b",
        "B",
        "b)",
        "it's 2",
        "2?",
        "I think the answer at x = 0",
        "the answer at x = 0, please",
    ],
)
def test_a_choice_may_be_told_as_people_tell_it(text: str) -> None:
    judgement = CHOICE.answer(text)
    assert judgement is not None and judgement.passed


def test_the_last_one_is_a_choice_and_one_that_is_not_there_is_none() -> None:
    last = CHOICE.answer("the last one")
    assert last is not None and last.message.startswith("No. Not so.")
    assert CHOICE.answer("the fifth") is None and CHOICE.answer("E") is None


@pytest.mark.parametrize("text", ["b", "a", "one", "first", "I think", "please"])
def test_a_word_that_may_be_a_variable_or_nothing_is_no_choice(text: str) -> None:
    assert CHOICE.answer(text) is None


def test_who_answers_in_a_way_that_is_not_understood_is_told_how() -> None:
    assert CHOICE.how_to_answer == "The answers are numbered: type 1, 2 or 3."
    assert NUMBER.how_to_answer == "The answer is a number: type it alone."
    assert NAME.how_to_answer == ""


@pytest.mark.parametrize("text", ["it's 3", "about 3", "I think 3.", "3!"])
def test_a_number_may_stand_among_words(text: str) -> None:
    judgement = NUMBER.answer(text)
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize(
    ("text", "passes"), [("up", True), ("Up, to", True), ("to", None), ("it", None), ("p", None)]
)
def test_the_words_that_one_choice_alone_begins_with_stand_for_it(text: str, passes: bool | None) -> None:
    quiz = QuizStep(id="q", choices=("Up, to larger w", "It stays", "It cannot know"), correct="1")
    judgement = quiz.answer(text)
    assert (judgement and judgement.passed) == passes


@pytest.mark.parametrize(("text", "reply"), [("1", "The slope is"), ("slope", "The slope"), ("3", "No. Not so.")])
def test_a_wrong_choice_gets_its_own_reply(text: str, reply: str) -> None:
    judgement = CHOICE.answer(text)
    assert judgement is not None and judgement.verdict is Verdict.NOT_YET
    assert judgement.message.startswith(reply)


def test_a_number_that_is_no_choice_is_told_how_many_there_are() -> None:
    judgement = CHOICE.answer("7")
    assert judgement is not None and "from 1 to 3" in judgement.message


@pytest.mark.parametrize("text", ["what is a bias?", "model.summary()", "hint", "the slope, I think, or not"])
def test_what_is_no_choice_is_left_to_others(text: str) -> None:
    assert CHOICE.answer(text) is None


@pytest.mark.parametrize("text", ["3", "3.0", "3,0", "3,4", "2.5"])
def test_a_number_may_be_typed_in_any_way(text: str) -> None:
    judgement = NUMBER.answer(text)
    assert judgement is not None and judgement.passed


def test_a_wrong_number_gets_a_reply_of_its_own_or_a_plain_one() -> None:
    foreseen, plain = NUMBER.answer("6"), NUMBER.answer("3.6")
    assert foreseen is not None and foreseen.message.startswith("That is twice")
    assert plain is not None and plain.message.startswith("You answered “3.6”")
    assert NUMBER.answer("three or so") is None


def test_a_number_is_right_in_spite_of_rounding() -> None:
    judgement = QuizStep(id="q", correct="0.3").answer(str(0.1 + 0.2))
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize("text", ["MSE", "Mean Squared Error", "the mean squared error.", "`mse`"])
def test_a_short_text_is_compared_without_case_and_marks(text: str) -> None:
    judgement = NAME.answer(text)
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize(("text", "reply"), [("Accuracy", "It counts."), ("Adam", "You answered “Adam”")])
def test_a_wrong_text_gets_a_reply(text: str, reply: str) -> None:
    judgement = NAME.answer(text)
    assert judgement is not None and judgement.message.startswith(reply)


@pytest.mark.parametrize(
    "text",
    [
        "what is a loss",
        "is it adam?",
        "x = 3",
        "model.loss",
        "print(model)",
        "/hint",
        "one two three four five",
        "",
        "!ls",
    ],
)
def test_questions_and_code_are_no_answers(text: str) -> None:
    assert NAME.answer(text) is None


def test_code_in_a_quiz_just_runs() -> None:
    assert not CHOICE.attempts(acts_of("x = 2"))
    assert not CHOICE.runs_code


def test_a_right_answer_that_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of the choices"):
        QuizStep(id="q", choices=("a", "b"), correct="3")


@pytest.mark.parametrize("text", ["six", "it is six", "Six!", "about six", "6"])
def test_a_number_may_be_written_out(text: str) -> None:
    judgement = QuizStep(id="n", task="How many?", correct="6").answer(text)
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize(
    ("text", "number"), [("twenty-five", 25), ("minus ten", -10), ("two hundred and one", 201)]
)
def test_larger_ones_too(text: str, number: int) -> None:
    judgement = QuizStep(id="n", task="How many?", correct=str(number)).answer(text)
    assert judgement is not None and judgement.passed


@pytest.mark.parametrize("text", ["none", "linear", "Linear.", "I think linear", "3"])
def test_a_choice_may_have_other_names(text: str) -> None:
    quiz = QuizStep(id="c", task="Which?", choices=("relu", "tanh", "none"), correct="none", also=("linear",))
    judgement = quiz.answer(text)
    assert judgement is not None and judgement.passed


def test_a_number_of_thousands_of_digits_is_an_answer_like_any_other_text() -> None:
    digits = "9" * 5000
    step = QuizStep(id="a", task="t", correct=digits)
    assert (verdict := step.answer(digits)) is not None and verdict.passed
    assert (wrong := step.answer("9" * 4999)) is not None and not wrong.passed
    choices = QuizStep(id="a", task="t", correct="b", choices=("a", "b"))
    assert choices.answer(digits) is None
