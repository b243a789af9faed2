"""Progress survives crashes, damage and full disks, and never gets in the way of a lesson."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.storage.progress import VERSION, MemoryProgress, SqliteProgress, data_directory

RECORD = LessonRecord(
    "line",
    "fit",
    {"points": StepStatus.PASSED, "neuron": StepStatus.SKIPPED},
    (Cell("points", "x = 1\ny = 'é 😀'"), Cell("", "print(x)")),
    updated=5.5,
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteProgress:
    return SqliteProgress(tmp_path / "data")


def again(store: SqliteProgress, directory: Path) -> SqliteProgress:
    """The same directory, opened by the next program."""
    store.close()
    return SqliteProgress(directory / "data")


def test_a_record_is_there_the_next_time(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    later = again(store, tmp_path)
    assert later.load("line") == RECORD
    assert later.problem == ""


def test_a_lesson_never_begun_has_an_empty_record(store: SqliteProgress) -> None:
    assert store.load("line") == LessonRecord("line")
    assert store.all() == ()


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_every_lesson_begun_is_listed_the_latest_first(kind: str, tmp_path: Path) -> None:
    store = MemoryProgress() if kind == "memory" else SqliteProgress(tmp_path)
    for name, updated in (("a", 1.0), ("b", 3.0), ("c", 2.0)):
        store.save(LessonRecord(name, "x", updated=updated))
    store.forget("c")
    assert [record.lesson_id for record in store.all()] == ["b", "a"]
    assert store.load("c") == LessonRecord("c")


def test_starting_over_lasts_from_the_next_save_on(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    store.forget("line")
    assert store.load("line") == LessonRecord("line")
    store.save(LessonRecord("line", "points", updated=9.0))
    assert again(store, tmp_path).load("line") == LessonRecord("line", "points", updated=9.0)


def test_opening_the_file_writes_nothing(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    (file,) = (tmp_path / "data").iterdir()
    before = file.read_bytes()
    again(store, tmp_path).close()
    assert file.read_bytes() == before


def test_only_their_owner_can_read_directory_and_file(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "progress.db").stat().st_mode) == 0o600


def test_two_tutors_share_one_file(store: SqliteProgress, tmp_path: Path) -> None:
    other = SqliteProgress(tmp_path / "data")
    store.save(RECORD)
    other.save(LessonRecord("other", "x", updated=9.0))
    assert store.load("other").step_id == "x"
    assert other.load("line") == RECORD


@pytest.mark.parametrize("damage", ["noise", "half a file"])
def test_a_damaged_file_is_set_aside_and_said(damage: str, store: SqliteProgress, tmp_path: Path) -> None:
    for number in range(50):
        store.save(LessonRecord(f"lesson-{number}", "x", cells=(Cell("x", "y" * 2000),)))
    store.close()
    file = tmp_path / "data" / "progress.db"
    whole = file.read_bytes()
    broken = (
        b"not a database, not at all" * 50 if damage == "noise" else whole[:4096] + b"\xff" * (len(whole) - 4096)
    )
    file.write_bytes(broken)
    (tmp_path / "data" / "progress.db.broken-1").write_text("an older one")
    later = SqliteProgress(tmp_path / "data")
    assert (
        later.problem
        == "The progress file was damaged. It is kept as progress.db.broken-2, and a new one is begun."
    )
    assert (tmp_path / "data" / "progress.db.broken-2").read_bytes() == broken
    later.save(RECORD)
    assert later.problem == ""
    assert again(later, tmp_path).load("line") == RECORD


def test_a_record_that_cannot_be_read_spoils_no_other(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    store.save(LessonRecord("other", "x"))
    with sqlite3.connect(tmp_path / "data" / "progress.db") as direct:
        direct.execute("UPDATE records SET cells = '{' WHERE lesson_id = 'line'")
    direct.close()
    assert store.load("other").step_id == "x"
    assert store.load("line") == LessonRecord("line")
    assert "`line` cannot be read" in store.problem


def test_the_file_of_a_newer_tutor_is_left_alone(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    file = tmp_path / "data" / "progress.db"
    with sqlite3.connect(file) as direct:
        direct.execute(f"PRAGMA user_version = {VERSION + 1}")
    direct.close()
    before = file.read_bytes()
    older = again(store, tmp_path)
    assert "A newer tutor wrote the progress file" in older.problem
    older.save(LessonRecord("line", "elsewhere"))
    assert older.load("line").step_id == "elsewhere"
    assert older.problem
    assert file.read_bytes() == before


def test_a_directory_that_cannot_be_made_is_said_and_the_lesson_goes_on(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    store = SqliteProgress(tmp_path / "data")
    assert store.problem.startswith("Progress cannot be kept: ")
    store.save(RECORD)
    assert store.load("line") == RECORD
    assert store.all() == (RECORD,)
    store.forget("line")
    assert store.all() == ()


def test_a_full_disk_is_said_until_a_save_succeeds(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    assert store._connection is not None
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    full = LessonRecord("line", "next", cells=(Cell("next", "x" * 100_000),), updated=9.0)
    store.save(full)
    assert "full" in store.problem
    assert store.load("line") == full
    store._connection.execute("PRAGMA max_page_count = 100000")
    store.save(full)
    assert store.problem == ""
    assert again(store, tmp_path).load("line") == full


def test_a_closed_store_still_never_raises(store: SqliteProgress) -> None:
    store.close()
    store.close()
    store.save(RECORD)
    assert store.load("line") == RECORD


SAVING = """
import sys
from pathlib import Path
from tutor.core.progress import Cell, LessonRecord
from tutor.storage.progress import SqliteProgress
store = SqliteProgress(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    store.save(LessonRecord("line", str(number), cells=(Cell(str(number), "x" * 20_000 * (number % 7)),)))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 3, 8])
def test_a_kill_in_the_middle_of_a_save_leaves_the_old_record_or_the_new_one(after: int, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        saved = 0
        while saved < after:
            saved = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        saved = max([saved, *(int(line) for line in child.stdout)])
    store = SqliteProgress(tmp_path)
    record = store.load("line")
    number = int(record.step_id)
    assert store.problem == ""
    assert number in (saved, saved + 1)
    assert record.cells == (Cell(str(number), "x" * 20_000 * (number % 7)),)


def test_the_data_lies_where_the_environment_says(tmp_path: Path) -> None:
    assert data_directory({"KERAS_TUTOR_HOME": str(tmp_path)}) == tmp_path
    assert data_directory({"KERAS_TUTOR_HOME": ""}).name == "keras-tutor"
