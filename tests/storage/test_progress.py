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
from msgspec.structs import replace

from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.storage.progress import VERSION, WAITING, MemoryProgress, SqliteProgress, data_directory

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


def test_the_file_of_an_earlier_tutor_is_read_and_gets_what_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    columns = "lesson_id TEXT PRIMARY KEY, step_id TEXT, statuses TEXT, cells TEXT, finished INTEGER, updated REAL"
    with sqlite3.connect(folder / "progress.db") as direct:
        direct.execute(f"CREATE TABLE records ({columns})")
        direct.execute("CREATE TABLE set_aside (lesson_id, step_id, statuses, cells, finished, updated)")
        direct.execute("""INSERT INTO records VALUES ('line', 'points', '{"hello": "passed"}', '[]', 0, 9.0)""")
        direct.execute("INSERT INTO records VALUES ('broken', 'x', 'no JSON', '[]', 0, 9.0)")
        direct.execute("PRAGMA user_version = 1")
    direct.close()
    store = SqliteProgress(folder)
    kept = store.load("line")
    assert (kept.step_id, kept.efforts) == ("points", {})
    assert "`broken`" in store.problem
    told = kept.noted("points", wrong=2)
    store.save(told)
    assert not store.problem
    store.close()
    assert SqliteProgress(folder).load("line") == told


def test_damage_to_what_only_tells_how_it_went_loses_no_progress(store: SqliteProgress, tmp_path: Path) -> None:
    store.save(RECORD)
    with sqlite3.connect(tmp_path / "data" / "progress.db") as direct:
        direct.execute("UPDATE records SET efforts = '[[[', asked = 7")
    direct.close()
    assert again(store, tmp_path).load(RECORD.lesson_id).cells == RECORD.cells


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


PASSING = """
import sys, time
from pathlib import Path
from msgspec.structs import replace
from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.storage.progress import SqliteProgress
directory, name, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = SqliteProgress(directory)
record = store.load("line")
for number in range(steps):
    step = f"{name}{number}"
    record = replace(record, cells=(*record.cells, Cell(step, f"x = {number}")), updated=float(number))
    record = replace(record.marked(step, StepStatus.PASSED), step_id=step)
    store.save(record)
    assert store.problem == "", store.problem
    print(step, flush=True)
    time.sleep(0.01)  # nobody passes step after step without a breath, and SQLite lets nobody in between
"""


def passing(directory: Path, name: str, steps: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PASSING, str(directory), name, str(steps)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("tutors", ["ab", "abcde"])
def test_tutors_in_one_lesson_lose_nothing_that_any_of_them_has_passed(tutors: str, tmp_path: Path) -> None:
    SqliteProgress(tmp_path).close()
    children = [passing(tmp_path, name, 10) for name in tutors]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    record = SqliteProgress(tmp_path).load("line")
    wanted = {f"{name}{number}" for name in tutors for number in range(10)}
    assert set(record.statuses) == wanted
    assert sorted(cell.step_id for cell in record.cells) == sorted(wanted)
    for name in tutors:
        own = [cell.step_id for cell in record.cells if cell.step_id.startswith(name)]
        assert own == [f"{name}{number}" for number in range(10)], "each one's lines in their order"


def test_two_that_are_killed_at_any_moment_lose_nothing_they_had_said_was_kept(tmp_path: Path) -> None:
    children = [passing(tmp_path, name, 10_000) for name in "ab"]
    said: set[str] = set()
    for child, after in zip(children, (5, 9), strict=True):
        assert child.stdout is not None
        said |= {child.stdout.readline().strip() for _ in range(after)}
    for child in children:
        os.kill(child.pid, signal.SIGKILL)
        assert child.stdout is not None
        said |= {line.strip() for line in child.stdout if line.endswith("\n")}
        child.wait()
        child.stdout.close()
    store = SqliteProgress(tmp_path)
    assert said <= set(store.load("line").statuses)
    assert store.problem == ""


def test_the_enter_of_a_second_tutor_overwrites_nothing_of_the_first(
    store: SqliteProgress, tmp_path: Path
) -> None:
    other = SqliteProgress(tmp_path / "data")
    first, second = store.load("line"), other.load("line")
    for number in range(5):
        first = replace(
            first.marked(f"step-{number}", StepStatus.PASSED), step_id=f"step-{number + 1}", updated=1.0
        )
        store.save(first)
    other.save(replace(second, step_id="step-0", updated=2.0))
    kept = SqliteProgress(tmp_path / "data").load("line")
    assert kept.count(StepStatus.PASSED) == 5


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("updated", "'yesterday'"),
        ("updated", "1e300"),
        ("updated", "-1"),
        ("updated", "x'00'"),
        ("finished", "'maybe'"),
        ("finished", "0.5"),
        ("step_id", "x'ff'"),
        ("statuses", "'[]'"),
        ("statuses", '\'{"a": "sung"}\''),
        ("statuses", "x'7b7d'"),
        ("cells", "'[[1, 2]]'"),
        ("cells", "'[[\"a\"]]'"),
        ("cells", "'" + "[" * 100_000 + "'"),
        ("lesson_id", "x'1b5b324a'"),
    ],
)
def test_a_damaged_row_is_set_aside_and_named_and_spoils_nothing(
    column: str, value: str, store: SqliteProgress, tmp_path: Path
) -> None:
    store.save(RECORD)
    store.save(LessonRecord("other", "x", updated=1.0))
    with sqlite3.connect(tmp_path / "data" / "progress.db") as direct:
        direct.execute(f"UPDATE records SET {column} = {value} WHERE lesson_id = 'line'")
    direct.close()
    later = again(store, tmp_path)
    assert [record.lesson_id for record in later.all()] == ["other"]
    assert "cannot be read, so it begins anew" in later.problem and "\x1b" not in later.problem
    assert later.keeps
    with sqlite3.connect(tmp_path / "data" / "progress.db") as direct:
        assert len(direct.execute(f"SELECT * FROM set_aside WHERE {column} IS {value}").fetchall()) == 1
    direct.close()
    assert again(later, tmp_path).problem == "", "said once"


def test_a_lock_is_waited_for_and_told(store: SqliteProgress, tmp_path: Path) -> None:
    told: list[str] = []
    lock = sqlite3.connect(tmp_path / "data" / "progress.db", isolation_level=None)

    def tell(sentence: str) -> None:
        told.append(sentence)
        lock.execute("COMMIT")

    other = SqliteProgress(tmp_path / "data", tell)
    lock.execute("BEGIN EXCLUSIVE")
    other.save(RECORD)
    lock.close()
    assert told == [WAITING] and other.problem == ""
    assert store.load("line") == RECORD
