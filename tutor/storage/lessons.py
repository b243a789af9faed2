"""Finds and loads lessons, the course, the glossary and the known errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace
from yaml.nodes import MappingNode, ScalarNode

from tutor.checks import CHECKS
from tutor.core.course import Course, Lesson, LessonEntry, Step
from tutor.core.entries import ErrorEntry, GlossaryEntry
from tutor.core.protocols import Check, Exhibit
from tutor.core.standing import with_standing
from tutor.exhibits import EXHIBITS
from tutor.steps import KINDS
from tutor.storage.declared import Named, written_fields
from tutor.storage.nodes import compose, place_of
from tutor.storage.problems import LessonProblems, Problem, Severity
from tutor.storage.scalars import UNREAD
from tutor.storage.soundness import Complaint, course_complaints, error_complaints, lesson_complaints
from tutor.storage.source import Place, Source, read_source
from tutor.storage.typed import MOST_PROBLEMS, Reader, Route

FORMAT = 1
"""The format of lesson files that this tutor reads; a file without a `format` is taken for one of these."""

VOCABULARY: Mapping[type[Any], Named] = {
    Step: Named("step", KINDS, key="kind"),
    Check: Named("check", CHECKS),
    Exhibit: Named("exhibit", EXHIBITS),
}
"""What lessons are written in."""

T = TypeVar("T")


class Reading(Struct, Generic[T], frozen=True):
    """What came of reading one file."""

    value: T | None
    """None when the file cannot be used; then an error is among the problems."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings, in the order of the file."""
    source: Source = field(default_factory=lambda: Source(Path(), ()))
    places: Mapping[Route, Place] = field(default_factory=dict)

    def problem(self, route: Route, message: str, suggestion: str = "", *, line: int = 0) -> Problem:
        """A problem of the value at that route, or of the nearest one around it that is written; of its line of
        that number, from 1, where it is a text of several under `|`."""
        while route and route not in self.places:
            route, line = route[:-1], 0
        place = self.places.get(route, Place())
        if line and self.source.line(place.line)[place.column - 1 : place.column] == "|":
            text = self.source.line(place.line + line)
            place = Place(place.line + line, len(text) - len(text.lstrip()) + 1)
        return self.source.problem(place, message, suggestion)

    def checked(self, complaints: Iterable[Complaint]) -> Reading[T]:
        """The same reading with more complaints about its value."""
        more = [self.problem(*complaint) for complaint in islice(complaints, MOST_PROBLEMS)]
        problems = sorted((*self.problems, *more), key=lambda problem: (problem.line, problem.column))
        return Reading(None if more else self.value, tuple(problems), self.source, self.places)

    def get(self) -> T:
        """The value. Raises LessonProblems when there is none."""
        if self.value is None:
            raise LessonProblems(p for p in self.problems if p.severity is Severity.ERROR)
        return self.value


# Reading ------------------------------------------------------------------------------------------------


def read_lesson(path: Path, vocabulary: Mapping[type[Any], Named] = VOCABULARY) -> Reading[Lesson]:
    """Read and check one lesson file. Never raises."""
    reading: Reading[Lesson] = _read(path, Lesson, "a lesson", vocabulary)
    if reading.value is None:
        return reading
    checked = reading.checked(lesson_complaints(reading.value))
    return checked if checked.value is None else replace(checked, value=with_standing(checked.value))


def read_head(path: Path) -> Reading[LessonEntry]:
    """Read of a lesson file only what the course list needs: nothing from `steps` on is looked at."""
    return _read(path, LessonEntry, "a lesson", {}, stop_at="steps")


GLOSSARY_FILES = ("glossary.yaml", "symptoms.yaml")


def read_glossary(directory: Path) -> Reading[tuple[GlossaryEntry, ...]]:
    """Read and check `glossary.yaml`: a list of entries. Never raises."""
    return read_words(directory)[0]


def read_words(directory: Path) -> tuple[Reading[tuple[GlossaryEntry, ...]], Reading[tuple[GlossaryEntry, ...]]]:
    """Read `glossary.yaml` and `symptoms.yaml`, and check them together, for one may refer to the other.

    A folder without `symptoms.yaml` has none. Never raises.
    """
    hint, path = tuple[GlossaryEntry, ...], directory / "symptoms.yaml"
    terms: Reading[tuple[GlossaryEntry, ...]] = _read(directory / "glossary.yaml", hint, "The glossary", {})
    symptoms: Reading[tuple[GlossaryEntry, ...]] = Reading(())
    if path.exists():
        symptoms = _read(path, hint, "The list of symptoms", {})
    if terms.value is None or symptoms.value is None:
        return terms, symptoms
    from tutor.storage.wordbook import glossary_complaints  # no lesson needs what it knows of words

    of_terms, of_symptoms = divided(glossary_complaints((*terms.value, *symptoms.value)), len(terms.value))
    return terms.checked(of_terms), symptoms.checked(of_symptoms)


def read_entries(path: Path, what: str) -> Reading[tuple[GlossaryEntry, ...]]:
    """Read one list of entries by itself: what it refers to is not looked for. Never raises."""
    return _read(path, tuple[GlossaryEntry, ...], what, {})


def divided(complaints: Iterable[Complaint], first: int) -> tuple[list[Complaint], list[Complaint]]:
    """Complaints about two files read as one list, each with its own; `first` entries stand in the first."""
    parts: tuple[list[Complaint], list[Complaint]] = ([], [])
    for (place, *rest), message, advice in complaints:
        second = isinstance(place, int) and place >= first
        route = (place - first if isinstance(place, int) and second else place, *rest)
        parts[second].append((route, message, advice))
    return parts


def read_errors(directory: Path) -> Reading[tuple[ErrorEntry, ...]]:
    """Read and check `errors.yaml`: a list of entries. Never raises."""
    reading = _read(directory / "errors.yaml", tuple[ErrorEntry, ...], "The list of errors", {})
    return reading.checked(error_complaints(reading.value)) if reading.value is not None else reading


class CourseFile(Struct, frozen=True, kw_only=True):
    """What `course.yaml` says."""

    title: str
    lessons: tuple[str, ...]
    """File names, in the order they are taught."""
    welcome: str = ""
    """Markdown, said when the first lesson is opened for the first time."""
    name: str = ""
    """By what it is called when it is added: small letters, digits and `-`. Empty: what its folder is called."""
    version: str = ""
    """Shown beside its name."""


def read_course(directory: Path) -> Reading[CourseFile]:
    """Read `course.yaml`. Never raises."""
    reading: Reading[CourseFile] = _read(directory / "course.yaml", CourseFile, "a course", {})
    return reading.checked(course_complaints(reading.value, directory)) if reading.value is not None else reading


def _read(
    path: Path, hint: Any, what: str, vocabulary: Mapping[type[Any], Named], *, stop_at: str = ""
) -> Reading[Any]:
    source = read_source(path, f"{stop_at}:" if stop_at else "")
    if isinstance(source, Problem):
        return Reading(None, (source,))
    root = compose(source)
    if root is None or isinstance(root, Problem):
        return Reading(None, (root or source.problem(Place(), "The file is empty."),), source)
    reader = Reader(source, vocabulary)
    if isinstance(hint, type) and isinstance(root, MappingNode):
        root = _without_format(reader, source, root, written_fields(hint) if stop_at else None)
    value = reader.read(root, hint, what, {"path": path} if hint in (Lesson, LessonEntry) else {})
    problems = sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
    broken = value is UNREAD or any(problem.severity is Severity.ERROR for problem in problems)
    return Reading(None if broken else value, tuple(problems), source, reader.places)


def _without_format(
    reader: Reader, source: Source, root: MappingNode, only: Mapping[str, Any] | None
) -> MappingNode:
    """The mapping without its `format`, which is looked at here, and with the fields in `only`, or all."""
    kept = []
    for key, value in root.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name == "format":
            text = value.value if isinstance(value, ScalarNode) else ""
            if text != str(FORMAT):
                message = f"This file is written in format `{text}`, and this tutor reads format {FORMAT}."
                reader.problems.append(source.problem(place_of(value), message, "A newer tutor may read it."))
        elif only is None or name in only:
            kept.append((key, value))
    return MappingNode(root.tag, kept, root.start_mark, root.end_mark)


# Loading ------------------------------------------------------------------------------------------------


def lessons_directory(given: Path | None = None) -> Path:
    """Where the lessons lie: `given`, else inside the installed package, else beside it in a source checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "lessons"
    return given or (inside if inside.is_dir() else package.parent / "lessons")


def load_lesson(path: Path) -> Lesson:
    """The lesson of that file. Raises LessonProblems, with every problem of the file."""
    return read_lesson(path).get()


def load_course(directory: Path) -> Course:
    """The course of that directory, with the heads of its lessons. Raises LessonProblems."""
    reading = read_course(directory)
    course = reading.get()
    heads = [read_head(directory / name) for name in course.lessons]
    problems = [problem for head in heads for problem in head.problems if problem.severity is Severity.ERROR]
    if problems:
        raise LessonProblems(problems)
    return Course(course.title, tuple(head.get() for head in heads), course.welcome)


def load_glossary(directory: Path) -> tuple[GlossaryEntry, ...]:
    """The glossary of that directory, its symptoms last. Raises LessonProblems."""
    terms, symptoms = read_words(directory)
    return (*terms.get(), *symptoms.get())


def load_errors(directory: Path) -> tuple[ErrorEntry, ...]:
    """The errors that the tutor can explain. Raises LessonProblems."""
    return read_errors(directory).get()
