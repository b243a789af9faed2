"""Shows a training while it runs: painted in place, or a line now and then where nothing can be painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.console import RenderableType

from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.training import Training, can_be_log, milestone, summary
from tutor.terminal.playback import FEWEST, Playback

SHORTEST = 0.3
"""Seconds. A shorter fit shows only what it came to."""
TICK = 1.0
"""Seconds after which the clock is painted anew when no epoch has come."""
MILESTONES = 10
"""Lines a fit gets where nothing can be painted."""
LONGEST_SILENCE = 5.0
"""Seconds after which there is one more: a tenth of a million epochs is minutes."""
SWITCH = "l"
"""The key that changes between the logarithmic and the linear scale."""


class Board(Protocol):
    """What a training is shown on."""

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""

    def append(self, text: str) -> None:
        """Add a sentence that stays."""


class LiveTraining:
    """One `fit`, from its first event to its last."""

    def __init__(self, started: TrainingStarted, board: Board, plain: bool, clock: Callable[[], float]) -> None:
        self._training = Training(started)
        self._board = board
        self._plain = plain
        self._clock = clock
        self._began = self._heard = self._drawn = clock()
        """When it began, when the last epochs came, when the last frame was painted."""
        self._first = (self._began, 0)
        """When the first epochs came, and how many they were: they took the time of setting up, too."""
        self._every = max(1, (started.total - started.first + 1) // MILESTONES)
        self._next = started.first - 1 + self._every
        self._reported = self._began
        """When the latest line came, where nothing can be painted."""
        self._quick: list[Epoch] = []
        """The epochs that came before anything was painted."""
        self._linear = False
        self._interrupts = 0
        self._waiting = ""
        self._urgent = False
        """True when a key has to be answered, whether or not it is time for a frame."""
        self.muted = False
        """True from the moment the learner's code draws progress of its own: two at once are unreadable."""

    def add(self, epochs: Epochs) -> None:
        """Take in some epochs."""
        self._training.add(epochs)
        if not epochs.rows:
            return
        self._heard = self._clock()
        if self._heard - self._began < SHORTEST:
            self._quick += epochs.rows
        if not self._first[1]:
            self._first = (self._heard, self._training.done)
        if self._plain and not self.muted and self._heard - self._began >= SHORTEST:
            self._report(epochs.rows[-1])

    def heard(self, key: str) -> bool:
        """Take a key, and say whether it means something here.

        It does while the last line says so. After Ctrl-C it is the beginning of what is typed next.
        """
        if key != SWITCH or self._interrupts or not can_be_log(self._training):
            return False
        self._linear = not self._linear
        self._urgent = True
        return True

    def waits(self, text: str) -> None:
        """So much was typed and waits for the prompt: the last line shows it."""
        self._urgent = self._urgent or text != self._waiting
        self._waiting = text

    def interrupted(self) -> None:
        """Ctrl-C was pressed: the last line says what comes of it."""
        self._interrupts += 1
        self._urgent = True

    def show(self, look: Look) -> None:
        """Paint another frame, if it is time and there is something new to see."""
        now = self._clock()
        if self._plain or self.muted or now - self._began < SHORTEST:
            return
        news = self._heard > self._drawn or now - self._drawn >= TICK
        if self._urgent or (news and self._board.is_free):
            self._urgent, self._drawn = False, now
            moment = Moment(
                now - self._began, self._remaining(now), self._linear, self._interrupts, waiting=self._waiting
            )
            self._board.paint(live(self._training, moment, look))

    def _remaining(self, now: float) -> float | None:
        """Seconds that the epochs still to come will take, if they take as long as those so far."""
        done = self._training.done
        if not done:
            return None
        since, before = self._first if done > self._first[1] else (self._began, 0)
        each = (self._heard - since) / (done - before)
        return max(0.0, each * self._training.to_come - (now - self._heard))

    def _report(self, latest: Epoch) -> None:
        if latest.number >= self._next or self._heard - self._reported >= LONGEST_SILENCE:
            self._board.append(milestone(self._training, latest))
            self._reported = self._heard
            self._next = latest.number - latest.number % self._every + self._every

    def playback(self, ended: TrainingEnded) -> Playback | None:
        """What shows it again, when it was over before anything could be seen of it."""
        quick = not (self._plain or self.muted) and self._training.done == len(self._quick) >= FEWEST
        return Playback(self._training.started, self._quick, ended) if quick else None

    @property
    def gathered(self) -> Training:
        """All that it has been told."""
        return self._training

    def result(self, ended: TrainingEnded, look: Look) -> RenderableType:
        """What the fit came to."""
        return summary(self._training, ended, look)
