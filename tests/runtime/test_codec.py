"""Live values become JSON, and facts on the other side."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from tutor.core.wire import decode
from tutor.runtime import codec
from tutor.runtime.codec import Envelope, NotPlainError, plain
from tutor.session import messages


def test_both_ends_use_the_same_mime_types() -> None:
    assert (codec.FACTS, codec.EVENT) == (messages.FACTS, messages.EVENT)


@pytest.mark.parametrize("value", [math.inf, -math.inf, 1.5, 3, True, None, "text", 10**30])
def test_a_value_survives_the_way(value: object) -> None:
    assert decode(json.loads(json.dumps(plain(value), allow_nan=False))) == value


def test_nan_survives_the_way() -> None:
    assert math.isnan(decode(json.loads(json.dumps(plain({"loss": [math.nan]}), allow_nan=False)))["loss"][0])


def test_numpy_numbers_are_plain() -> None:
    assert plain({"a": (np.float32(0.5), np.int64(2), np.array(3))}) == {"a": [0.5, 2, 3]}


@pytest.mark.parametrize("value", [object(), {1, 2}, np.zeros(3), len])
def test_what_has_no_counterpart_is_refused(value: object) -> None:
    with pytest.raises(NotPlainError):
        plain([value])


def test_a_reply_shows_only_its_data() -> None:
    assert Envelope([1])._repr_mimebundle_() == {codec.FACTS: [1]}
