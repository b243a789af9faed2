"""Shows a training while it runs: painted in place, or a line now and then where nothing can be painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.console import RenderableType

from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.render.look import Look
from tutor.render.training import Training, live, milestone, summary

SHORTEST = 0.3
"""Seconds. A shorter fit shows only what it came to."""
FRAME = 0.1
"""Seconds from one frame to the next, at least."""
MILESTONES = 10
"""Lines a fit gets where nothing can be painted."""


class Board(Protocol):
    """What a training is shown on."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""

    def append(self, text: str) -> None:
        """Add a line that stays."""


class LiveTraining:
    """One `fit`, from its first event to its last."""

    def __init__(self, started: TrainingStarted, board: Board, plain: bool, clock: Callable[[], float]) -> None:
        self._training = Training(started)
        self._board = board
        self._plain = plain
        self._clock = clock
        self._began = clock()
        self._drawn = self._began
        self._every = max(1, (started.total - started.first + 1) // MILESTONES)
        self._next = started.first - 1 + self._every
        self.muted = False
        """True from the moment the learner's code draws progress of its own: two at once are unreadable."""

    def add(self, epochs: Epochs, look: Look) -> None:
        """Take in some epochs, and show them if it is time."""
        self._training.add(epochs)
        now = self._clock()
        if self.muted or not epochs.rows or now - self._began < SHORTEST:
            return
        if self._plain:
            self._report(epochs.rows[-1])
        elif now - self._drawn >= FRAME:
            self._drawn = now
            self._board.paint(live(self._training, now - self._began, look))

    def _report(self, latest: Epoch) -> None:
        if latest.number >= self._next:
            self._board.append(milestone(self._training, latest))
            self._next = latest.number - latest.number % self._every + self._every

    def result(self, ended: TrainingEnded, look: Look) -> RenderableType:
        """What the fit came to."""
        return summary(self._training, ended, look)
