"""`list`, `progress` and `questions`: the course and the way through it, on the standard output."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tutor.app.arguments import Exit
from tutor.app.here import caps_here, size_here
from tutor.app.keepsake import keepsake
from tutor.app.places import added
from tutor.core import events
from tutor.core.course import Course
from tutor.core.drawings import Column, Table
from tutor.core.overview import lessons_table, where
from tutor.core.progress import LessonRecord, ProgressStore, StepStatus
from tutor.core.sieve import harmless
from tutor.storage.cards import FileCards
from tutor.storage.material.lesson import FREE
from tutor.storage.progress import data_directory
from tutor.storage.runs import FileRuns
from tutor.storage.unanswered import clear_questions, read_questions
from tutor.terminal.view import View


def print_lessons(course: Course, store: ProgressStore, home: Path) -> Exit:
    """The lessons, their minutes, and where the learner is; then those of every added course."""
    _show(lessons_table(course, store.all(), "`python -m tutor NAME` opens one.", _sure()))
    for pack, lessons, records in added(home, store):
        print()
        if isinstance(lessons, str):
            print(f"The course `{pack.name}` cannot be read:\n{harmless(lessons)}", file=sys.stderr)
        else:
            _show(lessons_table(lessons, records, f"`python -m tutor {pack.name}/NAME` opens one."))
    return _ending(store)


def print_progress(course: Course, store: ProgressStore, *, as_json: bool, as_markdown: bool = False) -> Exit:
    """Every lesson begun: steps done, steps skipped, when."""
    records = store.all()
    if as_json:
        runs = FileRuns(data_directory() / "runs")
        plain = [{**_plain(record), "runs": events.as_json(runs.load(record.lesson_id))} for record in records]
        print(json.dumps(plain, indent=2))
        return _ending(store)
    if as_markdown:
        runs = FileRuns(data_directory() / "runs")
        print(keepsake(course, records, runs.load, _sure(), datetime.now()), end="")
        return _ending(store)
    if not records:
        print("Nothing begun yet. `python -m tutor` opens the first lesson.")
        return _ending(store)
    titles = {entry.id: entry.title for entry in course.lessons}
    if any("/" in record.lesson_id for record in records):  # of an added course
        for pack, lessons, _ in added(data_directory(), store):
            entries = () if isinstance(lessons, str) else lessons.lessons
            titles |= {f"{pack.name}/{entry.id}": f"{pack.name}: {entry.title}" for entry in entries}
    rows = tuple(
        (
            titles.get(record.lesson_id) or _own(record.lesson_id),
            str(record.count(StepStatus.PASSED)),
            str(record.count(StepStatus.SKIPPED)),
            where(record) if record.lesson_id != FREE.id else "",
            datetime.fromtimestamp(record.updated).strftime("%Y-%m-%d %H:%M"),
        )
        for record in records
    )
    done, skipped = Column("done", number=True), Column("skipped", number=True)
    _show(Table((Column("lesson"), done, skipped, Column("where you are"), Column("last time")), rows))
    return _ending(store)


def print_questions(directory: Path, *, clear: bool, voices: bool = False) -> Exit:
    """The questions that got no answer, with day and lesson, or as voices; or forget them."""
    questions = read_questions(directory)
    if voices:
        print(_as_voices([each.text for each in questions]), end="")
        return Exit.OK
    if clear and (problem := clear_questions(directory)):
        print(harmless(problem), file=sys.stderr)
        return Exit.FAILED
    if clear or not questions:
        print(f"Forgotten: {len(questions)}." if clear else "No question is without an answer.")
        return Exit.OK
    rows = tuple((each.day, each.lesson_id, each.text) for each in questions)
    note = "They stay on this machine. `python -m tutor questions --clear` forgets them."
    _show(Table((Column("day"), Column("lesson"), Column("question")), rows, note=note))
    return Exit.OK


def _as_voices(questions: Sequence[str]) -> str:
    """The questions under the class each came nearest to, as `lessons/voices` has them; a person moves them."""
    from tutor.storage.lessons import lessons_directory
    from tutor.storage.ready_glossary import ready_glossary
    from tutor.storage.voices import understanding_of, written

    directory = lessons_directory()
    understand = understanding_of(directory, ready_glossary(directory).entries)
    found: dict[str, list[str]] = {}
    for question in questions:
        likelihood = understand.by_words(question)
        found.setdefault(max(likelihood, key=lambda name: likelihood[name]), []).append(question)
    return written(found)


def _own(lesson_id: str) -> str:
    """What a learner calls what is no lesson of a course: the session without one, a notebook, a file."""
    if lesson_id == FREE.id:
        return "without a lesson"
    return "a notebook of yours" if lesson_id.startswith("notebook@") else lesson_id


def _plain(record: LessonRecord) -> dict[str, object]:
    return {
        "lesson": record.lesson_id,
        "step": record.step_id,
        "finished": record.finished,
        "steps": {step: status.value for step, status in record.statuses.items()},
        "efforts": events.as_json(record.efforts),
        "asked": record.asked,
        "updated": datetime.fromtimestamp(record.updated).astimezone().isoformat(timespec="seconds"),
    }


def _sure() -> Mapping[str, float]:
    from tutor.review.cards import sure_of_lessons

    return sure_of_lessons(FileCards(data_directory()).all(), time.time())


def _show(table: Table) -> None:
    View(caps_here(typed=False), sys.stdout, size_here)(table)


def _ending(store: ProgressStore) -> Exit:
    if store.problem:
        print(harmless(store.problem), file=sys.stderr)
    return Exit.OK if store.keeps else Exit.FAILED
