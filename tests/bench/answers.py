"""How well and how fast questions are looked up, on the development questions of `tests/answers`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.answers.questions import questions, shares
from tests.bench.typing import Window
from tutor.answers.glossary.entries import Glossary
from tutor.answers.meaning import WordsAndMeaning, finder
from tutor.answers.retrieval import Finding, Match
from tutor.storage.lessons import lessons_directory, load_glossary


def measure(repeats: int) -> list[dict[str, Any]]:
    """Shares of the questions (see `tests.answers.questions.Shares`), and milliseconds as medians of `repeats`.

    `first` is the first answer of a process with nothing read ahead, what it imports included; it is the same on
    every day, for nothing is kept. The next two are what a learner meets in a terminal, from Enter until the
    answer is on the screen: `at once` when the question is pasted into the first prompt as soon as it is there,
    while the tutor still reads ahead and TensorFlow loads; `typed` when it comes `TYPING` seconds later. `each` is
    the look-up alone of a later question. The second row is there where MiniLM is.
    """
    known = Glossary(load_glossary(lessons_directory()))
    rows = [_row("words", known, known.index.ranked, known.nearest, repeats)]
    meaning = finder(known, lessons_directory() / "glossary.vectors")
    if isinstance(meaning, WordsAndMeaning):
        rows.append(_row("words and MiniLM", known, meaning.ranked, meaning, repeats))
    return rows


def _row(
    method: str,
    known: Glossary,
    ranked: Callable[[str], list[Match]],
    nearest: Callable[[str], Finding],
    repeats: int,
) -> dict[str, Any]:
    asked = [*questions()["answered"], *questions()["unanswered"]]
    with_model = method != "words"
    with TemporaryDirectory() as folder:
        first = [_first_answer(folder, with_model=with_model) for _ in range(repeats)]
    at_once = [_at_first_prompt(0.0, with_model=with_model) for _ in range(repeats)]
    typed = [_at_first_prompt(TYPING, with_model=with_model) for _ in range(repeats)]
    few = asked[:: len(asked) // 40]
    each = [_milliseconds(lambda: [nearest(text) for text in few]) / len(few) for _ in range(repeats)]
    found = shares(lambda text: known.exact(text) or nearest(text))
    return {
        "method": method,
        "entries": len(known.entries),
        "right": f"{found.right:.3f}",
        "offered": f"{found.offered:.3f}",
        "wrong": f"{found.wrong:.3f}",
        "presumed": f"{found.presumed:.3f}",
        "refused": f"{found.refused:.3f}",
        "top 1": f"{_among(known, ranked, 1):.3f}",
        "top 3": f"{_among(known, ranked, 3):.3f}",
        "first ms": f"{median(first):.1f}",
        "at once ms": f"{median(at_once):.1f}",
        "typed ms": f"{median(typed):.1f}",
        "each ms": f"{median(each):.2f}",
    }


def _among(known: Glossary, ranked: Callable[[str], list[Match]], first: int) -> float:
    """The share of questions whose entry is among the first so many, whatever the bands say."""

    def right(text: str, wanted: list[str]) -> bool:
        exact: Finding | None = known.exact(text)
        entries = exact.entries if exact else [match.entry for match in ranked(text)[:first]]
        return bool({entry.id for entry in entries} & set(wanted))

    answered = questions()["answered"].items()
    return sum(right(text, wanted) for text, wanted in answered) / len(answered)


TYPING = 0.3
"""Seconds; nobody types a question in less."""
QUESTION = "why not just use the absolute difference instead of squaring it"
FIRST_ANSWER = """
import sys, time
from pathlib import Path
from tutor.app.library import Library
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course
if sys.argv[2] == "words":
    import tutor.answers.meaning as meaning
    meaning.PACKAGE = "nothing_of_the_kind"
library = Library(lessons_directory(), load_course(lessons_directory()), Path(sys.argv[1]))
began = time.perf_counter()
list(library(sys.argv[3], ScriptedSession()))
print(1000 * (time.perf_counter() - began))
"""


def _first_answer(cache: str, *, with_model: bool) -> float:
    """Milliseconds until a library that has just been opened has answered, the imports it needs included."""
    words = [sys.executable, "-c", FIRST_ANSWER, cache, "meaning" if with_model else "words", QUESTION]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


TUTOR = """
import sys
import tutor.answers.meaning as meaning
if sys.argv.pop(1) == "words":
    meaning.PACKAGE = "nothing_of_the_kind"
from tutor.app import main
sys.exit(main())
"""
ANSWERS = ("Is it one of these?", "absolute error:", "errors are squared:")


def _at_first_prompt(later: float, *, with_model: bool) -> float:
    """Milliseconds from Enter to the answer on the screen, so many seconds after the first prompt."""
    with TemporaryDirectory() as home:
        kind = "meaning" if with_model else "words"
        window = Window([sys.executable, "-c", TUTOR, kind, "linear-regression", "--fresh"], home)
        try:
            window.wait_for(">>> ")
            time.sleep(later)
            return 1000 * window.ask(QUESTION, ANSWERS)
        finally:
            window.close()


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
