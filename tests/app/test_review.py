"""`python -m tutor review`, as a learner meets it: lines from a pipe, a scripted session, a real file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tutor.app.arguments import Exit
from tutor.core.progress import Effort, LessonRecord, StepStatus
from tutor.storage.cards import FileCards
from tutor.storage.progress import SqliteProgress

ROOT = Path(__file__).parents[2]


def tutor(home: Path, *words: str, typed: str = "/quit\n") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.terminal.staged", *words],
        cwd=ROOT,
        env={**os.environ, "KERAS_TUTOR_HOME": str(home), "COLUMNS": "100"},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A learner who took two quizzes, one of them wrong, an hour ago."""
    store = SqliteProgress(tmp_path)
    statuses = {"which-is-the-label": StepStatus.PASSED, "supervised": StepStatus.PASSED}
    efforts = {"which-is-the-label": Effort(wrong=2, passed=time.time() - 3600)}
    store.save(LessonRecord("what-is-learning", "find-b", statuses, updated=time.time() - 3600, efforts=efforts))
    store.close()
    return tmp_path


def place_of(answer: str, page: str) -> str:
    """The number before a choice on the page."""
    found = re.search(rf"(\d)\s+{answer}", page)
    assert found, page
    return found[1]


def test_what_was_wrong_is_asked_again_and_a_right_answer_puts_it_off(home: Path) -> None:
    page = tutor(home, "review").stdout
    assert "What you got wrong, looked up or asked about, once more." in page
    assert "What is the label?" in page and "Which of these is supervised learning?" not in page
    run = tutor(home, "review", typed="the rent\n/quit\n")
    assert run.returncode == Exit.OK, run.stderr
    assert "The end of this review." in run.stdout and "The next is due" in run.stdout
    (card,) = FileCards(home).all()
    assert card.item == "what-is-learning/which-is-the-label" and card.due > time.time() + 3600
    assert "Nothing is due." in tutor(home, "review").stdout


def test_a_wrong_answer_brings_it_back_soon(home: Path) -> None:
    run = tutor(home, "review", typed="the size of the flat\nthe rent\n/quit\n")
    assert run.returncode == Exit.OK, run.stderr
    (card,) = FileCards(home).all()
    assert card.due < time.time() + 3600


def test_the_first_screen_says_once_that_something_is_due(home: Path) -> None:
    first = tutor(home)
    assert "due again" not in first.stdout, "nobody has looked yet what there is"
    second = tutor(home)
    assert second.stdout.count("One thing you have learned is due again. `/review`") == 1


def test_from_a_lesson_to_the_review_and_back(home: Path) -> None:
    run = tutor(home, typed="/review\n/review\nthe rent\n/lessons what-is-learning\n/quit\n")
    assert run.returncode == Exit.OK, run.stderr
    order = [run.stdout.index(each) for each in ("step ", "This is the review.", "The end of this review.")]
    assert order == sorted(order)


def test_with_nothing_done_yet_it_says_so_and_the_lesson_goes_on(tmp_path: Path) -> None:
    run = tutor(tmp_path, "review")
    assert run.returncode == Exit.OK and "There is nothing to review yet." in run.stdout
    run = tutor(tmp_path, "what-is-learning", typed="/review\n/quit\n")
    assert run.returncode == Exit.OK and "There is nothing to review yet." in run.stdout
    assert run.stdout.count("step 1 of") >= 2


def test_the_course_tells_how_sure_one_is(home: Path) -> None:
    tutor(home, "review", typed="the rent\n/quit\n")
    page = " ".join(tutor(home, "list").stdout.split())
    assert re.search(r"\bsure 1 what-is-learning .*? at find-b \d+ %", page), page


def test_review_takes_no_lesson(home: Path) -> None:
    run = tutor(home, "review", "linear-regression")
    assert run.returncode == Exit.USAGE and "review takes no lesson" in run.stderr
