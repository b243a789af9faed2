"""Keeps how far learners are, in one SQLite file that survives whatever ends the program, and several tutors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from tutor.core.files import PROGRESS, make_private, opened
from tutor.core.progress import LessonRecord
from tutor.core.sieve import one_line
from tutor.storage.rows import (
    COLUMNS,
    READ,
    UNREADABLE,
    bring_up_to_date,
    damaged,
    merge,
    record_of,
    set_aside,
    transaction,
)

VERSION = 2
"""Of the table; kept in the file as `user_version`."""
QUIET_SECONDS, BUSY_SECONDS = 0.5, 5.0
"""How long the file may be locked by another program before that is said, and then until it is done without."""
WAITING = "Another program holds the progress file. Waiting for it, 5 seconds at most."


T = TypeVar("T")

_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class NoHomeError(Exception):
    """KERAS_TUTOR_HOME names no place. Printed, it says so in one sentence."""


def data_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the learner's data lies: KERAS_TUTOR_HOME, else the platform's place for it. Not made here. Raises
    NoHomeError."""
    if home := environment.get("KERAS_TUTOR_HOME"):
        try:
            return Path(home).expanduser()
        except RuntimeError:
            raise NoHomeError(
                f"KERAS_TUTOR_HOME is `{one_line(home)}`, and there is no such user here. Set it to a folder."
            ) from None
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
    save tries again. A damaged file is set aside as `progress.db.broken-1` (then `-2` ...), a damaged record in a
    table of its own; neither is ever deleted. What another tutor has kept meanwhile is merged (`core.merging`).
    """

    def __init__(self, directory: Path, tell: Callable[[str], object] = lambda sentence: None) -> None:
        """`tell` hears that the file is locked, before it is waited for."""
        self.problem = ""
        self._failed = False
        """Whether the latest attempt to read or write failed."""
        self._tell = tell
        self._path = directory / PROGRESS
        self._unsaved = MemoryProgress()
        self._bases: dict[str, LessonRecord] = {}
        """Each lesson's record as this tutor read or wrote it last: what it has changed since is its own doing."""
        self._connection = self._open()

    @property
    def keeps(self) -> bool:
        return self._connection is not None and not self._failed

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def load(self, lesson_id: str) -> LessonRecord:
        kept = {record.lesson_id: record for record in self._stored()}
        self._bases[lesson_id] = kept.get(lesson_id, LessonRecord(lesson_id))
        unsaved = {record.lesson_id: record for record in self._unsaved.all()}
        return unsaved.get(lesson_id, self._bases[lesson_id])

    def save(self, record: LessonRecord) -> None:
        self._unsaved.save(record)
        if self._try(lambda connection: merge(connection, self._bases.get(record.lesson_id), record)):
            self._bases[record.lesson_id] = record
            self._unsaved.forget(record.lesson_id)

    def forget(self, lesson_id: str) -> None:
        self.load(lesson_id)  # all that is there now goes with the next save
        self._unsaved.save(LessonRecord(lesson_id))

    def all(self) -> tuple[LessonRecord, ...]:
        records = MemoryProgress()
        for record in (*self._stored(), *self._unsaved.all()):
            records.save(record)
        return tuple(record for record in records.all() if record != LessonRecord(record.lesson_id))

    # The file -----------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection | None:
        try:
            return self._patiently(self._connect)
        except _NewerFileError as newer:
            self.problem = str(newer)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in _DAMAGED:
                return self._replace_damaged()
            self.problem = _sentence(error)
        except (OSError, ValueError) as error:
            self.problem = _sentence(error)
        return None

    def _connect(self, seconds: float) -> sqlite3.Connection:
        make_private(self._path.parent)
        # Made here, so that nobody else can read it at any moment; SQLite's journal takes over its mode.
        os.close(opened(self._path, os.O_RDWR | os.O_CREAT))
        connection = sqlite3.connect(self._path, timeout=seconds, isolation_level=None)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise _NewerFileError
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise damaged()
            if version < VERSION:  # else nothing is written, for that takes a disk 20 ms
                with transaction(connection):
                    bring_up_to_date(connection)
                    connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(f"SELECT {COLUMNS} FROM records LIMIT 0")
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
            connection = self._connect(BUSY_SECONDS)
        except (OSError, sqlite3.Error) as error:
            self.problem = _sentence(error)
            return None
        self.problem = f"The progress file was damaged. It is kept as {aside.name}, and a new one is begun."
        return connection

    def _patiently(self, work: Callable[[float], T]) -> T:
        """Do it with that many seconds for a lock to go; where it stays, say so and wait longer."""
        try:
            return work(QUIET_SECONDS)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _LOCKED:
                raise
        self._tell(WAITING)
        return work(BUSY_SECONDS)

    def _try(self, work: Callable[[sqlite3.Connection], T], *, writes: bool = True) -> T | None:
        """What comes of it, done in one transaction; None, with `problem` set, when it cannot be done."""
        connection = self._connection
        if connection is None:
            return None

        def done(seconds: float) -> T:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
            with transaction(connection) if writes else nullcontext():
                return work(connection)

        try:
            found = self._patiently(done)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            self.problem, self._failed = _sentence(error), True
            return None
        if writes:
            self.problem, self._failed = "", False
        return found

    def _stored(self) -> Iterator[LessonRecord]:
        rows = self._try(lambda connection: connection.execute(READ).fetchall(), writes=False) or []
        damaged = []
        for row in rows:
            try:
                yield record_of(*row)
            except UNREADABLE:
                damaged.append(row[0])
        if damaged:
            self._try(lambda connection: set_aside(connection, *damaged))
            names = " and ".join(f"`{one_line(str(each))}`" for each in damaged)
            self.problem = (
                f"The progress of {names} cannot be read, so it begins anew. What was there is kept in the table "
                f"`set_aside` of {self._path.name}."
            )


class _NewerFileError(Exception):
    def __str__(self) -> str:
        return "A newer tutor wrote the progress file, so it is left alone. Update this one to go on with it."


def _sentence(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"Progress cannot be kept: {reason}. The lesson goes on."
