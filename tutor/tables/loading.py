"""The lines of Python that load a table: NumPy's where numbers stand plainly, else row by row; and pandas'."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.tables.columns import ColumnTold
from tutor.tables.sheet import MISSING, Sheet, is_missing

MOST_NAMED = 6
"""Columns that are taken apart, each under its name."""


def numpy_lines(sheet: Sheet, columns: Sequence[ColumnTold], name: str) -> str:
    """Lines that make `data` of the columns of numbers, after `import numpy as np`; empty without any."""
    places = [place for place, column in enumerate(columns) if column.is_number]
    if not places:
        return ""
    if sheet.quoted or sheet.thousands or sheet.encoding == "utf-16":
        return _row_by_row(sheet, places, name)
    options = [f"delimiter={sheet.delimiter!r}"] if sheet.delimiter else []
    if skipped := sheet.before + sheet.named:
        options.append(f"skip_header={skipped}")
    if len(places) < len(columns):
        options.append(f"usecols={tuple(places)!r}")
    if any("#" in cell for row in (sheet.names, *sheet.rows[:1000]) for cell in row):
        options.append("comments=None")
    source = repr(name)
    encoding = "utf-8" if sheet.encoding == "utf-8-sig" and skipped else sheet.encoding
    if sheet.decimal_comma:
        dots = ".replace('.', '')" if _has_dots(sheet) else ""
        source = f"(line{dots}.replace(',', '.') for line in open({name!r}, encoding={encoding!r}))"
    else:
        options.append(f"encoding={encoding!r}")
    return f"data = np.genfromtxt({', '.join([source, *options])})" + _told_columns(columns, places)


def _has_dots(sheet: Sheet) -> bool:
    return any("." in cell and "," in cell for row in sheet.rows[:1000] for cell in row)


def _told_columns(columns: Sequence[ColumnTold], places: Sequence[int]) -> str:
    """A remark: which column is which."""
    if len(places) > MOST_NAMED:
        return ""
    return "".join(
        f"\n# data[:, {number}] is {' '.join(columns[place].name.split())}" for number, place in enumerate(places)
    ) if len(places) > 1 else ""  # fmt: skip


def _row_by_row(sheet: Sheet, places: Sequence[int], name: str) -> str:
    none = sorted({cell for row in sheet.rows for cell in row if is_missing(cell)} | {""})
    cleaned = "text.strip()"
    if sheet.decimal_comma:
        cleaned += ".replace('.', '').replace(',', '.')"
    elif sheet.thousands:
        cleaned += ".replace(',', '')"
    reader = f"csv.reader(file, delimiter={sheet.delimiter!r}, skipinitialspace=True)"
    if not sheet.delimiter:
        reader = "map(shlex.split, file)"
    skip = sheet.before + sheet.named
    wanted = f"[{skip}:]" if skip else ""
    return "\n".join(
        [
            "import csv" if sheet.delimiter else "import shlex",
            "def number(text):",
            f"    text = {cleaned}",
            f"    return float('nan') if text in {tuple(none)!r} else float(text)",
            f"with open({name!r}, newline='', encoding={sheet.encoding!r}) as file:",
            f"    rows = [row for row in {reader} if row]{wanted}",
            f"data = np.array([[number(row[place]) for place in {tuple(places)!r}] for row in rows])",
        ]
    )


def pandas_lines(sheet: Sheet, columns: Sequence[ColumnTold], name: str) -> str:
    """Lines that make `table`, a DataFrame of all columns."""
    options = [] if sheet.delimiter == "," else [f"sep={sheet.delimiter or r's+'!r}".replace("'s+'", r"r'\s+'")]
    options += ["decimal=','"] if sheet.decimal_comma else []
    options += ["thousands='.'"] if sheet.decimal_comma and _has_dots(sheet) else []
    options += ["thousands=','"] if sheet.thousands else []
    options += [] if sheet.named else ["header=None"]
    options += [f"skiprows={sheet.before}"] if sheet.before else []
    options += [] if sheet.encoding in ("utf-8", "utf-8-sig") else [f"encoding={sheet.encoding!r}"]
    none = {cell for row in sheet.rows for cell in row if cell.casefold() in MISSING} - _KNOWN_TO_PANDAS
    own = sorted(none | {text for column in columns for text in column.wrong})
    options += [f"na_values={own!r}"] if own else []
    return f"import pandas as pd\ntable = pd.read_csv({', '.join([repr(name), *options])})"


_KNOWN_TO_PANDAS = {"", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "#N/A"}
