"""A learner pastes the seed's script into the lesson, verbatim, over a real kernel, and comes back later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.answers.understood import shipped
from tests.app import seed
from tests.chatting import verdicts, words
from tests.kernel import started_session
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.conversation import Conversation
from tutor.core.drawings import Figure
from tutor.core.events import Event, LessonFinished
from tutor.core.execution import Error, Stream
from tutor.core.facts import Describe, Facts, HistoryFacts, ModelFacts
from tutor.core.progress import ProgressStore, StepStatus
from tutor.core.protocols import Session
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_glossary, load_lesson
from tutor.storage.progress import MemoryProgress

pytestmark = pytest.mark.kernel


class Desk:
    """The lesson over a real session; remembers what each cell led to."""

    def __init__(self, session: Session, store: ProgressStore) -> None:
        directory = lessons_directory()
        explain = ErrorExplainer(load_errors(directory))
        self.store = store
        self.conversation = Conversation(
            load_course(directory),
            load_lesson(directory / "02-linear-regression.yaml"),
            session,
            store,
            explain,
            QuestionAnswerer(Glossary(load_glossary(directory)), shipped(), explain),
        )
        list(self.conversation.open())

    def type(self, *lines: str) -> list[Event]:
        return [event for line in lines for event in self.conversation.respond(line)]

    def weights(self) -> Facts:
        self.type("0")  # waits until the session is there
        (model,) = self.conversation.facts(Describe("model"))
        assert isinstance(model, ModelFacts)
        return ModelFacts(weights=model.weights)

    def history(self) -> HistoryFacts:
        list(self.type("history"))  # waits until the session is ready
        (history,) = self.conversation.facts(Describe("history"))
        assert isinstance(history, HistoryFacts)
        return history


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where trainings leave their checkpoints."""
    return tmp_path_factory.mktemp("checkpoints")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    with started_session(lambda: KernelSession(folder)) as session:
        yield Desk(session, MemoryProgress())


@pytest.fixture(scope="module")
def pasted(desk: Desk) -> dict[str, list[Event]]:
    """What came of each cell, in order."""
    assert desk.conversation.position == 0
    return {cell: desk.type(cell) for cell in seed.CELLS}


def test_the_imports_are_no_attempt_at_anything(pasted: dict[str, list[Event]]) -> None:
    assert verdicts(pasted[seed.IMPORTS]) == []


def test_the_values_pass_and_their_loop_prints(pasted: dict[str, list[Event]]) -> None:
    events = pasted[seed.VALUES]
    assert verdicts(events) == [("points", "passed")]
    printed = "".join(event.text for event in events if isinstance(event, Stream))
    assert printed.splitlines()[0] == "X: -10.0 Y: 10.0"


def test_the_plot_lines_draw_in_the_terminal(pasted: dict[str, list[Event]]) -> None:
    (figure,) = [event for event in pasted[seed.LINE] if isinstance(event, Figure)]
    assert figure.axes[0].title == "Graph of y=2x+30"
    curve = next(event for event in pasted[seed.CURVE] if isinstance(event, Figure))
    assert (curve.axes[0].x_label, curve.axes[0].y_label) == ("Epoch Number", "Loss Magnidute")
    assert len(curve.axes[0].series[0].y) == 500


def test_model_compile_and_fit_in_one_cell_pass_three_steps(pasted: dict[str, list[Event]]) -> None:
    passed = verdicts(pasted[seed.CELLS[3]])
    assert passed == [("neuron", "passed"), ("recipe", "passed"), ("train", "passed")]


def test_predict_with_a_list_is_explained_and_its_repair_stands_ready(pasted: dict[str, list[Event]]) -> None:
    events = pasted[seed.PREDICT + seed.VARIABLES]
    assert any(isinstance(event, Error) and event.name == "ValueError" for event in events)
    assert verdicts(events) == [("predict-20", "not_yet")]
    assert "plain list" in words(events)


def test_the_repair_the_variables_and_then_enter_reach_the_end(desk: Desk, pasted: dict[str, list[Event]]) -> None:
    assert desk.conversation.suggestion == "model.predict(np.array([[20.0]]))"
    events = desk.type("", seed.VARIABLES)
    assert verdicts(events) == [("predict-20", "passed"), ("weights", "passed")]
    rest: list[Event] = []
    while desk.conversation.step is not None:
        rest += desk.type(desk.conversation.step.own_answer)
    assert isinstance(rest[-1], LessonFinished)
    statuses = desk.conversation.record.statuses
    assert {statuses[step.id] for step in desk.conversation.lesson.steps} == {StepStatus.PASSED}


def test_coming_back_rebuilds_the_same_session_to_the_last_digit(desk: Desk, pasted: object) -> None:
    with started_session() as session:
        again = Desk(session, desk.store)
        assert again.conversation.position == desk.conversation.position
        assert again.weights() == desk.weights()
        assert again.history().metrics == desk.history().metrics
        assert again.history().seconds != desk.history().seconds  # it has trained again


def test_coming_back_to_the_checkpoints_does_not_even_train(desk: Desk, pasted: object, folder: Path) -> None:
    with started_session(lambda: KernelSession(folder)) as session:
        again = Desk(session, desk.store)
        assert again.weights() == desk.weights()
        assert again.history() == desk.history()  # to the second that the training took


def test_a_model_without_its_closing_brackets_gets_them_offered() -> None:
    with started_session() as session:
        desk = Desk(session, MemoryProgress())
        events = desk.type(seed.IMPORTS, seed.VALUES, seed.LINE, seed.MODEL_WITHOUT_ITS_END)
        assert "never closed" in words(events)
        assert verdicts(desk.type("")) == [("neuron", "passed")]
