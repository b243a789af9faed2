"""The file of weights, and what it says of a line."""

from __future__ import annotations

import zlib

import pytest

from tests.understanding.small import VOICES, file_of, weights_of
from tutor.understanding.features import VERSION
from tutor.understanding.weights import Unfit, likelihoods, unpacked


def test_what_was_packed_is_read_again() -> None:
    weights = unpacked(file_of(checksum=17, common=("what", "is")))
    assert weights.head.classes == tuple(VOICES)
    assert (weights.head.voices, weights.head.common) == (17, ("what", "is"))


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in VOICES.items() for line in lines])
def test_a_voice_scores_highest_in_its_own_class(name: str, line: str) -> None:
    weights = weights_of()
    scores = dict(zip(weights.head.classes, weights.scores(line), strict=True))
    assert max(scores, key=lambda each: scores[each]) == name


def test_a_line_without_features_has_the_biases_alone() -> None:
    assert weights_of().scores("") == [0.0] * len(VOICES)


def test_likelihoods_are_shares_of_one_however_large_the_scores() -> None:
    assert likelihoods([0.0, 0.0]) == [0.5, 0.5]
    assert likelihoods([1000.0, 0.0]) == [1.0, 0.0]
    assert sum(likelihoods([-3.0, 2.0, 0.5])) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        file_of()[:-7],
        zlib.compress(b""),
        zlib.compress(b"{}\n"),
        zlib.compress(b"[]\n\x01\x02\x03"),
        zlib.compress(zlib.decompress(file_of())[:-1]),
        zlib.compress(zlib.decompress(file_of()) + b"\x01"),
        zlib.compress(zlib.decompress(file_of())[:5000]),
        file_of(version=VERSION + 1),
    ],
)
def test_a_damaged_file_or_one_of_another_version_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit):
        unpacked(content)
