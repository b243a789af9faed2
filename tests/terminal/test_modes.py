"""The terminal's modes: raw while it is held, and as they were afterwards."""

from __future__ import annotations

import os
import pty
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from tutor.terminal.modes import INPUT, LOCAL, Modes

OUTPUT = 1


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as stream:
        yield stream
    os.close(ours)


def flags(terminal: TextIO, place: int) -> int:
    found = termios.tcgetattr(terminal)[place]
    assert isinstance(found, int)
    return found


def test_held_keys_come_at_once_unechoed_and_are_no_signals(terminal: TextIO) -> None:
    with Modes(terminal).held():
        assert not flags(terminal, LOCAL) & (termios.ECHO | termios.ICANON | termios.ISIG)
        assert not flags(terminal, INPUT) & (termios.ICRNL | termios.IXON)


def test_what_is_written_keeps_its_line_ends(terminal: TextIO) -> None:
    before = flags(terminal, OUTPUT)
    with Modes(terminal).held():
        assert flags(terminal, OUTPUT) == before and before & termios.OPOST and before & termios.ONLCR


def test_afterwards_it_is_as_it_was_also_after_a_crash(terminal: TextIO) -> None:
    before = termios.tcgetattr(terminal)
    with pytest.raises(ZeroDivisionError), Modes(terminal).held():
        raise ZeroDivisionError
    assert termios.tcgetattr(terminal) == before


def test_taking_it_twice_still_gives_back_what_it_was_at_first(terminal: TextIO) -> None:
    before, modes = termios.tcgetattr(terminal), Modes(terminal)
    modes.take()
    modes.take()
    modes.give_back()
    assert termios.tcgetattr(terminal) == before
    modes.give_back()
    assert termios.tcgetattr(terminal) == before


def test_a_terminal_that_has_gone_is_no_problem() -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as terminal:
        modes = Modes(terminal)
        modes.take()
        os.close(ours)
        modes.give_back()
        modes.take()


def test_where_there_is_none_nothing_happens() -> None:
    with Modes(None).held():
        pass
