"""Tables: aligned where they fit, in blocks or cell by cell where they do not, and never cut."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.render.drawing import drawn, widest
from tutor.core.drawings import Column, Table
from tutor.render.look import Look
from tutor.render.table import table

PLAIN = Look(colours=0)


def shown(columns: str, *rows: tuple[str, ...], look: Look = PLAIN, note: str = "") -> list[str]:
    """A table with the columns named in `columns`; those that end in # hold numbers."""
    made = tuple(Column(name.rstrip("#"), name.endswith("#")) for name in columns.split())
    return drawn(table(Table(made, rows, note=note), look), look).split("\n")


def test_numbers_are_flush_right_and_text_is_flush_left() -> None:
    assert shown("name n#", ("weight", "2"), ("b", "30.5")) == [
        "  name        n",
        "  weight      2",
        "  b        30.5",
    ]


def test_a_row_that_is_short_of_cells_is_filled_up() -> None:
    assert shown("a b", ("1",))[1] == "  1"


def test_a_column_of_words_is_folded_where_that_is_enough() -> None:
    words = "made smaller by training, row by row"
    rows = shown("part what yours#", ("loss", words, "12.5"), look=Look(width=40, colours=0))
    assert [row.split() for row in rows] == [
        ["part", "what", "yours"],
        ["loss", "made", "smaller", "by", "training,", "12.5"],
        ["row", "by", "row"],
    ]


def test_columns_move_closer_before_anything_is_cut() -> None:
    rows = shown("a# b# c# d# e# f# g# h# i# j#", ("12",) * 10, look=Look(width=40, colours=0))
    assert rows[1] == "  " + " ".join(["12"] * 10)


NARROW = Look(width=40, colours=0)


def test_columns_that_do_not_fit_stand_in_a_block_below_behind_the_first_again() -> None:
    layers = ("Dense", "12", "relu", "(None, 12)", "60"), ("Dense", "3", "softmax", "(None, 3)", "39")
    assert shown("Layer Units# Activation Output_shape Parameters#", *layers, look=NARROW) == [
        "  Layer Units Activation Output_shape",
        "  Dense    12 relu       (None, 12)",
        "  Dense     3 softmax    (None, 3)",
        "",
        "  Layer   Parameters",
        "  Dense           60",
        "  Dense           39",
    ]


def test_numbers_that_tell_no_rows_apart_are_not_said_again() -> None:
    same = ("1", "2", "3", "4")
    rows = shown("one_column# two_column# three_column# four_column#", same, same, look=NARROW)
    assert [row.split() for row in rows] == [
        ["one_column", "two_column", "three_column"],
        ["1", "2", "3"],
        ["1", "2", "3"],
        [],
        ["four_column"],
        ["4"],
        ["4"],
    ]


def test_where_not_even_two_columns_fit_each_cell_has_a_line_with_its_name() -> None:
    rows = shown("part yours", ("loss", "mean_squared_error"), ("metrics", "none"), look=Look(width=20, colours=0))
    assert rows == [
        "  part: loss",
        "  yours:",
        "    mean_squared_er",
        "    ror",
        "",
        "  part: metrics",
        "  yours: none",
    ]


def test_a_cell_is_text_and_not_markdown() -> None:
    look = Look(width=20, colours=0, spoken=True)
    assert shown("code", ("x**2 * `y`**3",), look=look) == ["  code: x**2 *", "    `y`**3"]


def test_a_cell_of_several_lines_stays_on_one() -> None:
    assert shown("a", ("first\nsecond",))[1] == "  first second"


def test_every_number_is_read_with_its_name() -> None:
    spoken = Look(colours=0, spoken=True)
    assert shown("x y#", ("20", "70"), look=spoken) == ["  x: 20, y: 70"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=20), st.booleans()), min_size=1, max_size=9),
    st.lists(st.lists(st.text(max_size=50), max_size=10), max_size=5),
    st.integers(20, 200),
)
def test_no_table_is_wider_than_the_window_and_120_cells(
    columns: list[tuple[str, bool]], rows: list[list[str]], width: int
) -> None:
    look = Look(width=width, colours=0)
    made = Table(tuple(Column(*column) for column in columns), tuple(map(tuple, rows)))
    assert widest(drawn(table(made, look), look)) <= min(width - 1, 120)


def test_a_table_goes_beyond_the_measure_of_a_text_where_that_keeps_it_whole() -> None:
    name = "a" * 50
    assert len(shown("one two", (name, name), look=Look(120, colours=0))) == 2
    assert len(shown("one two", ("1", "2"), look=Look(120, colours=0))[0]) < 20
    assert shown("one two", (name, name), look=Look(80, colours=0))[0] == f"  one: {name}"


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=20), st.booleans()), min_size=1, max_size=9),
    st.lists(st.lists(st.text(max_size=50), max_size=9), max_size=5),
    st.integers(20, 200),
    st.booleans(),
)
def test_no_letter_of_any_cell_is_lost_at_any_width(
    columns: list[tuple[str, bool]], rows: list[list[str]], width: int, spoken: bool
) -> None:
    look = Look(width=width, colours=0, spoken=spoken)
    cells = [row[: len(columns)] for row in rows]
    made = Table(tuple(Column(*column) for column in columns), tuple(map(tuple, cells)))
    text = drawn(table(made, look), look)
    wanted = look.text("".join(cell for row in cells for cell in row))
    assert not Counter("".join(wanted.split())) - Counter("".join(text.split()))
    words = [word for row in cells for cell in row for word in look.text(cell).split()]
    assert all(word in text for word in words if cell_len(word) <= NARROWEST_LINE)


NARROWEST_LINE = 15
"""Cells that a folded line has at 20 columns: a word that is no wider is never broken."""
