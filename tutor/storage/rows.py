"""The rows of the progress file: how a record is written, read, merged with another tutor's, and set aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from tutor.core.merging import merged, unread
from tutor.core.progress import Cell, Effort, LessonRecord, StepStatus

T = TypeVar("T")

LATEST = 2.5e11
"""Seconds since 1970; with more the year has five digits."""
COLUMNS = "lesson_id, step_id, statuses, cells, finished, updated, efforts, asked"
TABLE = """
CREATE TABLE IF NOT EXISTS records (
    lesson_id TEXT PRIMARY KEY, step_id TEXT NOT NULL, statuses TEXT NOT NULL,
    cells TEXT NOT NULL, finished INTEGER NOT NULL, updated REAL NOT NULL,
    efforts TEXT NOT NULL DEFAULT '{}', asked TEXT NOT NULL DEFAULT '{}'
)
"""
_NEW = ("efforts", "asked")
"""The columns that a file of version 1 lacks."""
READ = f"SELECT {COLUMNS} FROM records"
UNREADABLE = (ValueError, TypeError, msgspec.MsgspecError, RecursionError)
_ASIDE = f"CREATE TABLE IF NOT EXISTS set_aside ({COLUMNS})"


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the table, or give one of an earlier version the columns it lacks."""
    connection.execute(TABLE)
    for table in ("records", "set_aside"):
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for column in _NEW if there else ():
            if column not in there:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT '{{}}'")


def damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def record_of(*row: object) -> LessonRecord:
    """The record of a row. Raises one of `UNREADABLE` for a row that this tutor cannot have written."""
    lesson_id, step_id, statuses, cells, finished, updated, efforts, asked = row
    if not (isinstance(lesson_id, str) and isinstance(step_id, str) and isinstance(finished, int)):
        raise TypeError("a name, a name and a number")
    if not (isinstance(statuses, str) and isinstance(cells, str) and isinstance(updated, int | float)):
        raise TypeError("a text, a text and a time")
    if not 0 <= updated < LATEST:
        raise ValueError("no time")
    return LessonRecord(
        lesson_id,
        step_id,
        msgspec.json.decode(statuses, type=dict[str, StepStatus]),
        tuple(Cell(step, code) for step, code in msgspec.json.decode(cells, type=list[tuple[str, str]])),
        bool(finished),
        float(updated),
        _read(efforts, dict[str, Effort]),
        _read(asked, dict[str, int]),
    )


def _read(text: object, kind: type[dict[str, T]]) -> dict[str, T]:
    """What only tells how it went. Where it is damaged it is forgotten, and the way through the lesson is kept."""
    try:
        return msgspec.json.decode(text, type=kind) if isinstance(text, str) else {}
    except UNREADABLE:
        return {}


def merge(connection: sqlite3.Connection, base: LessonRecord | None, record: LessonRecord) -> bool:
    """Write what came of `base`, together with what another tutor has written since."""
    row = connection.execute(f"{READ} WHERE lesson_id = ?", (record.lesson_id,)).fetchone()
    try:
        kept = base if base and row == row_of(base) else row and record_of(*row)  # to read is five times as slow
    except UNREADABLE:
        set_aside(connection, record.lesson_id)
        kept = None
    if kept is not None:
        record = merged(base or unread(record, kept), record, kept)
    places = ", ".join("?" * len(COLUMNS.split(", ")))
    connection.execute(f"INSERT OR REPLACE INTO records ({COLUMNS}) VALUES ({places})", row_of(record))
    return True


def row_of(record: LessonRecord) -> tuple[str | int | float, ...]:
    """The row of a record, in the order of `COLUMNS`."""
    cells = [(cell.step_id, cell.code) for cell in record.cells]
    parts = record.statuses, cells, record.efforts, record.asked
    statuses, ran, efforts, asked = (msgspec.json.encode(part).decode() for part in parts)
    return record.lesson_id, record.step_id, statuses, ran, int(record.finished), record.updated, efforts, asked


def set_aside(connection: sqlite3.Connection, *lesson_ids: object) -> bool:
    """Move the rows with these ids, of whatever type, to a table that nobody reads."""
    connection.execute(_ASIDE)
    for each in lesson_ids:
        connection.execute(f"INSERT INTO set_aside {READ} WHERE lesson_id IS ?", (each,))
        connection.execute("DELETE FROM records WHERE lesson_id IS ?", (each,))
    return True
