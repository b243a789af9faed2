"""The glossary and the explained errors, read when they are first asked for: the first screen needs neither."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.course import Course
from tutor.core.events import Event
from tutor.core.execution import Error
from tutor.core.meaning import Meaning
from tutor.core.protocols import NOWHERE, Queryable, Surroundings
from tutor.core.verdict import Judgement
from tutor.storage.lessons import load_errors

if TYPE_CHECKING:
    from tutor.answers.errors.explainer import ErrorExplainer
    from tutor.answers.llm.assisted import AssistedAnswerer


class Library:
    """What is known beside the lessons. Each part is read once, when it is needed or when there is time."""

    def __init__(self, directory: Path, course: Course, home: Path, own: Path | None = None) -> None:
        """`directory` has the tutor's lessons; `home` is a folder of the learner's own, with the settings of a
        language model; `own` is the folder of a course with words and errors of its own, which go first."""
        self._directory = directory
        self._own = own
        self._course = course
        self._home = home
        self._reading = threading.Lock()

    def get_ready(self) -> None:
        """Begin to read in the background; returns at once. To be called when the first screen is up."""
        threading.Thread(target=self._read_ahead, daemon=True).start()

    def _read_ahead(self) -> None:
        """What every line needs, for it may be a term of the glossary, or ask for a hint."""
        self._answerer.meaning("ready")

    @cached_property
    def _explainer(self) -> ErrorExplainer:
        from tutor.answers.errors.explainer import ErrorExplainer  # 30 ms, and no line has failed yet

        if self._own is None:
            return ErrorExplainer(load_errors(self._directory))
        from tutor.storage.packs.merging import merged_errors

        return ErrorExplainer(merged_errors(self._own, self._directory))

    @property
    def _answerer(self) -> AssistedAnswerer:
        with self._reading:  # by the thread that reads ahead, or by the one that is asked meanwhile
            return self._opened

    @cached_property
    def _opened(self) -> AssistedAnswerer:
        from tutor.answers.answerer import QuestionAnswerer  # 25 ms with what it needs
        from tutor.answers.glossary.browsing import taught_in
        from tutor.answers.llm.assisted import AssistedAnswerer
        from tutor.storage.llm_settings import read_llm
        from tutor.storage.ready_glossary import ready_glossary
        from tutor.storage.voices import understanding_of

        glossary = ready_glossary(self._directory)
        if self._own is not None:
            from tutor.answers.glossary.entries import Glossary
            from tutor.storage.packs.merging import merged_words

            glossary = Glossary(merged_words(self._own, glossary.entries))
        understanding = understanding_of(self._directory, glossary.entries)
        own = QuestionAnswerer(glossary, understanding, self.explain, taught_in(self._course))
        setup = read_llm(self._home)
        return AssistedAnswerer(own, None, setup) if isinstance(setup, str) else AssistedAnswerer(own, setup, "")

    def explain(
        self, error: Error, code: str, names: Mapping[str, str], session: Queryable | None = None
    ) -> Judgement:
        """An `Explainer`."""
        return self._explainer(error, code, names, session)

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """An `Answerer`, with all that follows."""
        return self._answerer(question, session, around)

    def knows(self, term: str) -> bool:
        return self._answerer.knows(term)

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        return self._answerer.meaning(line, around, quick=quick)

    def waking(self, line: str) -> str:
        return self._answerer.waking(line)

    def about(self, question: str, name: str, session: Queryable) -> Iterator[Event]:
        return self._answerer.about(question, name, session)

    def browse(self, term: str) -> Iterator[Event]:
        return self._answerer.browse(term)

    def language_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        return self._answerer.language_model(question, session, around)

    def stop(self) -> bool:
        answerer: AssistedAnswerer | None = self.__dict__.get("_opened")  # not made yet: nothing to stop
        return answerer is not None and answerer.stop()
