"""Keeps the questions that got no answer, on this machine only, so that the glossary can grow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from tutor.core.events import Answered, Event, LessonStarted
from tutor.core.files import read_text, write_private

MOST = 200
"""Questions kept; the oldest go first."""
LONGEST = 200
"""Characters of a question."""
FILE = "questions.txt"


class OpenQuestion(Struct, frozen=True):
    """One line of the file."""

    day: str
    """2026-11-23."""
    lesson_id: str
    text: str


class Unanswered:
    """A listener. A question that has no answer becomes a line of a file: day, lesson, question, between tabs.

    Nothing is said when the file cannot be written: the lesson is worth more.
    """

    def __init__(self, directory: Path, today: Callable[[], date] = date.today) -> None:
        self._path = directory / FILE
        self._today = today
        self._lesson_id = ""

    def __call__(self, event: Event) -> None:
        match event:
            case LessonStarted(lesson_id=lesson_id):
                self._lesson_id = lesson_id
            case Answered(known=False, question=question) if question.strip("?! "):
                with suppress(OSError):
                    self._keep(" ".join(question.split())[:LONGEST])
            case _:
                pass

    def _keep(self, text: str) -> None:
        before = [each for each in read_questions(self._path.parent) if each.text.lower() != text.lower()]
        kept = [*before, OpenQuestion(self._today().isoformat(), self._lesson_id, text)][-MOST:]
        lines = [f"{each.day}\t{each.lesson_id}\t{each.text}\n" for each in kept]
        write_private(self._path, "".join(lines))


def read_questions(directory: Path) -> list[OpenQuestion]:
    """The questions kept there, the oldest first; none when there is no file, or none that can be read."""
    try:
        lines = read_text(directory / FILE).splitlines()
    except OSError:
        return []
    fields = [line.split("\t", 2) for line in lines]
    return [OpenQuestion(*each) for each in fields if len(each) == 3]


def clear_questions(directory: Path) -> str:
    """Forget them. Empty when that worked, else what is in the way."""
    try:
        (directory / FILE).unlink(missing_ok=True)
    except OSError as error:
        return f"The questions in {directory / FILE} cannot be removed: {error.strerror or error}."
    return ""
