"""What is cut out of a line: numbers, and when."""

from __future__ import annotations

import pytest

from tutor.understanding.cutting import at_the_start, in_digits, numbers


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("for zero or minus three", "for 0 or -3"),
        ("seventeen and forty", "17 and 40"),
        ("twenty-five ninety nine", "25 99"),
        ("a hundred", "100"),
        ("one of two", "one of 2"),
        ("an oak, a pretty-looking one", "an oak a pretty looking one"),
    ],
)
def test_numbers_that_are_words_become_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("what would it say for 7?", (7.0,)),
        ("and for -3.5", (-3.5,)),
        ("for seven.", (7.0,)),
        ("7 and 8, please", (7.0, 8.0)),
        ("if x=20, what is y", (20.0,)),
        ("predict (12)", (12.0,)),
        ("model.predict(np.array([[-2.5]]))", (-2.5,)),
        ("minus twenty-five", (-25.0,)),
        ("for 1e3", (1000.0,)),
        ("which one is it", ()),
        ("what is my loss", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_a_line_in_their_order(line: str, found: tuple[float, ...]) -> None:
    assert numbers(line) == found


@pytest.mark.parametrize("line", ["what was the loss at the beginning", "my initial loss", "and at the start?"])
def test_the_start_is_meant(line: str) -> None:
    assert at_the_start(line)


@pytest.mark.parametrize("line", ["what is my loss", "the final loss", "is it restarted"])
def test_the_end_is_meant(line: str) -> None:
    assert not at_the_start(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("two hundred epochs", (200.0,)),
        ("for three thousand", (3000.0,)),
        ("five hundred and seven", (500.0, 7.0)),
    ],
)
def test_so_many_hundreds_and_thousands_are_one_number(line: str, found: tuple[float, ...]) -> None:
    assert numbers(line) == found
