"""Plainer ways to read what somebody typed."""

from __future__ import annotations

import pytest

from tutor.answers.readings import readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hello! Could you tell me what the gradient is?", "what is the gradient"),
        ("ok so, what exactly is a tensor, roughly?", "what is a tensor"),
        ("i would like to know which rule it found", "which rule it found"),
        ("what means tensor", "what does tensor mean"),
        ("how I can draw it", "how can i draw it"),
        ("for what is the optimizer good", "what is the optimizer for"),
        ("y is it so", "why is it so"),
        ("wat is overfiting", "what is overfiting"),
        ("please, whether it is finished", "is it finished"),
        ("My cat sleeps but what is a layer?", "what is a layer"),
    ],
)
def test_small_talk_goes_and_the_words_come_in_their_usual_order(typed: str, meant: str) -> None:
    assert meant in readings(typed)


@pytest.mark.parametrize("typed", ["", "?", "what is a bias", "values_x.shape", "Dense(units=1)"])
def test_a_plain_question_stays_what_it_is(typed: str) -> None:
    assert readings(typed)[0] == typed.lower()
    assert len(readings(typed)) <= 2


def test_a_word_that_asks_is_never_read_as_it_was_mistyped() -> None:
    assert readings("wat is overfiting") == ("what is overfiting",)


def test_an_end_that_says_nothing_is_not_read_alone() -> None:
    assert "is that bad" not in readings("my numbers are not yours, is that bad?")
    assert "is that bad" in readings("hmm, is that bad?")
