"""The whole tutor over a session that acts a training instead of running one: `python -m tests.terminal.staged`.

`train(epochs, seconds)` acts a training, `print_for_ever()` prints, `ask()` is `input()`, `fail()` is our error.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from unittest.mock import patch

from tutor.app import main
from tutor.core.execution import (
    Died,
    Done,
    Epoch,
    Epochs,
    InputRequested,
    SessionEvent,
    Status,
    Stream,
    TrainingEnded,
    TrainingStarted,
)
from tutor.session.scripted import ScriptedSession

BEAT = 0.02
"""Seconds between two batches of epochs, at least."""


class StagedSession(ScriptedSession):
    """Acts what its code says; Ctrl-C as a real session has it."""

    def __init__(self, *arguments: object) -> None:
        """Takes what a real one takes, and needs none of it."""
        super().__init__()

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        self.interrupts = 0
        if train := re.match(r"train\((\d+), ([\d.]+)\)", code):
            yield from self._train(int(train[1]), float(train[2]))
        elif code == "print_for_ever()":
            while not self.interrupts:
                time.sleep(BEAT)
                yield Stream("line\n")
            yield Done(Status.INTERRUPTED)
        elif code == "ask()":
            yield InputRequested("name? ")
            yield Stream(f"hello {self.typed[-1] if self.typed else ''}\n")
            yield Done(Status.INTERRUPTED if self.interrupts else Status.OK)
        elif code == "fail()":
            raise RuntimeError("a fault of ours")
        else:
            yield from super().run(code, silent=silent)

    def _train(self, total: int, seconds: float) -> Iterator[SessionEvent]:
        yield TrainingStarted(total, loss="mean_squared_error")
        began, done = time.monotonic(), 0
        while done < total:
            time.sleep(BEAT)
            now = min(total, int((time.monotonic() - began) / seconds * total))
            if now > done:
                yield Epochs(tuple(Epoch(number, {"loss": 100.0 / number}) for number in range(done + 1, now + 1)))
                done = now
                if self.interrupts == 1:
                    break
            if self.interrupts == 2:
                yield Done(Status.INTERRUPTED)
                return
            if self.interrupts >= 3:
                yield Died(reason="The session was ended.")
                return
        yield TrainingEnded(done, time.monotonic() - began, stopped=done < total)
        yield Done()


if __name__ == "__main__":
    room = "proving" if sys.argv[1:2] == ["check"] else "running"
    with patch(f"tutor.app.{room}.KernelSession", StagedSession):
        sys.exit(main())
