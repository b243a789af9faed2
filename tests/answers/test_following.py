"""Questions that live on the one before."""

from __future__ import annotations

import pytest

from tests.answers.understood import shipped
from tutor.answers.following import NOTHING, LastTopic
from tutor.answers.following import completed as completed_after
from tutor.answers.subjects.asking import subject
from tutor.core.meaning import Situation


def completed(question: str, before: LastTopic) -> str:
    return completed_after(question, before, shipped().says_nothing)


def after(name: str) -> LastTopic:
    found = subject(name)
    assert found is not None
    return LastTopic(found.topic, name)


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("=weights", "and the bias?", "=weights"),
        ("=loss", "and the accuracy", "=loss"),
        ("=loss", "and at the start?", "=loss"),
        ("=loss", "why?", "=good"),
        ("=loss", "is it good?", "=good"),
        ("=optimizer", "what about the learning rate", "=learning_rate"),
        ("=prediction", "and for -3.5?", "=prediction"),
        ("=shape", "and values_y?", "=shape"),
    ],
)
def test_after_an_answer_of_the_session_the_session_goes_on(before: str, question: str, meant: str) -> None:
    whole = completed(question, after(before))
    assert shipped()(whole, Situation(trained=True, topic=before)).best == meant, whole


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
    assert completed(question, LastTopic(topic)) == meant


@pytest.mark.parametrize(
    "question", ["what is a tensor?", "why is the learning rate small", "x", "", "and a tensor?", "who was it"]
)
def test_a_whole_question_stays_as_it_was_typed(question: str) -> None:
    assert completed(question, LastTopic("epoch")) == question
    assert completed(question, NOTHING) == question


def test_without_a_question_before_nothing_is_put_in() -> None:
    assert completed("and the bias?", NOTHING) == "and the bias?"
    assert completed("why?", NOTHING) == "why?"
