"""The tutor in a real terminal, with a real kernel: what a learner sees, types, pastes and stops."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.app import seed
from tests.kernel import is_running, wait_until
from tests.tmux import Terminal, tutor_in_terminal

pytestmark = [pytest.mark.kernel, pytest.mark.terminal]


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def to_step(terminal: Terminal, number: int) -> None:
    """Press Enter from the first step until this one is reached."""
    terminal.wait_for("step 1 of")
    for reached in range(2, number + 1):
        terminal.keys("Enter")
        terminal.wait_for(f"step {reached} of")


def test_the_first_screen_the_grey_line_a_pasted_cell_and_the_way_out(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        first = terminal.wait_for("Enter goes on.")
        assert "Linear regression" in first
        assert max(map(len, first.splitlines())) <= 80
        terminal.keys("Enter")
        terminal.wait_for(">>> values_x = np.array([-10, 0, 2, 6, 12, 15], dtype=float)")
        terminal.paste(seed.VALUES)
        terminal.keys("Enter")
        terminal.wait_for("step 3 of")
        everything = terminal.screen(history=True)
        assert "X: -10.0 Y: 10.0" in everything
        assert "✓ Right." in everything
        terminal.keys("/vras", "Enter")
        terminal.wait_for("Did you mean /vars?")
        terminal.keys("/quit", "Enter")
        terminal.wait_for("exit status 0")


def test_ctrl_c_ends_a_training_after_its_epoch_and_the_next_one_just_runs(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        to_step(terminal, 7)
        terminal.keys("history = model.fit(values_x, values_y, epochs=1000000)", "Enter")
        terminal.wait_for("Ctrl-C")
        terminal.keys("C-c")
        terminal.wait_for("Not yet.")  # until then an `l` still means the scale of the plot
        terminal.keys("len(history.epoch) > 0, 'bound'", "Enter")
        terminal.wait_for("(True, 'bound')")
        terminal.keys("history = model.fit(values_x, values_y, epochs=3)", "Enter")
        terminal.wait_for("3 epochs in", history=True)
        terminal.wait_for(lambda screen: "Not yet." in screen and ">>> history" in screen)
        terminal.keys("while True: print('still', 'running')", "Enter")
        terminal.wait_for("still running")
        terminal.keys("C-c")
        terminal.wait_for("Stopped")
        terminal.keys("1 + 1", "Enter")
        terminal.wait_for(lambda screen: "\n2\n" in screen)


def test_a_dropped_connection_leaves_no_process_and_the_next_start_goes_on(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        to_step(terminal, 4)
        tutor = terminal.pid()
        kernels = children(tutor)
        assert kernels
        terminal.close()
        wait_until(lambda: not any(map(is_running, [tutor, *kernels])))
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        terminal.wait_for("step 4 of")
        terminal.keys("values_y.sum()", "Enter")
        terminal.wait_for("230.0")


def test_a_killed_tutor_leaves_no_kernel_behind(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        terminal.wait_for("Enter goes on.")
        tutor = terminal.pid()
        wait_until(lambda: bool(children(tutor)))
        kernels = children(tutor)
        os.kill(tutor, signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, kernels)))


def test_a_narrow_window_stays_readable(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression", width=40, height=30) as terminal:
        to_step(terminal, 3)
        everything = terminal.screen(history=True)
        assert max(map(len, everything.splitlines())) <= 40
        assert "values_x   values_y" in everything


def test_what_ends_the_session_is_told_and_the_line_is_still_in_the_history(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression") as terminal:
        terminal.wait_for("Enter goes on.")
        terminal.keys("kept = 6 * 7", "Enter")
        terminal.wait_for(lambda screen: screen.rstrip().count(">>>") == 2)
        terminal.keys("import os; os._exit(3)", "Enter")
        terminal.wait_for("ended with status 3")
        terminal.wait_for("being rebuilt from your earlier lines")
        terminal.keys("Up")
        terminal.wait_for(lambda screen: screen.count("os._exit(3)") == 2)
        terminal.keys("C-c")
        terminal.keys("print('still', kept)", "Enter")
        terminal.wait_for("still 42")
        terminal.keys("print('go', flush=True); sum(range(10**13))", "Enter")
        terminal.wait_for("\ngo")
        for says in ("Ctrl-C tells it once more.", "One more Ctrl-C ends", "did not stop for Ctrl-C"):
            terminal.keys("C-c")
            terminal.wait_for(says)


def test_names_are_completed_and_looked_up_before_the_session_is_ready_and_then_from_it(tmp_path: Path) -> None:
    with tutor_in_terminal(tmp_path, "linear-regression", VISUAL="/no/such/editor", PATH="/nowhere") as terminal:
        terminal.wait_for("Enter goes on.")
        terminal.keys("/gl", "Tab")
        terminal.wait_for(">>> /glossary")
        terminal.keys("BTab")
        terminal.wait_for("/glossary [TERM] — ")
        terminal.keys("C-u", "model_size = 1", "F2")
        terminal.wait_for("/no/such/editor cannot be started.")
        terminal.keys("Enter")
        terminal.wait_for(lambda screen: screen.rstrip().count(">>>") == 2 and "is loading   /hint" not in screen)
        terminal.keys("keras.layers.Dense(uni", "Tab")
        terminal.wait_for(">>> keras.layers.Dense(units=")
        terminal.keys("1", "BTab")
        terminal.wait_for("units: Positive integer")
        terminal.keys("C-u", "print(model_s", "Tab")
        terminal.wait_for(">>> print(model_size")
        terminal.keys(")", "Enter")
        terminal.wait_for("\n1\n")
