"""The screen in a real terminal while a training runs: keys, sizes, suspension, and how it is left behind."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kernel import wait_until
from tests.tmux import Terminal, in_terminal

pytestmark = pytest.mark.terminal

STAGED = [sys.executable, "-m", "tests.terminal.staged", "linear-regression"]


@contextmanager
def staged(home: Path, width: int = 80, height: int = 24, **environment: str) -> Iterator[Terminal]:
    """The tutor at its first prompt."""
    with in_terminal(STAGED, home, width, height, **environment) as terminal:
        terminal.wait_for("/help")
        yield terminal


def epoch(screen: str) -> int:
    """The epoch that the live block shows; 0 when there is none."""
    found = re.search(r"epoch +(\d+) / ", screen)
    return int(found[1]) if found else 0


def later(terminal: Terminal) -> str:
    """The screen after some more epochs."""
    before = epoch(terminal.wait_for(lambda screen: epoch(screen) > 0))
    return terminal.wait_for(lambda screen: epoch(screen) > before)


@contextmanager
def shell(home: Path) -> Iterator[Terminal]:
    """A shell, and the tutor at its first prompt in it. `modes` tells whether they are as before."""
    with in_terminal(["bash", "--norc", "--noprofile", "-i"], home, PS1="shell> ") as terminal:
        terminal.wait_for("shell>")
        terminal.keys(
            "before=$(stty -g); modes() { [ $before = $(stty -g) ] && echo as bef''ore; }; clear", "Enter"
        )
        terminal.keys(" ".join(STAGED) + " & echo pid $!; fg", "Enter")
        terminal.wait_for("/help")
        yield terminal


def test_what_is_typed_while_code_runs_waits_in_sight_and_arrives_at_the_prompt(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("train(9000, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("x = 4712", "BSpace", "1")
        terminal.wait_for("Waits for its turn: x = 4711")
        assert later(terminal).count("4711") == 1
        terminal.keys("C-c")
        terminal.wait_for(">>> x = 4711")


def test_ctrl_d_between_two_prompts_leaves(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("train(9000, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("C-d", "C-c")
        terminal.wait_for("exit status 0")


def test_ctrl_c_says_what_the_next_one_does_and_does_it(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("train(2, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("C-c")
        terminal.wait_for("Stops after this epoch.")
        terminal.keys("C-c")
        terminal.wait_for("Stopped.")
        terminal.keys("train(2000, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("C-c")
        terminal.wait_for("stopped before 2000", history=True)


def test_ctrl_c_stops_code_that_prints_for_ever(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("print_for_ever()", "Enter")
        terminal.wait_for("line\nline")
        terminal.keys("C-c")
        terminal.wait_for("Stopped.")


def test_l_changes_the_scale(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("train(500, 60)", "Enter")
        terminal.wait_for("log scale\n")
        terminal.keys("l")
        terminal.wait_for("l log scale")
        terminal.keys("l")
        terminal.wait_for("l linear scale")


@pytest.mark.parametrize("size", [(70, 24), (100, 16), (80, 40)])
def test_a_window_that_changes_its_size_keeps_one_block_and_one_result(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("train(9000, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.resize(*size)
        terminal.wait_for(lambda screen: max(map(len, screen.splitlines())) < size[0])
        later(terminal)
        everything = terminal.screen(history=True)
        assert everything.count("Ctrl-C stops here") == 1 and everything.count("/ 9000") == 1
        terminal.keys("C-c")
        everything = terminal.wait_for(lambda text: text.count(">>>") == 2, history=True)
        assert (
            everything.count("epochs in") == 1 and "Ctrl-C stops" not in everything and "/ 9000" not in everything
        )


def test_a_half_typed_line_stands_once_whatever_becomes_of_the_window(tmp_path: Path) -> None:
    with staged(tmp_path, width=100) as terminal:
        terminal.keys(f"numbers = {list(range(22))}")
        terminal.wait_for("21]")
        for width in (50, 24, 100, 37):
            terminal.resize(width, 24)
            # What is typed and taken back is shown only when the tutor has drawn the line for this width.
            terminal.keys("x")
            terminal.wait_for(lambda screen: "21]x" in screen.replace("\n", ""))
            terminal.keys("BSpace")
            terminal.wait_for(lambda screen: "21]x" not in screen.replace("\n", ""))
            terminal.wait_for(lambda screen: screen.count(">>> numbers") == 1, history=True)
        terminal.keys("x")
        assert "21]x" in terminal.wait_for("]x").replace("\n", "")
        assert terminal.screen(history=True).count("numbers =") == 1


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        terminal.keys("train(9000, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("C-z")
        stopped = terminal.wait_for("Stopped")
        assert "Ctrl-C stops here" not in stopped
        terminal.keys("modes", "Enter")
        terminal.wait_for("as before")
        terminal.keys("fg", "Enter")
        later(terminal)
        terminal.keys("C-c")
        terminal.wait_for("epochs in", history=True)
        terminal.keys("C-d")
        terminal.wait_for("Everything is saved")
        terminal.keys("clear; modes", "Enter")
        terminal.wait_for("as before")


def test_ctrl_z_at_the_prompt_gives_the_terminal_back_too(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        terminal.keys("C-z")
        terminal.wait_for("Stopped")
        terminal.keys("modes", "Enter")
        terminal.wait_for("as before")
        terminal.keys("fg", "Enter")
        terminal.keys("train(10, 0.1)", "Enter")
        terminal.wait_for("10 epochs in", history=True)


@pytest.mark.parametrize("end", ["quit", "crash", "terminated", "terminated while training"])
def test_the_shell_gets_its_terminal_back(tmp_path: Path, end: str) -> None:
    with shell(tmp_path) as terminal:
        (pid,) = map(int, re.findall(r"pid (\d+)", terminal.screen(history=True)))
        match end:
            case "quit":
                terminal.keys("/quit", "Enter")
            case "crash":
                terminal.keys("fail()", "Enter")
                terminal.wait_for("RuntimeError: a fault of ours")
            case "terminated":
                os.kill(pid, signal.SIGTERM)
            case _:
                terminal.keys("train(1000, 60)", "Enter")
                terminal.wait_for("Ctrl-C stops here")
                os.kill(pid, signal.SIGTERM)
        terminal.wait_for("shell>")
        terminal.keys("clear; modes", "Enter")
        screen = terminal.wait_for("as before")
        assert "Ctrl-C stops here" not in screen and terminal.cursor_is_shown


def test_input_asked_by_the_code_is_typed_as_ever(tmp_path: Path) -> None:
    with staged(tmp_path) as terminal:
        terminal.keys("ask()", "Enter")
        terminal.wait_for("name?")
        terminal.keys("Ada")
        terminal.wait_for("name? Ada")
        terminal.keys("Enter")
        terminal.wait_for("hello Ada")
        terminal.keys("ask()", "Enter")
        terminal.wait_for(lambda screen: screen.count("name?") == 2)
        terminal.keys("C-c")
        terminal.wait_for("Stopped.")


def test_an_editor_gets_a_terminal_in_its_usual_mode(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nstty -a > {tmp_path}/modes; echo 'train(10, 0.1)' > $1\n")
    editor.chmod(0o755)
    with staged(tmp_path, EDITOR=str(editor), VISUAL=str(editor)) as terminal:
        terminal.keys("F2")
        wait_until(lambda: (tmp_path / "modes").exists() and bool((tmp_path / "modes").read_text()))
        modes = (tmp_path / "modes").read_text().split()
        assert {"echo", "icanon", "isig", "icrnl", "opost"} <= {mode.strip(";") for mode in modes}
        terminal.wait_for("train(10, 0.1)")
        terminal.keys("Enter")
        terminal.wait_for("10 epochs in", history=True)
