"""What coming back costs: from the start of the tutor's session to the learner's own, rebuilt, ready for a line.

The linear regression lesson at its last step, with the checkpoint of its training and without, beside a bare
import of TensorFlow. All take turns.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.conversation.tape import conversation
from tests.kernel import started_session
from tutor.core.progress import ProgressStore
from tutor.session.kernel import KernelSession
from tutor.storage.progress import MemoryProgress


def measure(repeats: int) -> list[dict[str, Any]]:
    """Medians of seconds, and how often TensorFlow's import would fit into them."""
    store = MemoryProgress()
    with tempfile.TemporaryDirectory() as folder:
        ways = {"import": None, "with checkpoints": Path(folder) / "kept", "trained again": Path(folder) / "none"}
        work_through(store, ways["with checkpoints"])
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(repeats):
            for way, checkpoints in ways.items():
                seconds[way].append(came_back(store, checkpoints) if checkpoints else imported())
    bare = statistics.median(seconds["import"])
    return [
        {
            "": way,
            "seconds": f"{statistics.median(taken):.2f}",
            "× import": f"{statistics.median(taken) / bare:.2f}",
        }
        for way, taken in seconds.items()
    ]


def work_through(store: ProgressStore, checkpoints: Path | None) -> None:
    """Do the lesson up to its last step."""
    with started_session(lambda: KernelSession(checkpoints)) as session:
        chat = conversation(session, store)
        list(chat.open())
        while chat.step is not None and chat.position < len(chat.lesson.steps) - 1:
            list(chat.respond(chat.step.own_answer))


def came_back(store: ProgressStore, checkpoints: Path) -> float:
    """Seconds until the session is what it was. A folder that was empty is empty again afterwards."""
    was_there = checkpoints.exists()
    began = time.perf_counter()
    with started_session(lambda: KernelSession(checkpoints)) as session:
        chat = conversation(session, store)
        list(chat.open())
        list(chat.respond("/vars"))  # it waits for the session
        taken = time.perf_counter() - began
    if not was_there:
        for file in checkpoints.iterdir():
            file.unlink()
        checkpoints.rmdir()
    return taken


def imported() -> float:
    """Seconds of a process that imports TensorFlow and ends."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import tensorflow"], check=True, capture_output=True)
    return time.perf_counter() - began
