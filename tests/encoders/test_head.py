"""The last layer of an encoder as a file."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from tutor.encoders.head import Head, packed

KERNEL = np.array([[2.0, -1.0, 0.0], [0.5, 1.0, 0.0]], np.float32)
BIAS = np.array([0.0, 0.25, 0.0], np.float32)


def test_what_was_packed_gives_nearly_the_same_likelihoods(tmp_path: Path) -> None:
    (tmp_path / "head").write_bytes(packed(KERNEL, BIAS, 4_000_000_000))
    head = Head(tmp_path / "head")
    assert head.voices == 4_000_000_000
    numbers = np.array([0.6, 0.8], np.float32)
    scores = numbers @ KERNEL + BIAS
    shares = np.exp(scores) / np.exp(scores).sum()
    assert head.likelihoods(numbers) == pytest.approx(shares, abs=0.01)
    assert head.likelihoods(numbers).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("content", [b"", b"nonsense", packed(KERNEL, BIAS, 1)[:-5]])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "head").write_bytes(content)
    with pytest.raises((ValueError, OSError, zlib.error)):
        Head(tmp_path / "head")
