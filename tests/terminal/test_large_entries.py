"""What is too large for one entry is refused in one sentence, and the memory it took is given back."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.chatting import Chat, words
from tests.kernel import wait_until
from tutor.core.bounds import LONGEST
from tutor.core.course import Step
from tutor.terminal.plain_input import PlainInput

ROOT = Path(__file__).parents[2]
STEP = Step(id="a", code="x = 1")
PASTE = 3_000_000


def test_a_line_that_is_too_long_is_refused_and_nothing_of_it_runs() -> None:
    chat = Chat([STEP])
    ran = len(chat.session.ran)
    said = words(chat("x = '" + "a" * LONGEST + "'"))
    assert "100,006 characters, and 100,000 are the most" in said
    assert len(chat.session.ran) == ran
    assert chat("y = '" + "a" * (LONGEST - 10) + "'")


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "x = [\n" + "1,\n" * 50_000 + "]\n", "x" * 500_000 + "\ny = 2\n"]
)
def test_a_pipe_brings_no_more_than_can_be_told(text: str) -> None:
    first = PlainInput(io.StringIO(text), io.StringIO()).read()
    assert LONGEST < len(first) <= LONGEST + 10


def test_what_follows_a_line_that_is_too_long_is_read_as_it_is() -> None:
    source = PlainInput(io.StringIO("x" * 500_000 + "\ny = 2\n"), io.StringIO())
    source.read()
    assert source.read() == "y = 2"


def memory(pid: int, field: str) -> int:
    """Megabytes: `VmHWM` the most there ever was, `RssAnon` what is its own now, without files it looks into."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) // 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much memory was taken")
def test_a_paste_of_three_megabytes_takes_less_than_two_hundred_and_gives_them_back(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    came = bytearray()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.terminal.staged", "linear-regression"],
        cwd=ROOT,
        env={**os.environ, "KERAS_TUTOR_HOME": str(tmp_path), "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)

    def listen() -> None:
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                return
            came.extend(data)
            if b"\x1b[6n" in data:
                os.write(ours, b"\x1b[1;1R")

    def enter(line: bytes) -> None:
        prompts = came.count(b"/help")
        os.write(ours, line + b"\r")
        wait_until(lambda: came.count(b"/help") > prompts, 60)

    threading.Thread(target=listen, daemon=True).start()
    try:
        wait_until(lambda: b"/help" in came, 60)
        enter(b"2 + 2")
        before = memory(child.pid, "RssAnon")
        os.write(ours, b"\x1b[200~")
        for _ in range(PASTE // 1000):
            os.write(ours, b"x = 1234\n" * 111 + b"\n")
        os.write(ours, b"\x1b[201~")
        wait_until(lambda: b"characters" in came, 120)
        assert memory(child.pid, "VmHWM") < 200
        enter(b"1 + 1")
        assert memory(child.pid, "RssAnon") < before + 30
        os.write(ours, b"/quit\r")
        child.wait(60)
    finally:
        child.kill()
        child.wait()
        os.close(ours)
