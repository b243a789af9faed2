"""Questions that live on the one before."""

from __future__ import annotations

import pytest

from tutor.answers.following import NOTHING, TOPICS, Before, completed
from tutor.answers.intents import subject_of
from tutor.answers.wordings import Subject

SESSION = {subject: Before(TOPICS[subject], subject) for subject in Subject}


@pytest.mark.parametrize(
    ("before", "question", "subject"),
    [
        (Subject.WEIGHTS, "and the bias?", Subject.WEIGHTS),
        (Subject.LOSS, "and the accuracy", Subject.LOSS),
        (Subject.LOSS, "and at the start?", Subject.LOSS),
        (Subject.LOSS, "why?", Subject.GOOD),
        (Subject.LOSS, "is it good?", Subject.GOOD),
        (Subject.OPTIMIZER, "what about the learning rate", Subject.LEARNING_RATE),
        (Subject.PREDICTION, "and for -3.5?", Subject.PREDICTION),
        (Subject.SHAPE, "and values_y?", Subject.SHAPE),
    ],
)
def test_after_an_answer_of_the_session_the_session_goes_on(
    before: Subject, question: str, subject: Subject
) -> None:
    assert subject_of(completed(question, SESSION[before])) is subject


@pytest.mark.parametrize(
    ("topic", "question", "meant"),
    [
        ("epoch", "how many do i need?", "how many epoch do i need"),
        ("overfitting", "do i have that", "do i have overfitting"),
        ("ReLU", "why?", "why ReLU"),
        ("batch", "which one should i take", "which batch should i take"),
    ],
)
def test_after_a_term_it_stands_for_what_is_left_out(topic: str, question: str, meant: str) -> None:
    assert completed(question, Before(topic)) == meant


@pytest.mark.parametrize(
    "question", ["what is a tensor?", "why is the learning rate small", "x", "", "and a tensor?", "who was it"]
)
def test_a_whole_question_stays_as_it_was_typed(question: str) -> None:
    assert completed(question, Before("epoch")) == question
    assert completed(question, NOTHING) == question


def test_without_a_question_before_nothing_is_put_in() -> None:
    assert completed("and the bias?", NOTHING) == "and the bias?"
    assert completed("why?", NOTHING) == "why?"


def test_every_subject_has_a_topic() -> None:
    assert TOPICS.keys() == set(Subject)
