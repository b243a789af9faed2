"""Numbers are written as people write them, and read as people type them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.numbers import aligned, numbers_in, read_number, short, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.14159, "3.142"),
        (1195.234, "1195"),
        (12345.678, "12346"),
        (2.0, "2"),
        (500, "500"),
        (0.10000000149, "0.1"),
        (9.99996, "10"),
        (-0.0, "0"),
        (0.00012345, "0.0001234"),
        (2.5e-5, "2.5e-5"),
        (4.5e18, "4.5e18"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        (True, "True"),
        (10**400, "inf"),
    ],
)
def test_a_number_is_short(value: float, text: str) -> None:
    assert short(value) == text


@given(st.floats(min_value=-1e300, max_value=1e300))
def test_a_short_number_reads_back_as_nearly_the_same(value: float) -> None:
    assert math.isclose(float(short(value)), value, rel_tol=6e-4)


@given(st.one_of(st.floats(), st.integers(), st.booleans()))
def test_every_number_can_be_written(value: float) -> None:
    assert short(value) and signed(value) and len(aligned([value, 1.5])) == 2


@pytest.mark.parametrize(("value", "text"), [(0.05, "+0.05"), (-27.0, "-27"), (0.0, "0"), (math.nan, "nan")])
def test_an_error_shows_its_sign(value: float, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((-10, 0, 2.5), ("-10.0", "0.0", "2.5")),
        ((-10.0, 0.0, 15.0), ("-10", "0", "15")),
        ((math.nan, 2.5), ("nan", "2.5")),
        ((1e-5, 3.0), ("1e-5", "3")),
        ((), ()),
    ],
)
def test_a_column_has_its_points_in_one_line(values: tuple[float, ...], texts: tuple[str, ...]) -> None:
    assert aligned(values) == texts


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3.0), (" 3,5 ", 3.5), ("−2", -2.0), (".5", 0.5), ("1e-3", 0.001), ("3x", None), ("1,2,3", None)],
)
def test_a_typed_number_is_read(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_only_numbers_that_stand_alone_are_found() -> None:
    assert numbers_in("[[70.05]] took 35ms, x3 = -1.5e2. v1.2.3") == (70.05, -150.0)
