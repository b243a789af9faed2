"""Reads the beginning of a file as rows of texts: its encoding, its delimiter, its decimals, its names."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import shlex
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from tutor.core.files import opened

MOST_BYTES = 2_000_000
"""That are read of a file. What is said of a larger one is said of its beginning."""
MOST_ROWS, MOST_COLUMNS = 20_000, 1_000
SAMPLE = 200
"""Lines by which the delimiter is found."""
DELIMITERS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", "": "blanks"}
"""In the order in which they are preferred: decimal commas make a `;` file look like one of commas."""
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", "?", ".", "#n/a", "missing", "nil"})
"""What people write where a value is not known, in small letters."""
_MAGIC = {
    b"PK\x03\x04": "This is a zip file, as Excel's .xlsx are. Save the table as CSV in the program that made it.",
    b"\xd0\xcf\x11\xe0": "This is an old Excel file. Save the table as CSV in Excel.",
    b"\x1f\x8b": "This is packed with gzip. `gunzip` unpacks it.",
    b"PAR1": "This is a Parquet file. `pandas.read_parquet` reads it.",
    b"\x93NUMPY": "This is a NumPy array: `np.load` reads it.",
    b"SQLite format 3": "This is a database, no table of text.",
    b"\x89HDF": "This is an HDF5 file, no table of text.",
    b"%PDF": "This is a PDF. Copy its table into a spreadsheet, and save that as CSV.",
}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
NUMBER = re.compile(r"[+\-−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_DECIMAL_COMMA = re.compile(r"[+\-−]?\d*,\d+(?:[eE][+-]?\d+)?|[+\-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS = re.compile(r"[+\-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class Sheet(Struct, frozen=True):
    """The beginning of a table of text."""

    path: Path
    encoding: str
    delimiter: str
    """Empty for blanks."""
    names: tuple[str, ...]
    """Of the columns; numbered ones where the file has none."""
    named: bool
    """Whether the first line holds them."""
    rows: tuple[tuple[str, ...], ...]
    """All of the same length; what a short line lacks is empty."""
    before: int = 0
    """Lines above the table: titles and remarks."""
    decimal_comma: bool = False
    thousands: bool = False
    """Whether numbers are written as `1,234,567`."""
    quoted: bool = False
    uneven: tuple[int, ...] = ()
    """The first lines of the file, from 1, with more or fewer values than the others."""
    whole: bool = True
    """Whether all of the file was read."""
    size: int = 0
    """Bytes of the file."""


def read_sheet(path: Path) -> Sheet | str:
    """The table that begins a file, or a sentence that says why there is none. Never raises."""
    try:
        with os.fdopen(opened(path, os.O_RDONLY), "rb") as file:
            size, data = os.fstat(file.fileno()).st_size, file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        return f"`{path}` cannot be read: {getattr(error, 'strerror', None) or error}."
    for magic, said in _MAGIC.items():
        if data.startswith(magic):
            return said
    if not data.strip():
        return "The file is empty."
    found = _decoded(data, whole=size <= len(data))
    if found is None:
        return "This is no text: there are bytes in it that no text has."
    text, encoding = found
    if text.lstrip()[:1] in ("{", "<"):
        kind = "JSON" if text.lstrip()[0] == "{" else "HTML or XML"
        return f"This is {kind}, no table of lines and columns."
    return _sheet(path, text, encoding, size, whole=size <= len(data))


def _decoded(data: bytes, *, whole: bool) -> tuple[str, str] | None:
    """The text and its encoding: UTF-8 if it can be, else what Windows writes. A cut last line is left out."""
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding and b"\0" in data:
        return None
    if encoding != "utf-16" and not whole:
        data = data[: data.rfind(b"\n") + 1] or data
    for name in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            return codecs.getincrementaldecoder(name)().decode(data, final=False), name
        except UnicodeDecodeError:
            continue
    return None


def _sheet(path: Path, text: str, encoding: str, size: int, *, whole: bool) -> Sheet | str:
    lines = text.splitlines()
    full = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    before, delimiter = _layout([line for _, line in full[:SAMPLE]])
    quoted = '"' in text
    rows = list(islice(_split([line for _, line in full[before:]], delimiter, quoted), MOST_ROWS + 1))
    width = Counter(map(len, rows[:SAMPLE])).most_common(1)[0][0] if rows else 0
    if width > MOST_COLUMNS:
        return (
            f"The first line has {width:,} values, and {MOST_COLUMNS:,} columns are the most that are looked at."
        )
    numbers = [number for number, _ in full[before:]]
    uneven = [number for number, row in zip(numbers, rows, strict=False) if len(row) != width]
    whole = whole and len(rows) <= MOST_ROWS + 1
    even = [tuple(cell.strip() for cell in (*row, *[""] * width)[:width]) for row in rows]
    comma = delimiter != "," and _most(even[1:], _DECIMAL_COMMA)
    thousands = not comma and _most(even[1:], _THOUSANDS)
    named = _has_names(even, comma)
    names = _names(even[0], width) if named else tuple(f"column {place}" for place in range(1, width + 1))
    return Sheet(
        path, encoding, delimiter, names, named, tuple(even[1:] if named else even)[:MOST_ROWS],
        full[before][0] - 1 if full and before else 0, comma, thousands, quoted,
        tuple(uneven[:5]), whole, size,
    )  # fmt: skip


def _layout(lines: Sequence[str]) -> tuple[int, str]:
    """How many lines stand above the table, and what its values are divided by."""
    best = (0.0, 0, ",")
    for delimiter in DELIMITERS:
        counts = [len(row) for row in _split(lines, delimiter, '"' in "".join(lines))]
        width, alike = Counter(counts).most_common(1)[0] if counts else (0, 0)
        share = alike / max(1, len(counts))
        # Blanks stand in texts, too: they count where hardly a line is another.
        if width > 1 and share > best[0] + 0.1 and share > (0.9 if not delimiter else 0.5):
            first = next(place for place, count in enumerate(counts) if count == width)
            best = (share, first if first <= 20 else 0, delimiter)
    return best[1], best[2]


def _split(lines: Sequence[str], delimiter: str, quoted: bool) -> list[list[str]]:
    if delimiter:
        try:
            return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter, skipinitialspace=True))
        except csv.Error:  # a value of more than 128 KB, most often an open quote
            return [line.split(delimiter) for line in lines]
    return [_words(line) if quoted else line.split() for line in lines]


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.casefold() in MISSING


def as_number(cell: str, *, comma: bool = False, thousands: bool = False) -> float | None:
    """The number in a cell; None when it is none."""
    if comma:
        cell = cell.replace(".", "").replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell
    elif thousands and _THOUSANDS.fullmatch(cell):
        cell = cell.replace(",", "")
    return float(cell.replace("−", "-")) if NUMBER.fullmatch(cell) and len(cell) < 300 else None


def _most(rows: Sequence[tuple[str, ...]], pattern: re.Pattern[str]) -> bool:
    """Whether most cells with a number in some column are written so."""
    for column in zip(*rows[:SAMPLE], strict=True):
        cells = [cell for cell in column if cell and cell[-1:].isdigit()]
        found = sum(bool(pattern.fullmatch(cell)) for cell in cells)
        plain = sum(bool(NUMBER.fullmatch(cell)) and "." in cell for cell in cells)
        if found and found > plain and all(pattern.fullmatch(cell) or NUMBER.fullmatch(cell) for cell in cells):
            return True
    return False


def _has_names(rows: Sequence[tuple[str, ...]], comma: bool) -> bool:
    """Whether the first line names the columns: no number is in it, and it is unlike what stands below."""
    if not rows:
        return False
    first, below = rows[0], rows[1 : SAMPLE + 1]
    if any(as_number(cell, comma=comma) is not None for cell in first if cell):
        # A year may name a column; then all are numbers, and those below are not whole.
        return False
    if len(set(first)) < len(first) or not any(first):
        return False
    columns = list(zip(*below, strict=True))
    if any(as_number(cell, comma=comma) is not None for column in columns for cell in column):
        return True
    return bool(below) and not any(cell in column for cell, column in zip(first, columns, strict=True))


def _names(first: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(name or f"column {place}" for place, name in enumerate(first[:width], 1))
