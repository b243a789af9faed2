"""/speed: what it says, what it turns, and that off stays off."""

from __future__ import annotations

import pytest

from tests.chatting import Chat, words
from tutor.commands.speed import STATE
from tutor.core.facts import Facts, ScalarFacts, TextFacts
from tutor.core.protocols import State
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep

TURNED_OFF = "__tutor__.speed(False)"
IS_ON = ScalarFacts(True, "bool")
IS_OFF = TextFacts("It has been turned off.")
UNKNOWN = TextFacts("Keras 9.9 is not one for which the numbers were compared.")


def chat(state: Facts = IS_ON, *, fast: bool = True) -> Chat:
    """A chat over a session whose fast path can be turned off and on."""
    turns = {TURNED_OFF: Reply(answers={STATE: IS_OFF}), "__tutor__.speed(True)": Reply(answers={STATE: state})}
    return Chat([ReadStep(id="welcome", say="Hello.")], ScriptedSession(turns, answers={STATE: state}), fast=fast)


def test_it_says_that_it_is_on_and_what_that_means() -> None:
    said = words(chat()("/speed"))
    assert "is on" in said and "the numbers are the same" in said and "/speed off" in said


def test_it_says_why_it_is_not_on_and_offers_no_switch_that_would_not_help() -> None:
    said = words(chat(UNKNOWN)("/speed on"))
    assert "is off" in said and UNKNOWN.value in said and "/speed on" not in said


def test_it_can_be_turned_off_and_on_again() -> None:
    talk = chat()
    assert "is off, as you asked" in words(talk("/speed off"))
    assert "is off, as you asked" in words(talk("/speed"))
    assert "is on" in words(talk("/speed ON"))
    assert talk.session.silent[-2:] == [TURNED_OFF, "__tutor__.speed(True)"]


def test_turning_it_is_no_line_of_the_learners() -> None:
    talk = chat()
    talk("/speed off")
    assert talk.conversation.record.cells == ()


def test_off_stays_off_when_the_session_is_replaced() -> None:
    talk = chat()
    talk("/speed off", "/reset", "/speed")
    assert talk.session.restarts == 1
    assert talk.session.ran[-2].startswith(TURNED_OFF) and "set_random_seed" in talk.session.ran[-2]


def test_a_lesson_that_follows_begins_with_it_off() -> None:
    assert chat(fast=False).session.ran[0].startswith(TURNED_OFF)
    assert TURNED_OFF not in chat().session.ran[0]


def test_another_word_is_met_with_the_two_it_knows() -> None:
    talk = chat()
    assert "not `fast`" in words(talk("/speed fast"))
    assert TURNED_OFF not in talk.session.ran


@pytest.mark.parametrize("line", ["/speed", "/speed off"])
def test_a_session_that_has_ended_cannot_be_asked(line: str) -> None:
    talk = chat()
    talk("1")
    talk.session.current = State.DEAD
    talk.session.replies.clear()
    talk.session.answers.clear()
    assert "cannot be asked" in words(talk(line))
