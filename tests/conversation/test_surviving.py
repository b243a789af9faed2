"""What the learner is told, and what is kept, when a session ends, is stopped, or has to train again."""

from __future__ import annotations

import pytest

from tests.chatting import Chat, words
from tutor.conversation.live import finished_part
from tutor.core.events import Event
from tutor.core.execution import Died, Done, Epoch, Epochs, Error, Status, TrainingEnded, TrainingStarted
from tutor.core.progress import Cell, LessonRecord
from tutor.core.protocols import State
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.storage.progress import MemoryProgress

STEPS = (DataStep(id="points", code="x = 1"),)
DEATH = Reply((Died(Status.DIED, "It ended."),))


def resumed(session: ScriptedSession, *codes: str) -> Chat:
    """A conversation that goes on after these cells."""
    store = MemoryProgress()
    store.save(LessonRecord("small", "points", cells=tuple(Cell("points", code) for code in codes)))
    return Chat(STEPS, session, store)


def kept(chat: Chat) -> list[str]:
    return [cell.code for cell in chat.conversation.record.cells]


def retrained(reason: str, epochs: int = 3) -> Reply:
    rows = tuple(Epoch(number, {"loss": 1.0}) for number in range(1, epochs + 1))
    return Reply((TrainingStarted(epochs, again=reason), Epochs(rows), TrainingEnded(epochs, 1.0)))


def test_a_session_that_ended_between_two_lines_is_rebuilt_before_the_next_one_runs() -> None:
    chat = resumed(ScriptedSession(), "a = 1")
    chat("b = 2")
    chat.session.current = State.DEAD
    happened = chat("c = 3")
    assert chat.session.restarts == 1
    assert "ended while nothing ran" in words(happened)
    assert chat.session.ran[-2:] == ["b = 2", "c = 3"]
    assert Done() in happened


def test_a_session_that_was_given_up_is_not_rebuilt_by_the_next_line() -> None:
    chat = Chat(STEPS, ScriptedSession({"crash()": DEATH}))
    chat("crash()", "crash()")
    assert chat.session.restarts == 2
    assert "`/reset` does it" in words(chat("crash()"))
    chat("b = 2")
    assert chat.session.restarts == 2
    chat("/reset")
    assert chat.session.restarts == 3


def test_an_earlier_line_that_ends_the_session_in_a_replay_is_left_out_for_good() -> None:
    chat = resumed(ScriptedSession({"bad()": DEATH}), "a = 1", "bad()", "b = 2")
    told = words(chat("c = 3"))
    assert "left out" in told
    assert kept(chat) == ["a = 1", "b = 2"]
    assert Done() in chat("c = 3")


@pytest.mark.parametrize(
    ("reason", "because"),
    [("missing", "not kept any more"), ("damaged", "damaged"), ("misfit", "fit"), ("unkept", "of your own")],
)
def test_a_training_that_ran_again_in_a_replay_is_told_once_with_the_reason(reason: str, because: str) -> None:
    chat = resumed(ScriptedSession({"fit()": retrained(reason)}), "fit()")
    told = words(chat("a = 1"))
    assert "A training of yours ran again" in told and because in told
    assert "ran again" not in words(chat("b = 1"))


def test_a_training_that_raised_before_its_first_epoch_did_not_run_again() -> None:
    raised = Reply((TrainingStarted(3, again="unkept"), TrainingEnded(0, 0.0), Error("ValueError", "loss")))
    chat = resumed(ScriptedSession({"fit()": raised}), "fit()")
    assert "ran again" not in words(chat("a = 1"))


def test_several_trainings_that_ran_again_are_counted() -> None:
    chat = resumed(ScriptedSession({"fit()": retrained("missing")}), "fit()", "fit()")
    assert "2 of your trainings ran again" in words(chat("a = 1"))


def stopped(chat: Chat, code: str, line: int) -> list[Event]:
    chat.session.replies[code] = Reply((Done(Status.INTERRUPTED, 1.0, line),))
    return chat(code)


def test_of_a_stopped_cell_the_finished_statements_are_kept_and_chance_begins_anew() -> None:
    chat = Chat(STEPS)
    stopped(chat, "a = 1\nb = 2\nwhile True:\n    a += 1\nc = 3", 4)
    assert kept(chat)[0] == "a = 1\nb = 2"
    seed = kept(chat)[1]
    assert "set_random_seed" in seed and chat.session.ran[-1] == seed
    again = resumed(ScriptedSession(), *kept(chat))
    again("d = 4")
    assert again.session.ran[-3:] == ["a = 1\nb = 2", seed, "d = 4"]


def test_every_stopped_cell_gets_random_numbers_of_its_own() -> None:
    chat = Chat(STEPS)
    stopped(chat, "while True: pass", 1)
    stopped(chat, "while True: pass", 1)
    first, second = kept(chat)
    assert first != second


def test_a_line_that_never_ran_leaves_nothing() -> None:
    chat = Chat(STEPS)
    stopped(chat, "while True: pass", 0)
    assert kept(chat) == []


@pytest.mark.parametrize(
    ("code", "line", "finished"),
    [
        ("a = 1\nb = 2\nc = 3", 3, "a = 1\nb = 2"),
        ("a = 1; b = 2", 1, ""),
        ("for i in x:\n    print(i)\nfor j in x:\n    print(j)", 2, ""),
        ("def f():\n    pass\n# why\nf()", 4, "def f():\n    pass"),
        ("!ls\nx = 1", 2, ""),
    ],
)
def test_finished_are_the_statements_that_end_above_the_line(code: str, line: int, finished: str) -> None:
    assert finished_part(code, line) == finished
