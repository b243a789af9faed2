"""How well and how fast questions are looked up, on the development questions of `tests/answers`."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from tests.answers.questions import questions, shares
from tutor.answers.glossary import GlossaryAnswerer
from tutor.answers.retrieval import Finding
from tutor.storage.lessons import lessons_directory, load_glossary


def measure(repeats: int) -> list[dict[str, Any]]:
    """Shares of the questions (see `tests.answers.questions.Shares`), and milliseconds as medians of `repeats`.

    `first` is the first answer of a fresh answerer, its index included, the reading of the YAML file not.
    """
    entries = load_glossary(lessons_directory())
    asked = [*questions()["answered"], *questions()["unanswered"]]
    first = [_milliseconds(lambda: GlossaryAnswerer(entries).look_up(asked[0])) for _ in range(repeats)]
    answerer = GlossaryAnswerer(entries)
    answerer.look_up(asked[0])
    each = [_milliseconds(lambda: [answerer.look_up(text) for text in asked]) / len(asked) for _ in range(repeats)]
    found = shares(answerer.look_up)
    return [
        {
            "method": "lexical",
            "entries": len(entries),
            "right": f"{found.right:.3f}",
            "offered": f"{found.offered:.3f}",
            "wrong": f"{found.wrong:.3f}",
            "presumed": f"{found.presumed:.3f}",
            "refused": f"{found.refused:.3f}",
            "top 1": f"{_among(answerer, 1):.3f}",
            "top 3": f"{_among(answerer, 3):.3f}",
            "first ms": f"{median(first):.1f}",
            "each ms": f"{median(each):.2f}",
        }
    ]


def _among(answerer: GlossaryAnswerer, first: int) -> float:
    """The share of questions whose entry is among the first so many, whatever the bands say."""

    def right(text: str, wanted: list[str]) -> bool:
        exact: Finding | None = answerer.exact(text)
        entries = exact.entries if exact else [match.entry for match in answerer.index.ranked(text)[:first]]
        return bool({entry.id for entry in entries} & set(wanted))

    answered = questions()["answered"].items()
    return sum(right(text, wanted) for text, wanted in answered) / len(answered)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
