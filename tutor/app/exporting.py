"""`export`: what was done in a lesson, as a notebook, a script or a Markdown file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tutor.app.arguments import OWN, Exit
from tutor.app.opening import opened
from tutor.commands.save import runs_told, saved
from tutor.core.course import Course, Lesson
from tutor.core.events import Tone
from tutor.core.sieve import harmless
from tutor.core.taking import taken
from tutor.storage.finding import UnknownLesson, came_with_tutor, find_lesson
from tutor.storage.lessons import lessons_directory, load_course, read_lesson
from tutor.storage.problems import LessonProblems
from tutor.storage.progress import NoHomeError, SqliteProgress, data_directory
from tutor.storage.runs import FileRuns
from tutor.storage.trust import as_its_own

USAGE = """\
usage: python -m tutor export LESSON [--to ipynb|py|md] [-o FILE] [--all] [--over]

LESSON is a name or a number, a lesson file, a notebook that you worked
through, or `free`. --all keeps what was tried and failed, --over writes over
a file that is there.

  python -m tutor export linear-regression
  python -m tutor export linear-regression --to py -o mine.py
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise ValueError(message)


def export(words: Sequence[str]) -> Exit:
    """Write the file, and say what became of it in one sentence."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("lesson", nargs="?", default="")
    parser.add_argument("--to", choices=("ipynb", "py", "md"))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--over", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    try:
        found = parser.parse_args(list(words))
        if found.help or not found.lesson:
            print(USAGE, end="", file=sys.stdout if found.help else sys.stderr)
            return Exit.OK if found.help else Exit.USAGE
        suffix = found.output.suffix.lower() if found.output else f".{found.to or 'ipynb'}"
        if suffix.lstrip(".") not in ("ipynb", "py", "md") or (found.to and f".{found.to}" != suffix):
            raise ValueError("the file has to end in .ipynb, .py or .md, as --to says")
        course = load_course(lessons_directory())
        lesson = _lesson(course, found.lesson)
        path = found.output or Path(f"{lesson.id.partition('@')[0]}{suffix}")
        return _written(lesson, path, everything=found.all, over=found.over)
    except (ValueError, LessonProblems, NoHomeError) as problem:
        print(harmless(f"{str(problem).rstrip('.')}. `python -m tutor export --help` shows how."), file=sys.stderr)
        return Exit.USAGE


def _lesson(course: Course, word: str) -> Lesson:
    """The lesson of that name. It is only read. Raises ValueError when there is none."""
    if word == "free" or Path(word).suffix.lower() in OWN:
        lesson = opened([] if word == "free" else [word])
        if isinstance(lesson, str):
            raise ValueError(lesson)
        return lesson
    path = find_lesson(course, word)
    if isinstance(path, UnknownLesson):
        raise ValueError(path.message)
    lesson = read_lesson(path).get()
    return lesson if came_with_tutor(course, path) else as_its_own(lesson)


def _written(lesson: Lesson, path: Path, *, everything: bool, over: bool) -> Exit:
    home = data_directory()
    record = SqliteProgress(home).load(lesson.id)
    if not record.cells:
        print(f"Nothing has been run in `{lesson.id}` yet, so there is nothing to write.", file=sys.stderr)
        return Exit.FAILED
    pieces = taken(lesson, record, everything=everything, data=str(lessons_directory() / "data"))
    runs = FileRuns(home / "runs").load(lesson.id)
    sentence, tone = saved(path, (*pieces, *runs_told(runs)), over=over)
    print(harmless(sentence), file=sys.stderr if tone is Tone.PROBLEM else sys.stdout)
    return Exit.FAILED if tone is Tone.PROBLEM else Exit.OK
