"""What a line consists of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.understanding.features import BITS, PLACES, features, words_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("What's my Loss?", ["whats", "my", "loss", "?"]),
        ("it’s 0.6931 now", ["its", "#", "now"]),
        ("epochs=500", ["epochs", "=", "#"]),
        ("learning_rate", ["learning", "rate"]),
        ("größe 損失", ["größe", "損失"]),
        ("1,5 or 15", ["#", "or", "#"]),
        ("", []),
        (" \t\n", []),
    ],
)
def test_words_are_plain_and_every_number_is_the_same(line: str, words: list[str]) -> None:
    assert words_of(line) == words


@given(st.text(max_size=60))
def test_whatever_is_typed_has_length_one_or_no_features_at_all(line: str) -> None:
    found = features(line)
    assert all(0 <= place < PLACES for place in found)
    plain = [amount for place, amount in found.items() if place < 2 << BITS]
    assert sum(amount**2 for amount in plain) == pytest.approx(1.0 if words_of(line) else 0.0)


def test_a_thing_counts_once_and_of_a_number_only_its_kind_matters() -> None:
    assert features("loss 12") == features("LOSS 13.5")
    assert features("loss 12") != features("loss 0.6931")
    assert features("loss loss loss") == features("loss loss")


def test_words_and_pieces_have_a_half_each() -> None:
    words = sum(amount**2 for place, amount in features("what is my loss").items() if place < 1 << BITS)
    assert words == pytest.approx(0.5)


def test_a_slip_keeps_most_of_the_pieces_and_the_order_of_words_counts() -> None:
    def alike(one: str, other: str) -> float:
        return sum(amount * features(other).get(place, 0.0) for place, amount in features(one).items())

    assert alike("overfitting", "overfiting") > 0.3 > alike("overfitting", "gradient")
    assert alike("loss or accuracy", "accuracy or loss") < 0.99


def test_a_very_long_line_is_read_from_its_beginning() -> None:
    assert features("loss " * 5000 + "bias") == features("loss " * 5000)
