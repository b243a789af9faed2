"""Tables: aligned where they fit, cut where they do not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_wide_text_column_gives_way_first() -> None:
    rows = shown("name value#", ("x" * 60, "1234.5"), look=Look(width=40, colours=0))
    assert rows[1].endswith("1234.5") and "…" in rows[1] and len(rows[1]) <= 39


def test_columns_move_closer_before_anything_is_cut() -> None:
    rows = shown("a# b# c# d# e# f# g# h# i# j#", ("12",) * 10, look=Look(width=40, colours=0))
    assert rows[1] == "  " + " ".join(["12"] * 10)


def test_columns_that_do_not_fit_are_named_below() -> None:
    rows = shown("one# two# three# four# five# six#", ("12345678",) * 6, look=Look(width=40, colours=0))
    assert rows[-1] == "  Too narrow for four, five, six."


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
def test_no_table_is_wider_than_the_measure(
    columns: list[tuple[str, bool]], rows: list[list[str]], width: int
) -> None:
    look = Look(width=width, colours=0)
    made = Table(tuple(Column(*column) for column in columns), tuple(map(tuple, rows)))
    assert widest(drawn(table(made, look), look)) <= look.measure
