"""Opens what a learner has brought. Nothing of it runs by itself, so nobody is asked whether they trust it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tutor.core.course import Lesson
from tutor.core.own_file import OwnFile
from tutor.storage.material import read_material
from tutor.storage.material.lesson import FREE, lesson_of


def opened(files: Sequence[str]) -> Lesson | str:
    """Notebooks and scripts as one lesson, or a sentence about the first that is none. Without files, no steps."""
    found = [read_material(Path(file).expanduser()) for file in files]
    problem = next((each for each in found if isinstance(each, str)), "")
    return problem or (lesson_of([each for each in found if isinstance(each, OwnFile)]) if found else FREE)
