"""Gives a case to whoever reads such files. Nothing may be raised, take long, or command the terminal."""

from __future__ import annotations

import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from tests.fuzz.cases import case
from tutor.core.events import Listing, StepShown
from tutor.core.progress import LessonRecord
from tutor.core.sieve import harmless
from tutor.render import render
from tutor.render.look import Look
from tutor.storage.lessons import Reading, read_course, read_errors, read_glossary, read_head, read_lesson
from tutor.storage.llm_settings import read_llm
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.packs.shelf import Shelf
from tutor.storage.problems import LessonProblems, Severity
from tutor.storage.progress import SqliteProgress
from tutor.storage.rows import COLUMNS
from tutor.storage.trust import Trust, what_runs
from tutor.storage.unanswered import read_questions
from tutor.tables.sheet import read_sheet
from tutor.tables.telling import told
from tutor.terminal.history import SharedHistory

MOST_SECONDS = 10.0
"""Of one case. Only a hang takes as long."""
MOST_MEMORY = 2 * 2**30
"""Bytes that this process may take for all of them."""


class TooLongError(Exception):
    """A case has taken longer than any may."""


def bound_memory() -> None:
    """Have whoever asks for too much fail."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


@contextmanager
def limited() -> Iterator[None]:
    """Raise TooLongError in a block that takes too long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempt(number: int, folder: Path) -> str:
    """Try one case in a folder of its own; the kind of file it was. Raises what goes wrong."""
    kind, content = case(number)
    with limited():
        if isinstance(content, bytes):
            name = "lesson.yaml" if kind == "lesson" else kind
            (folder / name).write_bytes(content)
            read(kind, folder / name)
        else:
            assert isinstance(content, list)
            with_row(content, folder)
    return kind


def read(kind: str, path: Path) -> None:
    """Read the file as what it is."""
    match kind:
        case "lesson":
            read_as_lesson(path)
        case "course.yaml" | "glossary.yaml" | "errors.yaml":
            readers: dict[str, Callable[[Path], Reading[Any]]] = {
                "course.yaml": read_course,
                "glossary.yaml": read_glossary,
                "errors.yaml": read_errors,
            }
            reading = readers[kind](path.parent)
            assert reading.value is not None or reading.problems
            clean("\n".join(map(str, reading.problems)))
        case "llm.toml":
            read_llm(path.parent)
        case "questions.txt":
            read_questions(path.parent)
        case "history":
            list(SharedHistory(path).load_history_strings())
        case "progress.db":
            progress(path.parent)
        case "rides.csv":
            a_table(path)
        case "rides.zip" | "rides.tar.gz":
            a_course(path)
        case _:
            (path.parent / "lesson.yaml").write_text("id: x")
            Trust(path.parent).has(read_lesson(path.parent / "lesson.yaml").source)


def read_as_lesson(path: Path) -> None:
    reading = read_lesson(path)
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    assert (reading.value is None) == bool(errors)
    clean("\n".join(map(str, reading.problems)))
    read_head(path)
    if reading.value is None:
        return
    what_runs(reading.value)
    for place, step in enumerate(reading.value.steps, 1):
        shown = StepShown(step.id, step.kind, place, len(reading.value.steps), reading.value.title, 0, step.say)
        render(shown, Look())
        _ = step.subjects, step.own_answer, step.how_to_answer, step.exhibits(), step.lines
        for text in ("1", "x", "what is it?", "9" * 5000):
            step.answer(text)


def a_table(path: Path) -> None:
    """It is told, and the lines that load it are Python."""
    sheet = read_sheet(path)
    if isinstance(sheet, str):
        clean(sheet)
        return
    for event in told(sheet, path.name, pandas=True):
        render(event, Look())
        if isinstance(event, Listing):
            compile(event.text, "lines", "exec")


def a_course(path: Path) -> None:
    """It is taken whole, or refused in a sentence; and nothing lies beside it."""
    around = {*path.parent.parent.iterdir()}
    shelf = Shelf(path.parent / "home")
    try:
        pack, _ = shelf.add(str(path))
        assert pack.course().lessons and pack.digest
    except (NoCourse, LessonProblems) as refused:
        clean(str(refused))
        assert shelf.all() == []
    assert {*path.parent.parent.iterdir()} == around and len([*path.parent.iterdir()]) <= 2


def with_row(row: list[object], folder: Path) -> None:
    SqliteProgress(folder).close()
    with sqlite3.connect(folder / "progress.db") as direct:
        direct.execute("DROP TABLE records")
        direct.execute(f"CREATE TABLE records ({COLUMNS})")
        direct.execute("CREATE UNIQUE INDEX one ON records (lesson_id)")
        direct.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    direct.close()
    progress(folder)


def progress(folder: Path) -> None:
    store = SqliteProgress(folder)
    store.all()
    store.load("line")
    store.save(LessonRecord("line", "here", updated=1.0))
    clean(store.problem)
    store.close()
    assert SqliteProgress(folder).load("line").step_id == "here"


def clean(said: str) -> None:
    """What is said may be printed."""
    assert said == harmless(said), ascii(said)
