"""The keys between two prompts: what interrupts, what is taken, what waits."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.typeahead import clear_typeahead, get_typeahead

from tests.kernel import wait_until
from tutor.terminal.keyboard import Keyboard


class Board:
    """A board that writes down what it is told."""

    def __init__(self, takes: str = "") -> None:
        self.takes = takes
        self.told: list[str] = []
        self.ticks = self.presses = 0
        self.waiting = ""
        self.awaits_reply = False

    def replied(self) -> None:
        self.told.append("replied")
        self.awaits_reply = False

    def pressed(self) -> None:
        self.presses += 1

    def steers(self, key: str) -> bool:
        return False

    def heard(self, key: str, back: bool = False) -> bool:
        if key in self.takes:
            self.told.append(key)
        return key in self.takes

    def waits(self, text: str) -> None:
        self.waiting = text

    def interrupted(self) -> None:
        self.told.append("interrupted")

    def tick(self) -> None:
        self.ticks += 1

    def step_aside(self) -> None:
        self.told.append("step aside")


class Prompt:
    """A prompt that gives what has been typed ahead."""

    def __init__(self, keys: PipeInput) -> None:
        self._keys = keys

    def read(self) -> str:
        return "".join(press.data for press in get_typeahead(self._keys))

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        return prompt + self.read()


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as made:
        yield made
        clear_typeahead(made)


def keyboard(keys: PipeInput, board: Board, suspend: Callable[[], None] = lambda: None) -> Keyboard:
    return Keyboard(Prompt(keys), keys, board, suspend)


@contextmanager
def signals() -> Iterator[list[int]]:
    """The SIGINTs of this block."""
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(number)

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def typed(keys: PipeInput, board: Board, text: str) -> None:
    """Type something, and wait until the keyboard has taken it: a reply behind it has been told."""
    seen = board.told.count("replied")
    keys.send_text(text + "\x1b[5;1R")
    wait_until(lambda: board.told.count("replied") > seen)


def test_what_is_typed_ahead_arrives_at_the_next_prompt_in_order(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board) as reader:
        typed(keys, board, "1 +")
        typed(keys, board, " 1\r")
        assert reader.read() == "1 + 1\r"
        typed(keys, board, "\x04")
        assert reader.read() == "\x04"


def test_the_board_hears_of_every_key_also_of_those_that_wait_for_the_prompt(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board) as reader:
        typed(keys, board, "ab")
        typed(keys, board, "\r")
        assert board.presses == 3 and reader.read() == "ab\r"


def test_a_question_of_the_code_gets_what_was_typed_ahead_too(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board) as reader:
        typed(keys, board, "Ada\r")
        assert reader.ask("name? ") == "name? Ada\r"


def test_ctrl_c_interrupts_each_time_it_is_pressed_and_is_not_kept(keys: PipeInput) -> None:
    board = Board()
    with signals() as heard, keyboard(keys, board) as reader:
        for times in (1, 2, 3):
            typed(keys, board, "\x03")
            wait_until(lambda times=times: len(heard) == times)  # type: ignore[misc]
        assert reader.read() == ""
    assert board.told.count("interrupted") == 3


def test_a_key_that_means_something_now_is_taken(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.terminal.keyboard.JUST_NOW", -1.0)
    board = Board(takes="l")
    with keyboard(keys, board) as reader:
        typed(keys, board, "l")
        typed(keys, board, "l")
        assert board.told.count("l") == 2 and reader.read() == ""


@pytest.mark.parametrize("pieces", [("len(x)\r",), ("l", "en(x)\r")])
def test_a_key_that_begins_a_line_typed_ahead_is_given_back(keys: PipeInput, pieces: tuple[str, ...]) -> None:
    board = Board(takes="l")
    with keyboard(keys, board) as reader:
        for piece in pieces:
            typed(keys, board, piece)
        assert board.told.count("l") == 2, "taken, and undone"
        assert reader.read() == "len(x)\r"


def test_a_key_in_the_middle_of_a_line_means_nothing_else(keys: PipeInput) -> None:
    board = Board(takes="l")
    with keyboard(keys, board) as reader:
        typed(keys, board, "model\r")
        assert "l" not in board.told and reader.read() == "model\r"


def test_a_key_pressed_just_before_the_prompt_opens_is_kept(
    keys: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.terminal.keyboard.JUST_NOW", 60.0)
    board = Board(takes="l")
    with keyboard(keys, board) as reader:
        typed(keys, board, "l")
        assert reader.read() == "l"


def test_a_key_that_comes_long_after_another_begins_anew(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.terminal.keyboard.A_WORD", -1.0)
    board = Board(takes="l")
    with keyboard(keys, board) as reader:
        typed(keys, board, "l")
        typed(keys, board, "x")
        assert board.told.count("l") == 1 and reader.read() == "x"


def test_what_was_typed_ahead_is_no_answer_to_a_question_of_the_tutors(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board) as reader:
        typed(keys, board, "x.mean()\r")
        assert reader.ask("how on? ", apart=True) == "how on? " and reader.read() == "x.mean()\r"


def test_ctrl_z_leaves_the_screen_and_stops_the_job(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board, lambda: board.told.append("suspended")) as reader:
        typed(keys, board, "\x1a")
        assert board.told == ["step aside", "suspended", "replied"] and reader.read() == ""


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_a_reply_that_comes_in_two_pieces_is_a_reply(keys: PipeInput, cut: int) -> None:
    board, reply = Board(), "\x1b[12;1R"
    with keyboard(keys, board) as reader:
        keys.send_text("a" + reply[:cut])
        ticks = board.ticks
        wait_until(lambda: board.ticks > ticks)
        keys.send_text(reply[cut:] + "b")
        typed(keys, board, "")
        assert board.told.count("replied") == 2 and reader.read() == "ab"


def test_the_prompt_waits_for_a_reply_that_is_on_its_way(keys: PipeInput) -> None:
    board = Board()
    board.awaits_reply = True
    with keyboard(keys, board) as reader:
        threading.Timer(0.1, lambda: keys.send_text("\x1b[5;1R")).start()
        assert reader.read() == "" and board.told[0] == "replied"


def test_a_reply_that_never_comes_keeps_the_prompt_waiting_a_second_at_most(keys: PipeInput) -> None:
    board = Board()
    board.awaits_reply = True
    with keyboard(keys, board) as reader:
        assert reader.read() == "" and "replied" not in board.told


def test_the_clock_of_the_board_ticks_between_two_prompts(keys: PipeInput) -> None:
    board = Board()
    with keyboard(keys, board):
        wait_until(lambda: board.ticks >= 3)


def test_nobody_listens_while_a_line_is_read(keys: PipeInput) -> None:
    threads: list[int] = []
    board = Board()

    class Counting(Prompt):
        def read(self) -> str:
            threads.append(threading.active_count())
            return ""

    with Keyboard(Counting(keys), keys, board, lambda: None) as reader:
        before = threading.active_count()
        reader.read()
        assert threads == [before - 1] and threading.active_count() == before
    assert threading.active_count() == before - 1


def test_a_ctrl_c_that_strikes_while_the_prompt_opens_leaves_the_keyboard_sound(keys: PipeInput) -> None:
    class Interrupted(Board):
        def step_aside(self) -> None:
            if not self.told:
                self.told.append("struck")
                raise KeyboardInterrupt

    board = Interrupted()
    with keyboard(keys, board) as reader:
        with pytest.raises(KeyboardInterrupt):
            reader.read()
        keys.send_text("kept")
        assert reader.read() == ""
        typed(keys, board, "")
        assert reader.read() == "kept"


def test_a_keyboard_that_is_gone_ends_the_listening(keys: PipeInput) -> None:
    others = threading.active_count()  # of tests before this one, perhaps
    with keyboard(keys, Board()) as reader:
        keys.close()
        wait_until(lambda: threading.active_count() == others)
        assert reader.read() == ""
