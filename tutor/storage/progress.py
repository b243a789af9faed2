"""Keeps how far learners are, in one SQLite file that survives whatever ends the program."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tutor.core.progress import Cell, LessonRecord, StepStatus

VERSION = 1
"""Of the table below; kept in the file as `user_version`."""
BUSY_SECONDS = 3.0
"""How long a save waits for another tutor that is saving."""

_TABLE = """
CREATE TABLE IF NOT EXISTS records (
    lesson_id TEXT PRIMARY KEY, step_id TEXT NOT NULL, statuses TEXT NOT NULL,
    cells TEXT NOT NULL, finished INTEGER NOT NULL, updated REAL NOT NULL
)
"""
_COLUMNS = "lesson_id, step_id, statuses, cells, finished, updated"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def data_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the learner's data lies: KERAS_TUTOR_HOME, else the platform's place for it. Not made here."""
    if home := environment.get("KERAS_TUTOR_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # not needed when the variable is set, and not at import

    return user_data_path("keras-tutor", appauthor=False)


class MemoryProgress:
    """Keeps records until the program ends."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem
        self._records: dict[str, LessonRecord] = {}

    @property
    def keeps(self) -> bool:
        return False

    def load(self, lesson_id: str) -> LessonRecord:
        return self._records.get(lesson_id, LessonRecord(lesson_id))

    def save(self, record: LessonRecord) -> None:
        self._records[record.lesson_id] = record

    def forget(self, lesson_id: str) -> None:
        self._records.pop(lesson_id, None)

    def all(self) -> tuple[LessonRecord, ...]:
        return tuple(sorted(self._records.values(), key=lambda record: record.updated, reverse=True))


class SqliteProgress:
    """Keeps records in `progress.db` of a directory, which is made when it is missing.

    Never raises. What cannot be written is kept in memory, `problem` says why in one sentence, and every later
    save tries again. A damaged file is set aside as `progress.db.broken-1` (then `-2` ...), never deleted.
    """

    def __init__(self, directory: Path) -> None:
        self.problem = ""
        self._path = directory / "progress.db"
        self._unsaved = MemoryProgress()
        self._connection = self._open()

    @property
    def keeps(self) -> bool:
        return not self.problem

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def load(self, lesson_id: str) -> LessonRecord:
        return next((record for record in self.all() if record.lesson_id == lesson_id), LessonRecord(lesson_id))

    def save(self, record: LessonRecord) -> None:
        row = (
            record.lesson_id,
            record.step_id,
            json.dumps({step: status.value for step, status in record.statuses.items()}),
            json.dumps([[cell.step_id, cell.code] for cell in record.cells]),
            int(record.finished),
            record.updated,
        )
        self._unsaved.save(record)
        if self._write(f"INSERT OR REPLACE INTO records ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row):
            self._unsaved.forget(record.lesson_id)

    def forget(self, lesson_id: str) -> None:
        self._unsaved.save(LessonRecord(lesson_id))

    def all(self) -> tuple[LessonRecord, ...]:
        records = MemoryProgress()
        for record in (*self._stored(), *self._unsaved.all()):
            records.save(record)
        return tuple(record for record in records.all() if record != LessonRecord(record.lesson_id))

    # The file -----------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection | None:
        try:
            return self._connect()
        except _NewerFileError as newer:
            self.problem = str(newer)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in _DAMAGED:
                return self._replace_damaged()
            self.problem = _sentence(error)
        except (OSError, ValueError) as error:
            self.problem = _sentence(error)
        return None

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made here, so that nobody else can read it at any moment; SQLite's journal takes over its mode.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise _NewerFileError
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise _damaged()
            if version < VERSION:  # else nothing is written, for that takes a disk 20 ms
                with _transaction(connection):
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(f"SELECT {_COLUMNS} FROM records LIMIT 0")
        except BaseException:
            connection.close()
            raise
        return connection

    def _replace_damaged(self) -> sqlite3.Connection | None:
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.broken-{number}")).exists():
            number += 1
        try:
            self._path.rename(aside)
            connection = self._connect()
        except (OSError, sqlite3.Error) as error:
            self.problem = _sentence(error)
            return None
        self.problem = f"The progress file was damaged. It is kept as {aside.name}, and a new one is begun."
        return connection

    def _write(self, statement: str, values: tuple[str | int | float, ...]) -> bool:
        if self._connection is None:
            return False
        try:
            with _transaction(self._connection):
                self._connection.execute(statement, values)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            self.problem = _sentence(error)
            return False
        self.problem = ""
        return True

    def _stored(self) -> Iterator[LessonRecord]:
        if self._connection is None:
            return
        try:
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM records").fetchall()
        except sqlite3.Error as error:
            self.problem = _sentence(error)
            return
        for row in rows:
            try:
                yield _record(*row)
            except (ValueError, TypeError, AttributeError):
                self.problem = f"The progress of the lesson `{row[0]}` cannot be read, so it begins anew."


class _NewerFileError(Exception):
    def __str__(self) -> str:
        return "A newer tutor wrote the progress file, so it is left alone. Update this one to go on with it."


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _record(
    lesson_id: str, step_id: str, statuses: str, cells: str, finished: int, updated: float
) -> LessonRecord:
    return LessonRecord(
        lesson_id,
        step_id,
        {step: StepStatus(status) for step, status in json.loads(statuses).items()},
        tuple(Cell(step, code) for step, code in json.loads(cells)),
        bool(finished),
        updated,
    )


def _sentence(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"Progress cannot be kept: {reason}. The lesson goes on."
