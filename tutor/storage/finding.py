"""Finds the lesson a learner means by a word: its id, its number, or a file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from tutor.core.course import Course


class UnknownLesson(Struct, frozen=True):
    """No lesson is called so."""

    word: str
    nearest: tuple[str, ...] = ()
    """Ids of the lessons that may be meant, the likeliest first."""

    @property
    def message(self) -> str:
        """One sentence, and what to do."""
        if self.nearest:
            names = " or ".join(f"`{name}`" for name in self.nearest)
            return f"There is no lesson `{self.word}`. Did you mean {names}?"
        return f"There is no lesson `{self.word}`. `python -m tutor list` shows them all."


def find_lesson(course: Course, word: str) -> Path | UnknownLesson:
    """The file of the lesson with this id or number; a path that ends in .yaml or .yml is taken as it is."""
    if Path(word).suffix in (".yaml", ".yml"):
        return Path(word)
    name = word.strip().lower().replace("_", "-").replace(" ", "-")
    by_id = {entry.id: entry for entry in course.lessons}
    if name in by_id:
        return by_id[name].path
    if name.isascii() and name.isdigit() and 0 < int(name[:9]) <= len(course.lessons):
        return course.lessons[int(name[:9]) - 1].path
    holding = [each for each in by_id if name and name in each]
    near = holding or get_close_matches(name, list(by_id), n=3, cutoff=0.5)
    return UnknownLesson(word, tuple(near[:3]))


def came_with_tutor(course: Course, path: Path) -> bool:
    """Whether this file is one of the course's own lessons."""
    found = path.resolve()
    return any(entry.path.resolve() == found for entry in course.lessons)
