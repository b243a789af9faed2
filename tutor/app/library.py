"""The glossary and the explained errors, read when they are first asked for: the first screen needs neither."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core import course as words_of_the_course
from tutor.core.course import Course
from tutor.core.events import Event
from tutor.core.execution import Error
from tutor.core.protocols import NOWHERE, Queryable, Surroundings
from tutor.core.verdict import Judgement
from tutor.storage.lessons import load_errors, load_glossary

if TYPE_CHECKING:
    from tutor.answers.assisted import AssistedAnswerer
    from tutor.answers.errors import ErrorExplainer


class Library:
    """What is known beside the lessons. Each part is read once: the glossary in 10 ms, when it has been before."""

    def __init__(self, directory: Path, course: Course, home: Path) -> None:
        """`directory` has the lessons; `home` is a folder of the learner's own, with a `cache` of what is made of
        them, and with the settings of a language model."""
        self._directory = directory
        self._course = course
        self._home = home

    def get_ready(self) -> None:
        """Begin to read in the background; returns at once. To be called when the first screen is up."""
        threading.Thread(target=lambda: self._answerer, daemon=True).start()

    @cached_property
    def _explainer(self) -> ErrorExplainer:
        from tutor.answers.errors import ErrorExplainer  # 30 ms, and no line has failed yet

        return ErrorExplainer(load_errors(self._directory))

    @cached_property
    def _answerer(self) -> AssistedAnswerer:
        from tutor.answers import glossary, retrieval, words  # 50 ms with what they need
        from tutor.answers.answerer import QuestionAnswerer
        from tutor.answers.assisted import AssistedAnswerer
        from tutor.answers.browsing import taught_in
        from tutor.answers.glossary import Glossary
        from tutor.answers.meaning import finder
        from tutor.storage.llm_settings import read_llm
        from tutor.storage.prepared import prepared

        modules = (glossary, retrieval, words, words_of_the_course)
        sources = [self._directory / "glossary.yaml", *(Path(str(module.__file__)) for module in modules)]
        cache = self._home / "cache" / "glossary"
        known = prepared(cache, sources, lambda: Glossary(load_glossary(self._directory)))
        nearest = finder(known, self._directory / "glossary.npz")
        own = QuestionAnswerer(known, self.explain, taught_in(self._course), nearest=nearest)
        setup = read_llm(self._home)
        return AssistedAnswerer(own, None, setup) if isinstance(setup, str) else AssistedAnswerer(own, setup, "")

    def explain(
        self, error: Error, code: str, names: Mapping[str, str], session: Queryable | None = None
    ) -> Judgement:
        """An `Explainer`."""
        return self._explainer(error, code, names, session)

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """An `Answerer`, with `knows`."""
        return self._answerer(question, session, around)

    def knows(self, term: str) -> bool:
        return self._answerer.knows(term)

    def browse(self, term: str) -> Iterator[Event]:
        return self._answerer.browse(term)

    def about_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        return self._answerer.about_model(question, session, around)

    def stop(self) -> bool:
        answerer: AssistedAnswerer | None = self.__dict__.get("_answerer")  # not made yet: nothing to stop
        return answerer is not None and answerer.stop()
