"""Entries of a course of one's own, which no training has seen."""

from __future__ import annotations

import pytest

from tests.understanding.small import VOICES, weights_of
from tutor.core.meaning import Band
from tutor.understanding.added import STRENGTH, added
from tutor.understanding.model import Understanding

BREWING = {"brewing": ("brewing", "how do i brew coffee", "The hot water takes what is in the ground beans.")}


def test_a_class_is_the_mean_of_its_voices() -> None:
    alone = added({"tea": ("green tea",)})["tea"]
    assert alone.score("green tea", 0.0) == pytest.approx(STRENGTH)
    assert alone.score("coffee", 0.0) == pytest.approx(0.0)
    assert 0 < added(BREWING)["brewing"].score("brew some coffee", 0.0) < STRENGTH


def test_a_class_without_words_is_never_meant() -> None:
    assert added({"empty": (), "blank": ("", " ")}) == {}


def test_an_entry_that_was_added_is_understood_beside_the_trained_ones() -> None:
    both = Understanding(weights_of(), BREWING)
    assert both.classes == (*VOICES, "brewing")
    assert both("how do i brew my coffee").best == "brewing"
    assert both("what is a loss").best == "loss"
    assert both("who won the football match").band is Band.UNKNOWN


def test_an_added_entry_leaves_alone_what_has_nothing_to_do_with_it() -> None:
    before, after = Understanding(weights_of()), Understanding(weights_of(), BREWING)
    for line in ("what is a bias", "what is my loss now", "what should i type here"):
        assert after(line).best == before(line).best != ""
