"""Keeps the cards of the review, in a table of the progress file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tutor.core.cards import Card
from tutor.core.files import PROGRESS
from tutor.storage.rows import transaction

_TABLE = "CREATE TABLE IF NOT EXISTS cards (item TEXT PRIMARY KEY, lesson_id TEXT, due REAL, state TEXT)"
_WAIT = 2.0
"""Seconds that another tutor may hold the file."""


class FileCards:
    """The cards in `progress.db` of a directory, beside the progress that is kept there. Never raises: what cannot
    be read is met anew, and what cannot be written is asked once more than needed."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / PROGRESS

    def all(self) -> tuple[Card, ...]:
        """Every card that can be read."""
        rows: list[tuple[object, ...]] = []
        with suppress(sqlite3.Error, OSError), self._open() as connection:
            rows = connection.execute("SELECT item, lesson_id, due, state FROM cards").fetchall()
        return tuple(card for row in rows if (card := _card(row)) is not None)

    def keep(self, cards: Iterable[Card]) -> None:
        """Put these in place of those of the same items."""
        rows = [(card.item, card.lesson_id, card.due, card.state) for card in cards]
        with suppress(sqlite3.Error, OSError), self._open() as connection, transaction(connection):
            connection.execute(_TABLE)
            connection.executemany("INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?)", rows)

    def due(self, now: float) -> int:
        """How many are due at that time, in seconds since the epoch."""
        return sum(card.due <= now for card in self.all())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if not self._path.is_file():  # made by the progress, which sees to its mode
            raise OSError("There is no progress yet.")
        with closing(sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)) as connection:
            yield connection


def _card(row: tuple[object, ...]) -> Card | None:
    match row:
        case (str(item), str(lesson_id), float(due), str(state)):
            return Card(item, lesson_id, due, state)
        case _:
            return None
