"""Tables as people have them: what a file holds, and what of it a model gets."""

from __future__ import annotations

from msgspec import Struct

NAN = float("nan")


class Sample(Struct, frozen=True):
    """One file."""

    data: bytes
    numbers: list[list[float]]
    """The rows of its columns of numbers."""
    names: tuple[str, ...] = ()
    """Of all columns; empty where the file has none."""
    said: tuple[str, ...] = ()
    """What is told of it."""


SAMPLES = {
    "plain": Sample(b"a,b\n1,2.5\n3,4\n", [[1, 2.5], [3, 4]], ("a", "b"), ("2 rows and 2 columns", "1 to 3")),
    "no names": Sample(b"1,2\n3,4\n5,6\n", [[1, 2], [3, 4], [5, 6]], (), ("No line names the columns",)),
    "tabs": Sample(b"a\tb\n1\t2\n3\t4\n", [[1, 2], [3, 4]], ("a", "b"), ("divided by tabs",)),
    "bars": Sample(b"a|b\n1|2\n3|4\n", [[1, 2], [3, 4]], ("a", "b"), ("divided by bars",)),
    "blanks": Sample(b"a  b\n1   2\n30  4\n", [[1, 2], [30, 4]], ("a", "b"), ("divided by blanks",)),
    "decimal commas": Sample(
        b"a;b\n1,5;2\n3,25;4\n",
        [[1.5, 2], [3.25, 4]],
        ("a", "b"),
        ("semicolons", "Decimals are written with a comma"),
    ),
    "dots between thousands": Sample(
        b"a;b\n1.234,5;2\n3,25;4\n", [[1234.5, 2], [3.25, 4]], ("a", "b"), ("Decimals are written with a comma",)
    ),
    "commas between thousands": Sample(
        b'a,b\n"1,234,567",2\n"5,000",4\n', [[1234567, 2], [5000, 4]], ("a", "b"), ("Thousands are set apart",)
    ),
    "gaps": Sample(
        b"a,b\n1,\nNA,4\n3,?\n5,6\n",
        [[1, NAN], [NAN, 4], [3, NAN], [5, 6]],
        ("a", "b"),
        ("every loss nan", "missing"),
    ),
    "texts between": Sample(
        b"name,age,city\nAnn,3,Rome\nBob,4,Rome\nCid,5,Oslo\n",
        [[3], [4], [5]],
        ("name", "age", "city"),
        ("Rome, Oslo", "3 different ones"),
    ),
    "quotes": Sample(
        b'name,age\n"Ann, the first",3\n"Bob ""b""",4\n', [[3], [4]], ("name", "age"), ("2 rows and 2 columns",)
    ),
    "windows": Sample(
        "größe;wert\n1;2\n3;4\n".encode("cp1252"), [[1, 2], [3, 4]], ("größe", "wert"), ("Windows-1252",)
    ),
    "a mark": Sample("a,b\n1,2\n3,4\n".encode("utf-8-sig"), [[1, 2], [3, 4]], ("a", "b")),
    "a mark and no names": Sample("1,2\n3,4\n".encode("utf-8-sig"), [[1, 2], [3, 4]], ()),
    "utf-16": Sample("a,b\n1,2\n3,4\n".encode("utf-16"), [[1, 2], [3, 4]], ("a", "b"), ("UTF-16",)),
    "returns": Sample(b"a,b\r\n1,2\r\n3,4\r\n", [[1, 2], [3, 4]], ("a", "b")),
    "a title above": Sample(
        b"Rides of 2024\na,b,c\n1,2,3\n4,5,6\n7,8,9\n",
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        ("a", "b", "c"),
        ("1 line above the table is left out",),
    ),
    "number signs": Sample(b"#,b\n1,2\n3,4\n", [[1, 2], [3, 4]], ("#", "b")),
    "one column": Sample(b"a\n1\n2\n", [[1], [2]], ("a",)),
    "not known as a number": Sample(
        b"age,x\n31,1\n-999,2\n44,3\n52,4\n",
        [[31, 1], [-999, 2], [44, 3], [52, 4]],
        ("age", "x"),
        ("-999, far from",),
    ),
    "dates": Sample(
        b"day,x\n2024-01-02,1\n2024-03-01,2\n", [[1], [2]], ("day", "x"), ("dates", "2024-01-02 to 2024-03-01")
    ),
    "a stray text": Sample(
        b"a\n" + b"".join(b"%d\n" % number for number in range(20)) + b"broken\n",
        [*([float(number)] for number in range(20)), [NAN]],
        ("a",),
        ("but for `broken`",),
    ),
    "exponents": Sample(b"a,b\n1e-3,2\n-4.5E2,.5\n", [[0.001, 2], [-450, 0.5]], ("a", "b")),
    "empty lines": Sample(b"a,b\n\n1,2\n\n3,4\n\n", [[1, 2], [3, 4]], ("a", "b")),
    "quotes and blanks": Sample(
        b'18.0  8  "chevrolet chevelle"\n15.0  8  "buick skylark"\n', [[18, 8], [15, 8]], (), ("blanks",)
    ),
}
