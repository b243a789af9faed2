"""Lessons that did not come with the tutor: what they would run, and which of them the learner has agreed to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tutor.core.course import Lesson
from tutor.core.facts import Probe
from tutor.core.files import append_private, read_text
from tutor.storage.source import Source

FILE = "trusted.txt"
"""One line for each: SHA-256 of the lesson's text, a blank, and where it was."""


class Runs(Struct, frozen=True):
    """What a lesson runs that the learner has not typed."""

    setup: str
    """Before the first line, and whenever the session is rebuilt."""
    expressions: tuple[str, ...]
    """After the learner's lines, to judge them and to show something; each once."""


def what_runs(lesson: Lesson) -> Runs:
    """All of it, in the order of the file."""
    return Runs(lesson.setup.strip("\n"), tuple(dict.fromkeys(_expressions(lesson))))


def _expressions(lesson: Lesson) -> Iterator[str]:
    for step in lesson.steps:
        probes: list[Probe] = [probe for check in step.expect for probe in check.probes()]
        probes += [probe for mistake in step.mistakes for probe in mistake.when.probes()]
        probes += [probe for exhibit in step.show or () for probe in exhibit.probes()]
        yield from (text for probe in probes for text in _texts(probe) if text and not text.isidentifier())
        if step.guess is not None:
            yield step.guess.about


def _texts(probe: object) -> Iterator[str]:
    """All texts in a probe: whatever is more than a name may be an expression."""
    if isinstance(probe, str):
        yield probe.strip()
    for each in probe if isinstance(probe, tuple) else getattr(probe, "__struct_fields__", ()):
        yield from _texts(each if isinstance(probe, tuple) else getattr(probe, each))


def as_its_own(lesson: Lesson) -> Lesson:
    """The lesson under a name that no lesson of the course has, whatever its `id` says: so its progress and its
    checkpoints are kept apart, for each place where a lesson lies."""
    place = hashlib.sha256(str(lesson.path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return replace(lesson, id=f"{lesson.id}@{place[:12]}")


def digest(source: Source, among: str = "") -> str:
    """The same for the same text, wherever it lies; `among` stands for all other files that come with it."""
    return hashlib.sha256((among + source.text).encode("utf-8", "surrogatepass")).hexdigest()


class Trust:
    """What the learner has agreed to, in a file of their own folder. Never raises."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def has(self, source: Source, among: str = "") -> bool:
        """Whether they have agreed to just this text, among just these files."""
        try:
            lines = read_text(self._path).splitlines()
        except (OSError, ValueError):
            return False
        wanted = digest(source, among)
        return any(line.split(" ", 1)[0] == wanted for line in lines)

    def remember(self, source: Source, among: str = "") -> None:
        """They have agreed. Where nothing can be written, they are asked again the next time."""
        place = " ".join(str(source.path).split())
        with suppress(OSError, ValueError):
            append_private(self._path, f"{digest(source, among)} {place}\n".encode("utf-8", "replace"))
