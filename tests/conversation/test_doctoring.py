"""The doctor's word while a training runs, and what is kept of learning rates that were set by hand."""

from __future__ import annotations

from tests.chatting import Chat
from tutor.core.events import Diagnosed
from tutor.core.execution import Epoch, Epochs, SessionEvent, TrainingEnded, TrainingStarted
from tutor.core.outcome import mark
from tutor.core.patient import Patient
from tutor.core.progress import Cell
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.fit import FitStep

OWN, OTHER = "model.fit(x, y)", "model.fit(x, y, epochs=40)"
RUNAWAY: tuple[SessionEvent, ...] = (
    TrainingStarted(40, patient=Patient(loss="mean_squared_error", rate=0.1, baseline=1.0)),
    *(Epochs((Epoch(number, {"loss": 2.0**number}),)) for number in range(1, 41)),
    TrainingEnded(40, 1.0, changes=((1, 12, 0.05), (1, 20, 0.1))),
)


def chat() -> Chat:
    replies = {code: Reply(RUNAWAY) for code in (OWN, OTHER)}
    return Chat([FitStep(id="fit", code=OWN)], ScriptedSession(replies))


def test_what_ails_a_training_is_said_once_while_it_runs() -> None:
    happened = chat()(OTHER)
    (told,) = [event for event in happened if isinstance(event, Diagnosed)]
    assert told.ailment == "diverging" and "/try learning_rate=0.001, 0.01" in told.text
    assert happened.index(told) < happened.index(RUNAWAY[-1])


def test_of_the_lessons_own_lines_nothing_is_said() -> None:
    assert not [event for event in chat()(OWN) if isinstance(event, Diagnosed)]


def test_rates_that_were_set_by_hand_are_kept_before_the_line_that_they_were_set_in() -> None:
    talk = chat()
    talk(OTHER)
    rates = f"__tutor__.rates([(1, 12, 0.05), (1, 20, 0.1)], {mark(OTHER)!r})"
    assert talk.conversation.record.cells[-2:] == (Cell("fit", rates), Cell("fit", OTHER))
