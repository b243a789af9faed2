"""The tutor over a real SSH connection: kinds of terminals, none at all, a slow line, a line that breaks."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kernel import is_running, wait_until
from tests.ssh import Server, ssh_server, tutor
from tests.tmux import Terminal, in_terminal

pytestmark = pytest.mark.terminal

STAGED = [sys.executable, "-m", "tests.terminal.staged", "linear-regression"]
SLOW = 2000
"""Bytes per second."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "screen", "linux", "vt100"])
def test_every_common_terminal_gets_a_painted_training(server: Server, tmp_path: Path, term: str) -> None:
    command = server.client(STAGED, "-t", KERAS_TUTOR_HOME=str(tmp_path))
    with in_terminal(command, tmp_path, TERM=term) as terminal:
        terminal.wait_for("/help")
        terminal.keys("train(900, 60)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        terminal.keys("C-c")
        terminal.wait_for("stopped before 900", history=True)
        assert "Ctrl-C stops here" not in terminal.screen(history=True)
        assert not re.search(r"\[[0-9?;]+[a-zA-Z]", terminal.screen(history=True))
        terminal.keys("C-d")
        terminal.wait_for("exit status 0")


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_can_only_type_gets_lines(server: Server, tmp_path: Path, term: str) -> None:
    command = server.client(STAGED, "-t", KERAS_TUTOR_HOME=str(tmp_path))
    with in_terminal(command, tmp_path, TERM=term) as terminal:
        terminal.wait_for(">>>")
        terminal.keys("train(900, 1)", "Enter")
        terminal.wait_for("epoch 900 of 900", history=True)
        everything = terminal.wait_for("900 epochs in", history=True)
        assert "Ctrl-C stops here" not in everything and "\x1b" not in everything
        terminal.keys("/quit", "Enter")
        terminal.wait_for("exit status 0")


def test_without_a_terminal_the_conversation_is_a_page_of_text(server: Server, tmp_path: Path) -> None:
    command = server.client(STAGED, "-T", KERAS_TUTOR_HOME=str(tmp_path))
    run = subprocess.run(command, input="train(90, 0.5)\n/quit\n", capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert ">>> train(90, 0.5)" in run.stdout and "90 epochs in" in run.stdout
    assert "\x1b" not in run.stdout + run.stderr


def to_step(terminal: Terminal, number: int) -> None:
    terminal.wait_for("step 1 of")
    for reached in range(2, number + 1):
        terminal.keys("Enter")
        terminal.wait_for(f"step {reached} of")


@pytest.mark.kernel
def test_a_connection_that_breaks_in_a_training_leaves_nothing_and_the_next_one_goes_on(
    server: Server, tmp_path: Path
) -> None:
    note = f'echo $$ > {tmp_path}/pid; exec "$0" "$@"'
    command = server.client(["sh", "-c", note, *tutor("linear-regression")], "-t", KERAS_TUTOR_HOME=str(tmp_path))
    with in_terminal(command, tmp_path) as terminal:
        to_step(terminal, 7)
        terminal.keys("history = model.fit(values_x, values_y, epochs=1000000)", "Enter")
        terminal.wait_for("Ctrl-C stops here")
        remote = int((tmp_path / "pid").read_text())
        kernels = [int(pid) for pid in Path(f"/proc/{remote}/task/{remote}/children").read_text().split()]
        assert kernels
        os.kill(terminal.pid(), signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, [remote, *kernels])))
    with in_terminal(command, tmp_path) as terminal:
        terminal.wait_for("step 7 of")
        terminal.keys("model.compiled, values_y.sum()", "Enter")
        terminal.wait_for("230.0")


def moment(happened: Callable[[], bool], limit: float = 180) -> float:
    """When something happened, by the clock of `time.monotonic`."""
    end = time.monotonic() + limit
    while not happened():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
    return time.monotonic()


@pytest.mark.kernel
def test_on_a_slow_line_a_training_takes_no_longer_and_ctrl_c_is_answered_at_once(
    server: Server, tmp_path: Path
) -> None:
    transcript = tmp_path / "transcript"
    command = server.client(
        tutor("linear-regression", "--transcript", str(transcript)), "-t", KERAS_TUTOR_HOME=str(tmp_path)
    )
    with in_terminal(command, tmp_path) as terminal:
        to_step(terminal, 7)
        server.line.bytes_per_second = SLOW
        try:
            with ThreadPoolExecutor() as both:
                terminal.keys("Enter")
                over = both.submit(moment, lambda: '"number": 500,' in transcript.read_text())
                seen = both.submit(moment, lambda: "500 epochs in" in terminal.screen(history=True))
            late = seen.result() - over.result()
            terminal.wait_for("step 8 of")
            before = server.line.received
            terminal.keys("/try learning_rate=0.01, 0.1, 1", "Enter")
            terminal.wait_for("/keep 3", history=True)
            tried = server.line.received - before
            answered = [seconds_until_ctrl_c_is_answered(terminal) for _ in range(3)]
        finally:
            server.line.bytes_per_second = 0
    print(f"the result is seen after {late:.2f} s, Ctrl-C answered after {answered} s, a /try sends {tried} bytes")
    assert tried < 10 * SLOW
    # Painted as it trains, it would be a minute late, and Ctrl-C, too. A busy machine takes its time.
    assert late < 15
    assert min(answered) < 10


def seconds_until_ctrl_c_is_answered(terminal: Terminal) -> float:
    """Start a training, press Ctrl-C in it, and wait until all is over."""
    terminal.wait_for(lambda screen: screen.rstrip().endswith("/help"))
    terminal.keys("history = model.fit(values_x, values_y, epochs=1000000)", "Enter")
    terminal.wait_for(lambda screen: re.search(r"epoch +\d{4,} /", screen) is not None)
    pressed = time.monotonic()
    terminal.keys("C-c")
    seconds = moment(lambda: "Ctrl-C stops here" not in terminal.screen()) - pressed
    terminal.wait_for(lambda screen: screen.rstrip().endswith("/help"))
    return seconds
