"""Steps that were passed over: what is missing is said, and a bare Enter makes it."""

from __future__ import annotations

import pytest

from tests.chatting import Chat, shown, verdicts, words
from tutor.checks.scalar import ScalarCheck
from tutor.core.course import Step
from tutor.core.events import CodeRun, Event
from tutor.core.execution import Done, Error, Status
from tutor.core.facts import ScalarFacts
from tutor.core.progress import StepStatus
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.read import ReadStep
from tutor.storage.progress import MemoryProgress

MISSING = "Steps 1 and 2 have not been done, so `a` and `b` are missing. Enter runs their lines first."
MISSED = "Steps 1 and 2 have not been done, so `b` is missing. Enter runs their lines first."


def step(name: str, code: str) -> Step:
    return DataStep(id=f"make-{name}", code=code, expect=(ScalarCheck(scalar=name),))


def steps() -> list[Step]:
    unneeded = step("z", "z = 5")
    return [step("a", "a = 1"), step("b", "b = a + 1"), unneeded, step("c", "c = a + b"), ReadStep(id="end")]


@pytest.fixture
def chat() -> Chat:
    codes = ("a = 1", "b = a + 1", "z = 5", "c = a + b")
    replies = {code: Reply(facts={code[0]: ScalarFacts(1, "int")}) for code in codes}
    error = Error("NameError", "name 'b' is not defined")
    return Chat(steps(), ScriptedSession({**replies, "c = b": Reply((error,)), "c = d": Reply((error,))}))


def ran(events: list[Event]) -> list[str]:
    return [event.code for event in events if isinstance(event, CodeRun)]


def test_going_past_steps_says_what_is_missing_and_enter_makes_it(chat: Chat) -> None:
    assert words(chat("/goto 4")) == MISSING
    assert chat.conversation.suggestion == ""
    events = chat("")
    assert ran(events) == ["a = 1", "b = a + 1"] and shown(events) == ["make-c"]
    assert verdicts(events) == [], "nobody has tried anything yet"
    assert verdicts(chat("")) == [("make-c", "passed")]


def test_of_many_missing_names_two_are_said() -> None:
    many = [step("a", "a = b = d = 1"), step("c", "c = a + b + d")]
    assert "so `a`, `b` and more are missing" in words(Chat(many, ScriptedSession())("/goto 2"))


def test_what_was_made_so_is_skipped_and_stays_after_a_reset(chat: Chat) -> None:
    chat("/goto 4", "")
    record = chat.conversation.record
    assert record.statuses == {"make-a": StepStatus.SKIPPED, "make-b": StepStatus.SKIPPED}
    assert [cell.step_id for cell in record.cells] == ["make-a", "make-b"]
    chat("/reset")
    assert len(chat.conversation.record.cells) == 2


def test_skipping_makes_what_the_step_needs_first(chat: Chat) -> None:
    assert ran(chat("/goto 4", "/skip")) == ["a = 1", "b = a + 1", "c = a + b"]
    assert chat.conversation.record.statuses["make-c"] is StepStatus.SKIPPED


def test_steps_that_nothing_builds_on_may_be_passed_over_without_a_word(chat: Chat) -> None:
    assert words(chat("", "", "/goto 4")).strip() == ""
    assert words(chat("/goto 5")) == ""


def test_a_name_that_is_missing_for_that_reason_is_explained_where_it_is_missed(chat: Chat) -> None:
    chat("/goto 4")
    events = chat("c = b")
    assert MISSED in words(events)
    assert ran(chat("")) == ["a = 1", "b = a + 1"]


def test_a_step_without_lines_of_its_own_asks_for_nothing_until_a_name_is_missed(chat: Chat) -> None:
    assert words(chat("/goto 5")) == ""
    assert ran(chat("/goto 5", "")) == []
    chat("/goto 5")
    assert MISSED in words(chat("c = b"))
    assert ran(chat("")) == ["a = 1", "b = a + 1"]


def test_after_a_ctrl_c_in_skipped_steps_enter_names_and_runs_what_is_missing(chat: Chat) -> None:
    stopped = Reply((Done(Status.INTERRUPTED),))
    chat.session.replies["b = a + 1"] = stopped
    events = chat("/goto 4", "")
    assert ran(events) == ["a = 1", "b = a + 1"]
    assert "Step 2 has not been done, so `b` is missing. Enter runs its lines first." in words(events)
    assert "make-b" not in chat.conversation.record.statuses
    assert "Step 2 has not been done" in words(chat("c = b")) and ran(chat("")) == ["b = a + 1"], "stopped again"
    chat.session.replies["b = a + 1"] = Reply(facts={"b": ScalarFacts(1, "int")})
    assert ran(chat("")) == ["b = a + 1"]
    assert verdicts(chat("")) == [("make-c", "passed")]


def test_a_ctrl_c_in_what_a_skip_needs_first_leaves_the_step_unskipped(chat: Chat) -> None:
    chat.session.replies["a = 1"] = Reply((Done(Status.INTERRUPTED),))
    events = chat("/goto 4", "/skip")
    assert ran(events) == ["a = 1"] and chat.conversation.position == 3
    assert chat.conversation.record.statuses == {}


def test_names_within_a_function_are_not_missed() -> None:
    make = step("train", "def train(x):\n    fresh = x\n    return fresh")
    use = DataStep(id="use", code="run = train(1)\nfresh = run", expect=(ScalarCheck(scalar="run"),))
    told = words(Chat([make, use])("/goto 2"))
    assert told == "Step 1 has not been done, so `train` is missing. Enter runs its lines first."


def test_a_training_that_was_passed_over_is_missed_though_the_model_is_there() -> None:
    build, train = step("model", "model = build()"), step("run", "run = model.fit(x)")
    look = DataStep(id="look", code="y = model.predict(x)", expect=(ScalarCheck(scalar="y"),))
    reply = Reply(facts={"model": ScalarFacts(1, "int")})
    desk = Chat([build, train, look], ScriptedSession({"model = build()": reply}))
    told = words(desk("", "/goto 3"))
    assert "Step 2 has not been done, and this one goes on from there." in told
    assert ran(desk("")) == ["run = model.fit(x)"]


def test_what_the_learner_makes_is_not_made_again(chat: Chat) -> None:
    chat("/goto 4", "a = 1", "b = a + 1")
    assert ran(chat("")) == ["c = a + b"]


def test_coming_back_to_such_a_step_says_it_again() -> None:
    store = MemoryProgress()
    Chat(steps(), store=store)("/goto 4")
    assert MISSING in words(Chat(steps(), store=store).opening)
