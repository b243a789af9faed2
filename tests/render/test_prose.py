"""The little Markdown that lessons use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.drawing import drawn, widest
from tutor.render.folding import value_folded
from tutor.render.look import Look, in_ascii
from tutor.render.prose import prose

PLAIN = Look(colours=0)
COLOURED = Look(colours=256)


def shown(markdown: str, look: Look = PLAIN) -> str:
    return drawn(prose(markdown, look), look)


def test_a_paragraph_is_indented_by_two() -> None:
    assert shown("One\nsentence.") == "  One sentence."


def test_text_is_wrapped_at_76_cells_however_wide_the_terminal() -> None:
    assert widest(shown("word " * 100, Look(width=200, colours=0))) <= 78


def test_paragraphs_are_a_blank_line_apart() -> None:
    assert shown("One.\n\n\nTwo.") == "  One.\n\n  Two."


def test_a_list_item_hangs_behind_its_bullet() -> None:
    lines = shown("- " + "word " * 30).split("\n")
    assert lines[0].startswith("  • word") and all(line.startswith("    word") for line in lines[1:])


def test_numbers_of_a_list_stay() -> None:
    assert shown("1. one\n2. two") == "  1. one\n  2. two"


def test_text_right_before_a_list_stays_before_it() -> None:
    assert shown("Two things:\n- one\n- two") == "  Two things:\n  • one\n  • two"


def test_fenced_code_is_shown_as_it_is() -> None:
    assert shown("Like this:\n```python\nx = [\n    1,\n]\n```\nDone.") == (
        "  Like this:\n\n  │ x = [\n  │     1,\n  │ ]\n\n  Done."
    )


def test_a_fence_that_is_never_closed_loses_nothing() -> None:
    assert "x = 1" in shown("```\nx = 1")


def test_code_has_its_colour_instead_of_backquotes() -> None:
    assert shown("Use `Dense(1)`.", COLOURED) == "  Use \x1b[38;5;31mDense(1)\x1b[0m."


def test_stars_inside_code_and_between_numbers_are_no_emphasis() -> None:
    assert shown("`y ** 2` is y * y, and 2 * 3 * 4 is 24") == "  `y ** 2` is y * y, and 2 * 3 * 4 is 24"


def test_strong_words_are_bold() -> None:
    assert shown("a **strong** word", COLOURED) == "  a \x1b[1mstrong\x1b[0m word"


def test_square_brackets_are_no_markup() -> None:
    assert shown("`x[0]` and [bold]not bold[/bold]") == "  `x[0]` and [bold]not bold[/bold]"


@pytest.mark.parametrize(
    ("text", "ascii_text"), [("y ≈ 2·x", "y ~ 2-x"), ("3 × 4 → 12", "3 x 4 -> 12"), ("日", "?")]
)
def test_typography_has_an_ascii_spelling(text: str, ascii_text: str) -> None:
    assert in_ascii(text) == ascii_text


def test_an_escape_sequence_in_a_text_cannot_reach_the_terminal() -> None:
    assert "\x1b" not in shown("a \x1b]0;title\x07 and \x1b[2J")


@settings(deadline=None)
@given(st.text(), st.integers(20, 100))
def test_no_markdown_breaks_it_or_leaves_the_measure(markdown: str, width: int) -> None:
    look = Look(width=width, colours=0)
    assert widest(shown(markdown, look)) <= look.measure


def test_a_long_value_is_folded_behind_its_commas_and_nothing_of_it_is_lost() -> None:
    text = repr([n**2 for n in range(40)])
    lines = value_folded(text, 40).split("\n")
    assert max(map(len, lines)) <= 40 and len(lines) < 10
    assert " ".join(line.strip() for line in lines) == text
    assert value_folded("[1, 2]", 40) == "[1, 2]" and value_folded("word " * 20, 40) == "word " * 20
