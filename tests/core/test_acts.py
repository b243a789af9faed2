"""What code does, read off its syntax tree."""

from __future__ import annotations

import pytest

from tutor.core.acts import Acts, acts_of


@pytest.mark.parametrize(
    ("code", "binds"),
    [
        ("x = 1", {"x"}),
        ("x, (y, *z) = w", {"x", "y", "z"}),
        ("x: int = 1", {"x"}),
        ("x += 1", {"x"}),
        ("(x := 1)", {"x"}),
        ("import numpy as np, os.path", {"np", "os"}),
        ("from a import b as c", {"c"}),
        ("def f(): pass", {"f"}),
        ("class C: pass", {"C"}),
        ("for i in y: pass", {"i"}),
        ("with open(p) as f: pass", {"f"}),
        ("del x", {"x"}),
        ("x.y = 1", set()),
        ("x == 1", set()),
    ],
)
def test_names_that_are_bound(code: str, binds: set[str]) -> None:
    assert acts_of(code).binds == binds


def test_calls_are_known_by_their_last_name_and_their_whole_one() -> None:
    acts = acts_of("history = model.fit(x, y)\nmake().run()")
    assert {"fit", "model.fit", "make", "run"} <= acts.calls


def test_names_and_attributes_that_are_read() -> None:
    assert {"model", "layers", "model.layers"} <= acts_of("model.layers[0]").reads


def test_changing_an_item_or_an_attribute_is_no_binding_but_a_change() -> None:
    acts = acts_of("x[0] = 1\nmodel.layers[0].trainable = False")
    assert acts.changes >= {"x"}
    assert not acts.binds


@pytest.mark.parametrize("code", ["x = = 1", "x = [", "\0", "(" * 5000])
def test_code_that_does_not_parse_does_nothing(code: str) -> None:
    assert acts_of(code) == Acts()
