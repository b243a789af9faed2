"""What ends the tutor from outside ends it soon, whatever it is doing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """
import os, signal, threading
from tutor.app.signals import ends_tidily

class Session:
    def close(self):
        print("closing", flush=True)
        {closing}

with ends_tidily(Session()):
    os.kill(os.getpid(), signal.{name})
    threading.Event().wait(60)
"""


@pytest.mark.parametrize(("name", "status"), [("SIGHUP", 129), ("SIGTERM", 143)])
@pytest.mark.parametrize("closing", ["pass", "threading.Event().wait(60)"], ids=["quick", "stuck"])
def test_a_signal_closes_the_session_and_ends_the_tutor(name: str, status: int, closing: str) -> None:
    began = time.monotonic()
    script = SCRIPT.format(name=name, closing=closing)
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert run.returncode == status
    assert (run.stdout, run.stderr) == ("closing\n", "")
    assert time.monotonic() - began < 5
