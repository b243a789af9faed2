"""How well and how fast questions are looked up, on the development questions of `tests/answers`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.answers.questions import questions, shares
from tutor.answers.glossary import Glossary
from tutor.answers.retrieval import Finding
from tutor.app.library import Library
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_glossary


def measure(repeats: int) -> list[dict[str, Any]]:
    """Shares of the questions (see `tests.answers.questions.Shares`), and milliseconds as medians of `repeats`.

    `ever` is the very first answer on a machine, with the reading of the YAML file and the making of the index;
    `first` is the first answer of any later day, with the reading of what was kept.
    """
    asked = [*questions()["answered"], *questions()["unanswered"]]
    ever, first = list[float](), list[float]()
    for _ in range(repeats):
        with TemporaryDirectory() as folder:
            for times in (ever, first):
                times.append(_first_answer(asked[0], Path(folder)))
    answerer = Glossary(load_glossary(lessons_directory()))
    each = [_milliseconds(lambda: [answerer.look_up(text) for text in asked]) / len(asked) for _ in range(repeats)]
    found = shares(answerer.look_up)
    return [
        {
            "method": "lexical",
            "entries": len(answerer.entries),
            "right": f"{found.right:.3f}",
            "offered": f"{found.offered:.3f}",
            "wrong": f"{found.wrong:.3f}",
            "presumed": f"{found.presumed:.3f}",
            "refused": f"{found.refused:.3f}",
            "top 1": f"{_among(answerer, 1):.3f}",
            "top 3": f"{_among(answerer, 3):.3f}",
            "ever ms": f"{median(ever):.1f}",
            "first ms": f"{median(first):.1f}",
            "each ms": f"{median(each):.2f}",
        }
    ]


def _among(answerer: Glossary, first: int) -> float:
    """The share of questions whose entry is among the first so many, whatever the bands say."""

    def right(text: str, wanted: list[str]) -> bool:
        exact: Finding | None = answerer.exact(text)
        entries = exact.entries if exact else [match.entry for match in answerer.index.ranked(text)[:first]]
        return bool({entry.id for entry in entries} & set(wanted))

    answered = questions()["answered"].items()
    return sum(right(text, wanted) for text, wanted in answered) / len(answered)


def _first_answer(question: str, cache: Path) -> float:
    """Milliseconds until a library that has just been opened has answered."""
    library = Library(lessons_directory(), load_course(lessons_directory()), cache)
    return _milliseconds(lambda: list(library(question, ScriptedSession())))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
