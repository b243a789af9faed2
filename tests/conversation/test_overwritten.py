"""A line that took away what the lesson needs is noticed; one that only names a library again is not."""

from __future__ import annotations

import pytest

from tutor.conversation.overwritten import overwritten
from tutor.core.facts import ArrayFacts, Describe, Facts, ObjectFacts, TextFacts

ARRAY = ArrayFacts((2,), "float64", values=(1.0, 2.0))


@pytest.mark.parametrize(
    ("was", "now", "noticed"),
    [
        (ARRAY, TextFacts("gone"), True),
        (ARRAY, ArrayFacts((3,), "float64"), False),
        (ObjectFacts("KerasLazyLoader"), ObjectFacts("module"), False),
        (ObjectFacts("module"), ObjectFacts("function"), True),
    ],
)
def test_another_kind_of_thing_under_the_same_name_is_noticed(was: Facts, now: Facts, noticed: bool) -> None:
    assert bool(overwritten({Describe("it"): was}, {Describe("it"): now})) is noticed
