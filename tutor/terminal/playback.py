"""Shows a training once more that was faster than an eye can follow: its curve grows for a second.

The training is over and the session is free meanwhile. Any key ends it, and stays what it is: the first of the
next line. So does a line that does not show a frame before the next is due.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import RenderableType

from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.training import Training

FRAMES = 10
PAUSE = 0.1
"""Seconds between two frames: what a painter allows."""
FEWEST = 20
"""Epochs that make a curve."""


class Board(Protocol):
    """What it is shown on."""

    @property
    def awaits_reply(self) -> bool:
        """Whether the latest frame is still on its way."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""


class Playback:
    """One training, shown again frame by frame."""

    def __init__(self, started: TrainingStarted, rows: Sequence[Epoch], ended: TrainingEnded) -> None:
        self._training = Training(started)
        self._rows = rows
        self._ended = ended
        self._over = threading.Event()

    @property
    def is_over(self) -> bool:
        """Whether a key has ended it."""
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Let so many seconds pass. True as soon as a key has ended it."""
        return self._over.wait(seconds)

    def end(self) -> None:
        """A key was pressed. May be called from any thread."""
        self._over.set()

    def steers(self, key: str) -> bool:
        """No key means anything here but its end."""
        return False

    def show(self, board: Board, look: Look) -> None:
        """Paint it, until it has come to its end or is ended."""
        with heard_as_a_key(self.end):
            for frame in range(1, FRAMES + 1):
                first, last = self._training.done, round(len(self._rows) * frame / FRAMES)
                self._training.add(Epochs(tuple(self._rows[first:last])))
                moment = Moment(self._ended.seconds * frame / FRAMES, slowed=True)
                board.paint(live(self._training, moment, look))
                if self.wait(PAUSE) or (board.awaits_reply and (self.wait(PAUSE) or board.awaits_reply)):
                    return


@contextmanager
def heard_as_a_key(end: Callable[[], None]) -> Iterator[None]:
    """Inside, Ctrl-C is a key as any other, which ends what is shown: there is nothing to interrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: end())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
