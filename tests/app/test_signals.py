"""What ends the tutor from outside ends it, whatever it is doing, and whatever its session is doing."""

from __future__ import annotations

import subprocess
import sys
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
    threading.Event().wait()
"""
HANG = 300
"""Seconds that only a tutor takes which never ends."""


@pytest.mark.parametrize(("name", "status"), [("SIGHUP", 129), ("SIGTERM", 143)])
@pytest.mark.parametrize("closing", ["pass", "threading.Event().wait()"], ids=["quick", "stuck"])
def test_a_signal_closes_the_session_and_ends_the_tutor(name: str, status: int, closing: str) -> None:
    script = SCRIPT.format(name=name, closing=closing)
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=HANG)
    assert run.returncode == status
    assert (run.stdout, run.stderr) == ("closing\n", "")
