"""The glossary and the explained errors, read when they are first asked for: the first screen needs neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from tutor.answers.errors import ErrorExplainer
from tutor.answers.glossary import GlossaryAnswerer
from tutor.core.course import ErrorEntry
from tutor.core.events import Event
from tutor.core.execution import Error
from tutor.core.protocols import Queryable
from tutor.core.verdict import Judgement
from tutor.storage.lessons import load_errors, load_glossary


class Library:
    """What is known beside the lessons. Each part is read once, in some 40 ms."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @cached_property
    def _errors(self) -> tuple[ErrorEntry, ...]:
        return load_errors(self._directory)

    @cached_property
    def _explainer(self) -> ErrorExplainer:
        return ErrorExplainer(self._errors)

    @cached_property
    def _answerer(self) -> GlossaryAnswerer:
        return GlossaryAnswerer(load_glossary(self._directory), self._errors)

    def explain(self, error: Error, code: str, names: Sequence[str]) -> Judgement:
        """An `Explainer`."""
        return self._explainer(error, code, names)

    def __call__(self, question: str, session: Queryable) -> Iterator[Event]:
        """An `Answerer`, with `knows`."""
        return self._answerer(question, session)

    def knows(self, term: str) -> bool:
        return self._answerer.knows(term)
