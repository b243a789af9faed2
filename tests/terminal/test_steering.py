"""Keys that hold a training and set its learning rate, and the question while it waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.terminal.screen import Screen
from tests.terminal.test_view import PLAIN, Clock, fit
from tutor.app.chat import _tell
from tutor.core.events import Diagnosed, Event, Said, Tone
from tutor.core.execution import Paused, Steered, TrainingEnded
from tutor.core.steering import question, refusal, told, wish_in
from tutor.terminal.caps import Caps
from tutor.terminal.live import MOMENT
from tutor.terminal.view import View

HELD = Paused(12, 0.01)
SCHEDULED = Paused(
    12, None, "The learning rate follows `CosineDecay`, which sets it anew in every step: no hand can."
)


class Watched:
    """A view on which a training is painted, and what its keys have wished for."""

    def __init__(self) -> None:
        self.screen, self.clock, self.wishes = Screen(), Clock(), list[str]()
        self.view = View(Caps(), self.screen.stream, clock=self.clock)
        self.view.steer = self.wishes.append
        fit(self.view, self.clock, 1000, 2.0, end=False)

    def press(self, *keys: str, after: float = MOMENT) -> list[str]:
        for key in keys:
            assert self.view.heard(key)
        self.clock.now += after
        self.view.tick()
        return self.wishes


def test_plus_doubles_and_minus_halves() -> None:
    assert Watched().press("+", "+", "-") == ["faster", "faster", "slower"]


def test_p_holds_it_after_a_moment_and_says_so_at_once() -> None:
    watched = Watched()
    assert watched.press("p", after=0.2) == []
    assert "Pauses after this epoch. p goes on." in watched.screen.text
    assert watched.press(after=MOMENT) == ["pause"]
    assert watched.press("p") == ["pause", "go"]


@pytest.mark.parametrize("key", ["p", "+", "-", "l"])
def test_a_key_that_began_a_line_leaves_nothing_behind(key: str) -> None:
    watched = Watched()
    watched.press(key, after=0.2)
    assert watched.view.heard(key, back=True)
    assert watched.press(after=2.0) == []


def test_a_wish_that_was_granted_already_is_undone() -> None:
    watched = Watched()
    watched.press("-")
    watched.view.heard("-", back=True)
    assert watched.wishes == ["slower", "faster"]


def test_after_ctrl_c_the_keys_are_the_next_line() -> None:
    watched = Watched()
    watched.view.interrupted()
    assert not any(watched.view.heard(key) for key in "p+-l")


def test_a_change_is_told_and_marked_on_the_chart() -> None:
    watched = Watched()
    watched.view(Steered(500, 0.01, 0.02))
    assert "After epoch 500 the learning rate went from 0.01 to 0.02." in watched.screen.text
    watched.view(TrainingEnded(1000, 2.0))
    assert "learning rate set to 0.02" in watched.screen.text


def test_what_the_doctor_says_stands_in_the_block_and_is_said_once_in_plain_mode() -> None:
    watched = Watched()
    ill = Diagnosed("saws", "The loss is a saw. It jumps. Take less.")
    watched.view(ill)
    assert "The loss is a saw." in watched.screen.text
    watched.view(TrainingEnded(1000, 2.0))
    watched.view(Said("The loss is a saw.", Tone.NOTE, ailment="saws"))
    assert watched.screen.text.count("The loss is a saw.") == 1

    plain, clock = Screen(), Clock()
    view = View(PLAIN, plain.stream, clock=clock)
    fit(view, clock, 100, 2.0, end=False)
    for event in (ill, TrainingEnded(100, 2.0), Said("The loss is a saw.", Tone.NOTE, ailment="saws")):
        view(event)
    assert plain.sent.count("The loss is a saw.") == 1


class Answers:
    """A reader who says these things, one after the other."""

    def __init__(self, *answers: str | type[BaseException]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def read(self) -> str:
        raise AssertionError("nobody reads a line")

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        assert apart, "what was typed ahead is no answer"
        self.asked.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer


class Held:
    """A conversation with a training that waits."""

    def __init__(self) -> None:
        self.session, self.wishes, self.interrupts = self, list[str](), 0

    def steer(self, wish: str) -> None:
        self.wishes.append(wish)

    def interrupt(self) -> None:
        self.interrupts += 1


def asked(held: Paused, *answers: str | type[BaseException]) -> tuple[Held, Answers]:
    conversation, reader = Held(), Answers(*answers)

    def events() -> Iterator[Event]:
        yield held

    _tell(events(), conversation, reader, [])  # type: ignore[arg-type]
    return conversation, reader


@pytest.mark.parametrize(
    ("answer", "wish"), [("", "go"), ("0.5", "0.5"), (" 1e-3 ", "0.001"), ("0,5", "0.5"), ("+", "faster")]
)
def test_enter_goes_on_and_a_number_sets_the_rate(answer: str, wish: str) -> None:
    conversation, reader = asked(HELD, answer)
    assert conversation.wishes == [wish] and reader.asked == [question(HELD)]


@pytest.mark.parametrize("answer", ["0", "-1", "fast", "nan", "print(1)"])
def test_what_is_no_rate_is_asked_for_again(answer: str) -> None:
    conversation, reader = asked(HELD, answer, "0.5")
    assert conversation.wishes == ["0.5"] and len(reader.asked) == 2 and answer in reader.asked[1]


def test_ctrl_c_ends_the_training_and_ctrl_d_lets_it_go_on() -> None:
    assert asked(HELD, KeyboardInterrupt)[0].interrupts == 1
    assert asked(HELD, EOFError)[0].wishes == ["go"]


def test_a_schedule_says_why_it_takes_no_number() -> None:
    assert "CosineDecay" in question(SCHEDULED) and "Enter goes on" in question(SCHEDULED)
    assert wish_in("0.5", SCHEDULED) is None and "CosineDecay" in refusal("0.5", SCHEDULED)
    assert told(Steered(3, 0.0, 0.0, SCHEDULED.obstacle)) == SCHEDULED.obstacle
