"""Checks lessons: first what the files say, then, in a live session, that all of it is true."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path

from msgspec.structs import replace

from tutor.answers.errors.explainer import ErrorExplainer
from tutor.authoring.own_voices import mistaken
from tutor.authoring.proving import MakeSession, at_a_time, proved
from tutor.authoring.report import Report
from tutor.core.course import Lesson
from tutor.core.entries import ErrorEntry, GlossaryEntry
from tutor.core.files import beside
from tutor.storage.lessons import (
    Reading,
    divided,
    lessons_directory,
    load_errors,
    load_glossary,
    read_course,
    read_errors,
    read_head,
    read_lesson,
    read_words,
)
from tutor.storage.packs.merging import Words, merged_errors, own_errors, own_words
from tutor.storage.problems import Problem, Severity
from tutor.storage.soundness import Complaint
from tutor.storage.voices import read_weights
from tutor.storage.wordbook import glossary_complaints, unused
from tutor.understanding.weights import Unfit

SEEDS = 3
"""Random seeds that a lesson is proved with, its own the first."""
OTHER_FILES = ("course.yaml", "glossary.yaml", "symptoms.yaml", "errors.yaml")

Write = Callable[[str], None]
Agree = Callable[[Sequence[Reading[Lesson]]], str]
"""Why these lessons are not to be run; empty when they are."""


class ExitStatus(IntEnum):
    """What `check` found."""

    OK = 0
    FAILED = 1
    """A file cannot be used, and then nothing was run; or something that a lesson claims is not so."""
    USAGE = 2
    """The words on the command line cannot be understood."""


def check(
    files: Sequence[Path],
    directory: Path,
    make_session: MakeSession | None,
    report: Report,
    *,
    seeds: int = SEEDS,
    jobs: int | None = None,
    thorough: bool = False,
    agree: Agree = lambda readings: "",
    clock: Callable[[], float] = time.monotonic,
) -> ExitStatus:
    """Check these lesson files, or with none the whole course in `directory`.

    Glossary and course are those of `directory`. Without `make_session` nothing is run. `jobs` lessons are proved
    at a time; None: as many as the machine can. `thorough`: try every wrong answer, with whole trainings. Nothing
    of them is run before `agree` has been asked.
    """
    readings, problems = read_all(files, directory)
    report.read(len(readings), problems)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    if not failed and make_session is not None and readings and (reason := agree(readings)):
        report.refused(reason)
        failed = True
    elif not failed and make_session is not None and readings:
        jobs = jobs or at_a_time(len(readings))
        report.proving(len(readings), seeds, jobs)
        base = lessons_directory()
        known = load_errors(base) if _is_the_tutors(directory) else merged_errors(directory, base)
        knows = ErrorExplainer(known).knows
        for result in proved(readings, make_session, knows, seeds, jobs, clock, thorough):
            report.proved(result)
            failed = failed or bool(result.problems)
    report.end(not failed)
    return ExitStatus.FAILED if failed else ExitStatus.OK


def read_all(files: Sequence[Path], directory: Path) -> tuple[list[Reading[Lesson]], list[Problem]]:
    """Read the lessons and all that they refer to; every problem of every file, once."""
    course, errors = read_course(directory), _errors(directory)
    glossary, symptoms, others = _words(directory)
    paths = list(files) or _lesson_files(directory, course.value.lessons if course.value else ())
    readings = [read_lesson(path) for path in paths]
    words = None if glossary.value is None or symptoms.value is None else (*glossary.value, *symptoms.value)
    concepts = None if words is None else {entry.id for entry in (*words, *others)}
    known = {reading.value.id for reading in readings if reading.value is not None}
    if files and course.value is not None:
        in_course = (read_head(directory / name).value for name in course.value.lessons)
        known |= {entry.id for entry in in_course if entry is not None}
    readings = [_with_references(reading, concepts, known) for reading in readings]
    if not files and words is not None and len(known) == len(paths):
        taught = {concept for reading in readings if reading.value for concept in reading.value.concepts}
        of_terms, of_symptoms = divided(unused(words, taught), len(glossary.value or ()))
        glossary, symptoms = glossary.checked(of_terms), symptoms.checked(of_symptoms)
    problems = [problem for reading in (course, glossary, symptoms, errors) for problem in reading.problems]
    problems += _mistaken(glossary, directory) if not files else []
    problems += [problem for reading in readings for problem in reading.problems]
    if not files:
        problems += _left_over(course.value.lessons, paths) if course.value else []
        problems += _same_ids(readings)
    return readings, problems


def _is_the_tutors(directory: Path) -> bool:
    return directory.resolve() == lessons_directory().resolve()


def _errors(directory: Path) -> Reading[tuple[ErrorEntry, ...]]:
    """The errors of that course; another than the tutor's may have none."""
    return read_errors(directory) if _is_the_tutors(directory) else own_errors(directory)


def _words(directory: Path) -> tuple[Words, Words, tuple[GlossaryEntry, ...]]:
    """Glossary and symptoms of that course, and the entries of the tutor's own that hold there, too."""
    if _is_the_tutors(directory):
        return *read_words(directory), ()
    terms, symptoms = own_words(directory)
    if terms.value is None or symptoms.value is None:
        return terms, symptoms, ()
    own = (*terms.value, *symptoms.value)
    ids = {entry.id for entry in own}
    rest = tuple(entry for entry in load_glossary(lessons_directory()) if entry.id not in ids)
    found = [
        each
        for each in glossary_complaints((*own, *rest))
        if isinstance(each[0][0], int) and each[0][0] < len(own)
    ]
    of_terms, of_symptoms = divided(found, len(terms.value))
    return terms.checked(of_terms), symptoms.checked(of_symptoms), rest


def _mistaken(glossary: Reading[tuple[GlossaryEntry, ...]], directory: Path) -> list[Problem]:
    """What new entries may be mixed up with: advice, for their text may be right all the same."""
    try:
        found = list(mistaken(glossary.value or (), read_weights(directory)))
    except Unfit:
        return []  # a course without weights of its own
    return [replace(glossary.problem(*complaint), severity=Severity.WARNING) for complaint in found]


def _lesson_files(directory: Path, course: Sequence[str]) -> list[Path]:
    """The course's lessons in its order, then whatever else lies there."""
    ordered = [directory / name for name in course]
    try:
        found = sorted(path for path in directory.iterdir() if path.suffix in (".yaml", ".yml"))
    except OSError:
        found = []  # the course file's own problem says it
    return ordered + [path for path in found if path not in ordered and path.name not in OTHER_FILES]


def _with_references(reading: Reading[Lesson], concepts: set[str] | None, lessons: set[str]) -> Reading[Lesson]:
    return reading if reading.value is None else reading.checked(_references(reading.value, concepts, lessons))


def _references(lesson: Lesson, concepts: set[str] | None, lessons: set[str]) -> Iterator[Complaint]:
    """Concepts and lessons that are named and do not exist; None when the glossary itself cannot be read."""
    for place, concept in enumerate(lesson.concepts):
        if concepts is not None and concept not in concepts:
            yield ("concepts", place), f"`{concept}` is not in the glossary.", "Its ids are written with `_`."
    for place, name in enumerate(lesson.after):
        if name not in lessons:
            yield ("after", place), f"There is no lesson `{name}` in the course.", ""
    for place, step in enumerate(lesson.steps):
        if step.picture is not None and isinstance(found := _drawn(lesson.path, step.picture.file), str):
            yield ("steps", place, "picture", "file"), found, "It is drawn from a PNG file beside the lesson."


def _drawn(lesson: Path, name: str) -> object:
    """The picture, or what is in the way."""
    from tutor.render.picture import opened

    found = beside(lesson, name)
    return f"`{name}` leads out of the lesson's folder." if found is None else opened(found)


def _left_over(course: Sequence[str], paths: Sequence[Path]) -> list[Problem]:
    advice = "Add it to course.yaml, or move it elsewhere."
    left = [path for path in paths if path.name not in course]
    return [Problem(path, 0, 0, "This lesson is not in the course.", suggestion=advice) for path in left]


def _same_ids(readings: Sequence[Reading[Lesson]]) -> list[Problem]:
    problems, seen = [], dict[str, Path]()
    for reading in readings:
        lesson = reading.value
        if lesson is not None and lesson.id in seen:
            message = f"`{lesson.id}` is already the id of {seen[lesson.id].name}."
            problems.append(reading.problem(("id",), message, "Every lesson has its own."))
        elif lesson is not None:
            seen[lesson.id] = lesson.path
    return problems
