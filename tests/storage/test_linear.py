"""Reading takes as long as the file is, whatever is in it: twice the file, twice the time and never four times."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.nasty import NASTY
from tutor.core.events import LessonStarted
from tutor.render import render
from tutor.render.look import Look
from tutor.storage.lessons import read_head, read_lesson
from tutor.storage.source import LARGEST
from tutor.storage.typed import MOST_PROBLEMS

pytestmark = pytest.mark.slow

SMALL, DOUBLINGS = 400, 4
ROOM = 2.0
"""How much more a file may take than its size says: the machine does other things, too."""
NOTHING = 0.02
"""Seconds that any file may take."""


def seconds(text: str, path: Path) -> float:
    """Processor time of reading it, the best of three."""
    path.write_text(text)
    found = []
    for _ in range(3):
        began = time.process_time()
        read_lesson(path)
        read_head(path)
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("name", NASTY)
def test_twice_the_file_takes_twice_the_time(name: str, tmp_path: Path) -> None:
    make: Callable[[int], str] = NASTY[name]
    path = tmp_path / "lesson.yaml"
    small = max(seconds(make(SMALL), path), NOTHING)
    large = seconds(make(SMALL * 2**DOUBLINGS), path)
    assert large / small < 2**DOUBLINGS * ROOM


@pytest.mark.parametrize("name", NASTY)
def test_the_largest_file_ends_in_a_few_problems_or_in_a_lesson(name: str, tmp_path: Path) -> None:
    make = NASTY[name]
    path = tmp_path / "lesson.yaml"
    number = SMALL
    while len(make(2 * number)) < LARGEST:
        number *= 2
    path.write_text(make(number))
    reading = read_lesson(path)
    assert len(reading.problems) <= 2 * MOST_PROBLEMS
    said = "\n".join(map(str, reading.problems))
    assert len(said) < 1000 * (1 + len(reading.problems)), "a message quotes no more than fits"
    if reading.value is not None:
        lesson = reading.value
        assert render(LessonStarted(lesson.id, lesson.title, lesson.goal, lesson.minutes, 1), Look()) is not None


def test_a_file_that_is_too_large_is_refused_with_a_size(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_bytes(b"x" * 10_000_000)
    (problem,) = read_lesson(path).problems
    assert problem.message == "The file is larger than 1,000,000 bytes."
