"""Learners' spelling."""

from __future__ import annotations

import pytest

from tutor.understanding.spelling import is_slip, mended, one_form, plain, simplified

KNOWN = frozenset({"how", "what", "many", "loss", "back", "coffee", "learning", "rate", "overfitting", "bias"})


def test_a_text_is_plain_without_its_marks() -> None:
    assert simplified("What's THAT?") == "whats that?"
    assert plain("  “What's” the loss ?! ") == "whats the loss"
    assert plain("?!") == plain("") == ""
    assert plain("batch_size, please.") == "batch_size please"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Layers", "layer"), ("losses", "loss"), ("Biases?", "bias"), ("learning rates", "Learning rate")],
)
def test_one_and_many_have_one_form(one: str, other: str) -> None:
    assert one_form(one) == one_form(other)


@pytest.mark.parametrize("word", ["loss", "bias", "axis", "class", "radius"])
def test_a_final_s_that_belongs_to_the_word_stays(word: str) -> None:
    assert one_form(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwo", "how"),
        ("waht", "what"),
        ("mny", "many"),
        ("los", "loss"),
        ("bak", "back"),
        ("cofee", "coffee"),
        ("lerning rate", "learning rate"),
        ("overfiting?", "overfitting"),
        ("biass", "bias"),
    ],
)
def test_a_slip_of_the_fingers_is_mended(typed: str, meant: str) -> None:
    assert mended(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["weather", "biases", "a", "", "batch_2"])
def test_a_word_that_resembles_none_stays_as_it_is(typed: str) -> None:
    assert mended(typed, KNOWN) == typed


@pytest.mark.parametrize(
    ("typed", "other"), [("car", "card"), ("late", "later"), ("ask", "task"), ("tow", "wot"), ("how", "how")]
)
def test_another_word_is_no_slip(typed: str, other: str) -> None:
    assert not is_slip(typed, other)
