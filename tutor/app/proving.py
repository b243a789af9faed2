"""`check`, with the real session."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.app.here import caps_here, size_here
from tutor.app.trusting import agreed
from tutor.authoring.command import check_command
from tutor.core.course import Lesson
from tutor.core.sieve import harmless
from tutor.session.kernel import KernelSession
from tutor.storage.finding import came_with_tutor
from tutor.storage.lessons import Reading, lessons_directory, load_course
from tutor.storage.progress import NoHomeError, data_directory
from tutor.terminal.view import View


def prove(words: Sequence[str]) -> int:
    """Run `python -m tutor check WORDS` and return its exit status."""

    def write(line: str) -> None:
        print(harmless(line), flush=True)

    def agree(readings: Sequence[Reading[Lesson]]) -> str:
        course = load_course(lessons_directory())
        others = [each for each in readings if not came_with_tutor(course, each.source.path)]
        try:
            return agreed(others, data_directory(), View(caps_here(typed=False), sys.stdout, size_here))
        except NoHomeError as problem:
            return str(problem)

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # What a lesson has trained once it need not train again each time a wrong turn is taken back.
        return check_command(words, lambda: KernelSession(Path(folder)), write, agree)
