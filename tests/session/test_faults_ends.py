"""However the tutor ends, and whatever its session is doing then: nobody and nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.tmux import ROOT

pytestmark = pytest.mark.kernel

SOON = 2.0
"""Seconds from the signal on. Six sessions are gone in 0.3 s on two cores."""
LOOK = 0.02
"""Seconds between two looks. Each starts a process, as the ending itself does: where a busy machine holds up the
one, it holds up the other, and the bound means the same."""

SESSIONS = """
import json, os, signal, sys, threading
from tutor.app.signals import ends_tidily
from tutor.core.execution import Done, Stream
from tutor.session import kernel

BUSY = {
    "idle": "1",
    "with a child": "import os; print('go', flush=True); os.system('sleep 600')",
    "fit": "import numpy as np, keras\\nm = keras.Sequential([keras.layers.Dense(1)]); m.compile('sgd', 'mse')\\n"
           "print('go', flush=True); m.fit(np.ones((4, 1)), np.ones(4), epochs=10**9)",
    "while": "print('go', flush=True)\\nwhile True: pass",
    "loop in C": "import time; print('go', flush=True); time.sleep(1); sum(range(10**13))",
}

class WithoutTensorFlow(kernel.LiveKernel):
    def ask(self, expression, timeout=None):
        return {} if expression == "__tutor__.warm()" else super().ask(expression, timeout)

class All:
    sessions = []

    def start(self, make):
        kernel.LiveKernel, whole = make, kernel.LiveKernel
        self.sessions.append(kernel.KernelSession())
        self.sessions[-1].start()
        kernel.LiveKernel = whole

    def close(self):
        for session in self.sessions:
            session.close()

every = All()
with ends_tidily(every):
    for state in sys.argv[1:]:
        every.start(kernel.LiveKernel if state == "fit" else WithoutTensorFlow)
    for session in every.sessions:
        list(session.run("1"))  # it is ready: from now on some leave no time to the others
    for session, state in zip(every.sessions, sys.argv[1:]):
        session.kept = session.run(BUSY[state])
        while not isinstance(next(session.kept), (Stream, Done)):
            pass
    every.start(kernel.LiveKernel)  # and this one is importing
    told = [(s.connection_file().parent.as_posix(), s._kernel.process.group) for s in every.sessions]
    print(json.dumps(told), flush=True)
    if sys.stdin.readline() == "close\\n":
        every.close()
"""
"""Sessions in every state that one may be in, all in one process, which then waits for its end. TensorFlow is
loaded only where it runs: nothing of how a session ends depends on it. The sleep lets the word out beside all the
others: that it comes without one, too, is shown where a session is alone (`test_kernel_life`)."""


@contextlib.contextmanager
def ended_after(tutor: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process, which does not outlive the test, however that ends."""
    with tutor:
        try:
            yield tutor
        finally:
            tutor.kill()


def in_groups(groups: list[int]) -> list[int]:
    """The processes that are in one of these process groups."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                state, _, group, *_ = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(group) in groups and state != "Z":
                found.append(int(path.name))
    return found


@pytest.mark.parametrize(
    ("way", "states"),
    [
        ("SIGKILL", ["idle", "with a child", "fit", "while", "loop in C"]),
        ("SIGHUP", ["fit", "loop in C"]),
        ("SIGTERM", ["with a child"]),
        ("close", ["while"]),
    ],
)
def test_whatever_it_does_the_session_ends_with_the_tutor_and_leaves_no_key(way: str, states: list[str]) -> None:
    command = [sys.executable, "-c", SESSIONS, *states]
    with ended_after(subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)) as tutor:
        assert tutor.stdin is not None and tutor.stdout is not None
        told = json.loads(tutor.stdout.readline())
        groups = [group for _, group in told]
        assert len(in_groups(groups)) >= len(told)
        assert all(list(Path(folder).glob("*.json")) for folder, _ in told)
        looks = 0
        if way == "close":
            tutor.stdin.write("close\n")
            tutor.stdin.flush()
        else:
            tutor.send_signal(getattr(signal, way))
        while tutor.poll() is None or in_groups(groups) or any(Path(folder).exists() for folder, _ in told):
            looks += 1
            assert looks < SOON / LOOK, (tutor.poll(), in_groups(groups), told)
            subprocess.run(["sleep", str(LOOK)], check=True)


def test_the_tutor_ends_although_somebody_has_stopped_its_session() -> None:
    script = (
        "import os, signal\nfrom tutor.session.kernel import KernelSession\n"
        "s = KernelSession(); s.start()\nos.kill(s._kernel.process.group, signal.SIGSTOP); s.close()"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=30, check=True, env=dict(os.environ))
