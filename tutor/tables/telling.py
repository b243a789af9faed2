"""A table in words: what it is, how it is written, what each column holds, what is amiss, and how to load it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.core.drawings import Column, Table
from tutor.core.events import Event, Listing, Said
from tutor.core.sieve import one_line
from tutor.tables.columns import ColumnTold, columns_of
from tutor.tables.loading import numpy_lines, pandas_lines
from tutor.tables.sheet import DELIMITERS, Sheet

MOST_COLUMNS = 100
"""That are told one by one."""
MOST_AMISS = 4
"""Remarks of one sort."""
LONGEST_NAME = 60
ENCODINGS = {"cp1252": "Windows-1252", "latin-1": "Latin-1", "utf-16": "UTF-16"}


def told(sheet: Sheet, name: str, *, pandas: bool) -> Iterator[Event]:
    """All of it. `name` is how code calls the file, `pandas` whether its lines are wanted, too."""
    columns = columns_of(sheet)
    yield Said(" ".join(_written(sheet, name)))
    yield _table(columns, len(sheet.rows))
    amiss = list(_amiss(sheet, columns))
    if amiss:
        yield Said("\n".join(f"- {each}" for each in amiss))
    lines = numpy_lines(sheet, columns, name)
    if lines:
        yield Listing(lines, title="With NumPy, its numbers (`import numpy as np` comes before):")
    else:
        yield Said(
            "No column holds numbers, and a model needs some. Kinds become numbers by counting them through."
        )
    if pandas:
        yield Listing(pandas_lines(sheet, columns, name), title="With pandas, all of it:")


def _written(sheet: Sheet, name: str) -> Iterator[str]:
    rows = f"{len(sheet.rows):,} row{'s' if len(sheet.rows) != 1 else ''}"
    count = f"{len(sheet.names):,} column{'s' if len(sheet.names) != 1 else ''}"
    if sheet.whole:
        yield f"`{one_line(name)}` has {rows} and {count}."
    else:
        size = f"{sheet.size / 1e6:,.1f} MB" if sheet.size >= 1e5 else f"{sheet.size:,} bytes"
        yield f"`{one_line(name)}` has {count}. Its first {rows} were read; the whole file has {size}."
    if sheet.before:
        yield f"{_count(sheet.before, 'line')} above the table {'is' if sheet.before == 1 else 'are'} left out."
    yield (
        "Its first line names the columns." if sheet.named else "No line names the columns, so they are numbered."
    )
    if sheet.delimiter != "," and len(sheet.names) > 1:
        yield f"Values are divided by {DELIMITERS[sheet.delimiter]}."
    if sheet.decimal_comma:
        yield "Decimals are written with a comma, as in 1,5."
    if sheet.thousands:
        yield "Thousands are set apart with commas, as in 1,000."
    if sheet.encoding in ENCODINGS:
        yield f"Its letters are no UTF-8 but {ENCODINGS[sheet.encoding]}, which has to be said when loading."
    if len(sheet.names) == 1:
        yield "I found nothing that divides its lines into values."


def _table(columns: Sequence[ColumnTold], rows: int) -> Table:
    shown = tuple(
        (_name(each), each.kind, one_line(each.range), f"{each.missing:,}" if each.missing else "")
        for each in columns[:MOST_COLUMNS]
    )
    left = len(columns) - len(shown)
    note = f"{left:,} more columns are not shown." if left else ""
    spoken = tuple(
        f"{_name(each)}: {each.kind}{', ' if each.range else ''}{one_line(each.range)}"
        + (f", {each.missing:,} of {rows:,} missing." if each.missing else ".")
        for each in columns[:MOST_COLUMNS]
    )
    heads = (Column("column"), Column("what it holds"), Column("from, to"), Column("missing", number=True))
    return Table(heads, shown, note=note, spoken=spoken)


def _amiss(sheet: Sheet, columns: Sequence[ColumnTold]) -> Iterator[str]:
    if sheet.uneven:
        lines = ", ".join(f"{number:,}" for number in sheet.uneven)
        yield f"More values than in the other lines, or fewer, stand in line {lines}."
    gaps = [each for each in columns if each.missing and each.is_number]
    if gaps:
        names = ", ".join(f"`{_name(each)}`" for each in gaps[:MOST_AMISS])
        yield (
            f"{names}{' and more' if len(gaps) > MOST_AMISS else ''}: values are missing. They load as nan, and "
            "one nan in the data makes every loss nan. Leave their rows out, or put the column's mean there."
        )
    for each in [each for each in columns if each.wrong][:MOST_AMISS]:
        texts = ", ".join(f"`{one_line(text)[:20]}`" for text in each.wrong)
        yield f"`{_name(each)}` holds numbers, but for {texts}. Loading takes these for missing, or stops at them."
    for each in [each for each in columns if each.stands_in is not None][:MOST_AMISS]:
        yield (
            f'`{_name(each)}` has {each.stands_in:g}, far from all its other values. Often that stands for "not '
            'known", and a model would believe it.'
        )
    for each in [each for each in columns if each.kind == "nothing"][:MOST_AMISS]:
        yield f"`{_name(each)}` is empty."


def _name(column: ColumnTold) -> str:
    name = one_line(column.name) or "(no name)"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
