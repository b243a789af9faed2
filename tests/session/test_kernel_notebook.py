"""A notebook of the wild kind, worked through in a real session, left, and taken up again."""

from __future__ import annotations

import json

import pytest

from tests.answers.understood import shipped
from tests.kernel import started_session
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.conversation import Conversation
from tutor.core.course import Lesson
from tutor.core.drawings import Figure
from tutor.core.events import Answered, Event, Judged, Said
from tutor.core.execution import Error, Stream, TrainingEnded
from tutor.core.facts import Describe, HistoryFacts, ModelFacts
from tutor.core.own_file import OwnFile
from tutor.core.progress import ProgressStore
from tutor.core.protocols import Session
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_glossary
from tutor.storage.material import read_material
from tutor.storage.material.lesson import lesson_of
from tutor.storage.progress import MemoryProgress

pytestmark = pytest.mark.kernel

CELLS = (
    ("markdown", "# Rides\n\nA **zorkometer** measures how far a ride goes, in kilometres.\n"),
    ("code", "!pip install -q tensorflow\nfrom google.colab import drive\ndrive.mount('/content/drive')"),
    (
        "code",
        "%matplotlib inline\nimport numpy as np, keras\nfrom keras.layers.core import Dense",
    ),
    ("code", "rows = open('rides.txt').read()\nx = np.arange(8.0).reshape(-1, 1)\ny = 3 * x + 1"),
    ("code", "for word in ('a', 'b'):\n    !echo shell-$word"),
    ("code", "model = keras.Sequential([keras.Input((1,)), Dense(output_dim=1)])\nmodel.compile('sgd', 'mse')"),
    ("code", "%%time\nhistory = model.fit(x, y, nb_epoch=3, verbose=0)"),
    ("code", "def double(v):\n    # YOUR CODE HERE\n    raise NotImplementedError()"),
    ("code", "import matplotlib.pyplot as plt\nplt.plot(history.history['loss'])\nplt.show()"),
    ("code", "absent_name + 1"),
    ("code", "print(double(21))"),
)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "rides.txt").write_text("1 2 3")
    cells = [{"cell_type": kind, "source": source, "metadata": {}} for kind, source in CELLS]
    (folder / "rides.ipynb").write_text(json.dumps({"nbformat": 4, "nbformat_minor": 2, "cells": cells}))
    found = read_material(folder / "rides.ipynb")
    assert isinstance(found, OwnFile)
    return lesson_of([found])


def opened(notebook: Lesson, session: Session, store: ProgressStore) -> Conversation:
    directory = lessons_directory()
    explain = ErrorExplainer(load_errors(directory))
    answerer = QuestionAnswerer(Glossary(load_glossary(directory)), shipped(), explain)
    return Conversation(load_course(directory), notebook, session, store, explain, answerer)


def of(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def test_it_runs_cell_by_cell_and_its_objects_are_there_again_later(notebook: Lesson) -> None:
    store = MemoryProgress()
    with started_session() as session:
        talk = opened(notebook, session, store)
        events = list(talk.open())
        told = "\n".join(step.task for step in notebook.steps)
        assert "left out" in told and "`output_dim` is `units`" in told
        for line in ("", "", "", "", "", "", "def double(v):\n    return 2 * v", ""):
            events += talk.respond(line)
        assert not of(events, Error), of(events, Error)
        assert not of(events, Judged)
        assert any("shell-b" in event.text for event in events if isinstance(event, Stream))
        assert len(of(events, TrainingEnded)) == 1 and of(events, Figure)
        assert talk.step is not None and talk.step.id == "cell-9"
        failed = list(talk.respond(""))
        assert of(failed, Error) and talk.step.id == "cell-9"
        events = [*talk.respond("/skip"), *talk.respond("")]
        assert any(event.text == "42\n" for event in events if isinstance(event, Stream))
        asked = list(talk.respond("what does a zorkometer measure?"))
        assert any(isinstance(event, Answered) and "kilometres" in event.text for event in asked)
        (loss,) = talk.facts(Describe("history"))
    with started_session() as session:
        talk = opened(notebook, session, store)
        again = list(talk.open())
        assert any(isinstance(event, Said) for event in again) and talk.step is None
        list(talk.respond("words = len(rows)"))
        model, history = talk.facts(Describe("model"), Describe("history"))
        assert isinstance(model, ModelFacts) and isinstance(history, HistoryFacts)
        assert isinstance(loss, HistoryFacts) and history.metrics == loss.metrics
        assert talk.record.cells[-1].code == "words = len(rows)"
