"""The library as the tutor opens it: with the language model that the learner's own settings name."""

from __future__ import annotations

from pathlib import Path

from tests.answers.stub import saying, serving
from tutor.app.library import Library
from tutor.core.events import Answered, ModelSaid
from tutor.core.protocols import Surroundings
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course
from tutor.storage.llm_settings import FILE


def test_the_model_of_the_settings_is_asked(tmp_path: Path) -> None:
    library = Library(lessons_directory(), load_course(lessons_directory()), tmp_path)
    assert not library.stop()
    with serving(saying("More.")) as stub:
        (tmp_path / FILE).write_text(f'base_url = "{stub.model().base_url}"\nmodel = "tiny"\n')
        events = list(library("what is a bias", ScriptedSession(), Surroundings(to_model=True)))
    assert isinstance(events[0], Answered) and events[0].known
    assert events[-1] == ModelSaid("tiny", "More.")
    assert not library.stop()
