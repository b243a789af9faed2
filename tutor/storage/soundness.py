"""What makes a readable lesson a sound one, as far as one file can tell: ids, code, hints, patterns."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from tutor.core.acts import is_command
from tutor.core.course import Lesson, Step
from tutor.core.entries import ErrorEntry
from tutor.core.files import beside
from tutor.core.picture import Picture
from tutor.storage.typed import Route

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Complaint = tuple[Route, str, str]
"""Where, what, and what to do."""

MOST_STEPS, MOST_ITEMS = 500, 50
"""Of one lesson, and in each list of a step: more than that nobody reads, and drawing it takes its time."""
_LISTS = ("accept", "expect", "mistakes", "show", "hints", "quotes", "choices", "also", "replies")

MOST_TEXT = 10_000
"""Characters of a text, or of all the choices. The longest lesson has steps of 1,500."""
_TEXTS = ("id", "say", "task", "code", "then", "broken", "correct", "hints", "choices", "replies", "accept")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def lesson_complaints(lesson: Lesson) -> Iterator[Complaint]:
    """Everything unsound in a lesson."""
    if not SLUG.fullmatch(lesson.id):
        yield ("id",), *_not_a_slug(lesson.id)
    for name, text, most in (("title", lesson.title, 100), ("goal", lesson.goal, 1000)):
        if not text.strip():
            yield (name,), f"The {name} is empty.", ""
        if len(text) > most:
            yield (name,), f"The {name} has {len(text):,} characters, and {most:,} is the most.", "Shorten it."
    if lesson.minutes < 1:
        yield ("minutes",), "A lesson takes at least one minute.", ""
    if not lesson.steps:
        yield ("steps",), "The lesson has no steps.", "Begin with one of kind `read`."
    if len(lesson.steps) > MOST_STEPS:
        yield ("steps",), f"The lesson has {len(lesson.steps):,} steps, and {MOST_STEPS} is the most.", "Split it."
        return
    yield from _code(("setup",), "The setup", lesson.setup)
    yield from _twice(("steps",), [step.id for step in lesson.steps], "step")
    for place, step in enumerate(lesson.steps):
        for route, message, advice in _step_complaints(step):
            yield ("steps", place, *route), message, advice


def course_complaints(course: CourseLike, directory: Path) -> Iterator[Complaint]:
    """A name that is none, texts that nobody reads to their end, lessons that lie elsewhere."""
    if course.name and not SLUG.fullmatch(course.name):
        yield ("name",), *_not_a_slug(course.name)
    for name, text, most in (("title", course.title, 100), ("version", course.version, 40)):
        if len(text) > most or "\n" in text:
            yield (name,), f"The {name} is a line of at most {most} characters.", "Shorten it."
    if len(course.lessons) > MOST_STEPS:
        yield ("lessons",), f"The course has {len(course.lessons):,} lessons, and {MOST_STEPS} is the most.", ""
        return
    for place, name in enumerate(course.lessons):
        if beside(directory / "course.yaml", name) is None:
            yield (
                ("lessons", place),
                f"`{name}` leads out of the course's folder.",
                "A lesson lies in it, or below.",
            )


class CourseLike(Protocol):
    """What `course.yaml` says, as far as it is looked at here."""

    @property
    def title(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def lessons(self) -> tuple[str, ...]: ...


def error_complaints(entries: Sequence[ErrorEntry]) -> Iterator[Complaint]:
    """Ids that are there twice, patterns that do not compile, placeholders without a group, code that is none."""
    yield from _twice((), [entry.id for entry in entries], "entry")
    for place, entry in enumerate(entries):
        groups = set(entry.facts)
        filled = [("code", entry.code), *(("mend", pattern) for pattern in entry.mend)]
        plain = [(name, _PLACEHOLDER.sub("", pattern)) for name, pattern in filled]
        for name, pattern in (("message", entry.message), *plain):
            try:
                groups |= set(re.compile(pattern).groupindex)
            except (re.error, OverflowError, RecursionError) as error:
                yield (place, name), f"The pattern of `{entry.id}` does not compile: {error}.", ""
        put = [("mend", text) for text in entry.mend.values()]
        for name, text in (("say", entry.say), ("offer", entry.offer), *put):
            for group in _PLACEHOLDER.findall(text):
                if group not in groups:
                    advice = f"Name the group in the pattern: `(?P<{group}>…)`."
                    yield (place, name), f"`{{{group}}}` is no named group of this entry.", advice


def _step_complaints(step: Step) -> Iterator[Complaint]:
    if long := [name for name in _LISTS if len(getattr(step, name, None) or ()) > MOST_ITEMS]:
        count = len(getattr(step, long[0]))
        yield (long[0],), f"`{long[0]}` has {count:,} items, and {MOST_ITEMS} is the most.", "Leave some out."
        return
    if long := [name for name in _TEXTS if _size(getattr(step, name, "")) > MOST_TEXT]:
        size = _size(getattr(step, long[0]))
        yield (long[0],), f"`{long[0]}` has {size:,} characters, and {MOST_TEXT:,} is the most.", "Make two steps."
        return
    if not SLUG.fullmatch(step.id):
        yield ("id",), *_not_a_slug(step.id)
    if step.needs_code and not step.code.strip():
        yield ("code",), f"A `{step.kind}` step needs `code`: the model solution.", "`/solution` shows it."
    lines = _line if step.takes_commands else _code
    yield from lines(("code",), "The code", step.code)
    for place, route in enumerate(step.accept):
        yield from lines(("accept", place), "This route", route)
    for place, mistake in enumerate(step.mistakes):
        # Code that does not parse never runs, so the message could never be said.
        yield from lines(("mistakes", place, "example"), "This example", mistake.example)
        yield from lines(("mistakes", place, "offer"), "What is offered", mistake.offer)
        if not mistake.example.strip():
            yield ("mistakes", place, "example"), "The example is empty.", "Write code that makes the mistake."
        if not mistake.say.strip():
            yield ("mistakes", place, "say"), "Nothing is said to this mistake.", ""
    if step.picture is not None:
        yield from _picture(step.picture)
    if step.guess is not None:
        yield from _code(("guess", "about"), "This expression", step.guess.about, expression=True)
    yield from _hints(step)
    yield from _quotes(step)


def _picture(picture: Picture) -> Iterator[Complaint]:
    name = PurePosixPath(picture.file)
    if name.is_absolute() or ".." in name.parts or name.suffix.lower() != ".png":
        advice = "Put it beside the lesson, and write where from there: `data/neuron.png`."
        yield ("picture", "file"), f"`{picture.file}` is no PNG file below the lesson's folder.", advice
    if not picture.says.strip():
        yield ("picture", "says"), "Nothing is said of the picture.", "Who cannot see it reads this in its place."


def _size(texts: str | Iterable[str]) -> int:
    return len(texts) if isinstance(texts, str) else sum(map(len, texts))


def _quotes(step: Step) -> Iterator[Complaint]:
    asked = (step.guess.ask,) if step.guess is not None else ()
    texts = (step.say, step.task, step.then, *asked, *step.hints, *(mistake.say for mistake in step.mistakes))
    written = "\n".join(" ".join(text.split()) for text in texts)
    for place, quote in enumerate(step.quotes):
        says = " ".join(quote.says.split())
        if not says or says not in written:
            yield ("quotes", place, "says"), f"No text of this step says `{says}`.", "Copy it from the text."
        if quote.between[0] > quote.between[1]:
            yield ("quotes", place, "between"), "The smaller number comes first.", ""
        yield from _code(("quotes", place, "value"), "This expression", quote.value, expression=True)


def _hints(step: Step) -> Iterator[Complaint]:
    solution = _squeezed(step.code)
    before: dict[str, int] = {}
    for place, hint in enumerate(step.hints):
        squeezed = _squeezed(hint)
        if not squeezed:
            yield ("hints", place), "The hint is empty.", ""
        elif squeezed in before:
            yield ("hints", place), f"This hint says the same as hint {before[squeezed]}.", "Say more each time."
        elif solution and solution in squeezed:
            advice = "Show the way, not the line; `/solution` shows the line."
            yield ("hints", place), "This hint is the whole solution.", advice
        before.setdefault(squeezed, place + 1)


def _squeezed(text: str) -> str:
    """Without white space, comments and code marks: what is left is what it says."""
    without_comments = re.sub(r"(?m)^\s*#.*$", "", text)
    return re.sub(r"[\s`]+", "", without_comments)


def _line(route: Route, what: str, code: str) -> Iterator[Complaint]:
    """Of Python, or of a `/try`."""
    from tutor.core.varied_values import Unclear  # few steps have one
    from tutor.core.varying import read

    name, _, argument = code.strip().partition(" ")
    if not is_command(code):
        yield from _code(route, what, code)
    elif name != "/try":
        yield route, f"{what} is `{name}`, and only a `/try` can be tried here.", ""
    elif isinstance(asked := read(argument), Unclear):
        yield route, f"{what} cannot be tried: {asked.message}", ""


def _code(route: Route, what: str, code: str, *, expression: bool = False) -> Iterator[Complaint]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Written out again, as the tutor does to compare it: that goes deeper than reading.
            ast.unparse(ast.parse(code.strip(), mode="eval" if expression else "exec"))
    except SyntaxError as error:
        yield route, f"{what} does not parse, on its line {error.lineno or 1}: {error.msg}.", ""
    except (RecursionError, MemoryError):
        yield route, f"{what} has too many parts in one another.", "Give some of them names."
    except ValueError as error:
        yield route, f"{what} does not parse: {error}.", ""


def _twice(route: Route, ids: Sequence[str], noun: str) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for place, each in enumerate(ids, 1):
        if each in first:
            message = f"`{each}` is already the id of {noun} {first[each]}."
            yield (*route, place - 1, "id"), message, "Every id is there once."
        first.setdefault(each, place)


def _not_a_slug(word: str) -> tuple[str, str]:
    return f"`{word}` cannot be an id.", "An id is made of small letters and digits, with `-` between words."
