"""Plays a film of a training: moment after moment by the clock, until it ends or a key ends it.

A slow line shows fewer moments, not a longer film: which one is due is told by the clock, and the painter says
when the next may be sent.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from prompt_toolkit.keys import Keys
from rich.console import RenderableType

from tutor.core.film import FilmFacts
from tutor.render.film import moment
from tutor.render.look import Look
from tutor.terminal.playback import heard_as_a_key

EACH = 0.1
"""Seconds of one moment: what a painter allows."""
HOLD = 0.8
"""Seconds that the last one stands before the film is over."""
LOOK = 0.03
"""Seconds between two looks at the clock."""
PLAYING = "Space pauses   ← → one moment   Home End   any other key ends"
PAUSED = "Space goes on   ← → one moment   Home End   any other key ends"
LEAVES = (Keys.ControlM, Keys.ControlJ, Keys.Escape, Keys.ControlD, "q")
"""Keys that mean nothing but to leave: they are no part of the next line."""


class Board(Protocol):
    """What it is shown on."""

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""


class FilmPlayer:
    """One film. Keys come from another thread."""

    def __init__(self, facts: FilmFacts, clock: Callable[[], float] = time.monotonic) -> None:
        self._facts = facts
        self._clock = clock
        self._last = len(facts.moments) - 1
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._place, self._since = 0.0, clock()
        """The moment that was shown at a time of the clock."""
        self._paused = False

    @property
    def place(self) -> int:
        """The moment that is due, from 0."""
        with self._lock:
            return self._now()

    def _now(self) -> int:
        gone = 0.0 if self._paused else (self._clock() - self._since) / EACH
        return min(self._last, int(self._place + gone))

    def end(self) -> None:
        """It is over. May be called from any thread."""
        self._over.set()

    def steers(self, key: str) -> bool:
        """Take a key that means something to a film, whatever was typed before it; False for all others."""
        if key in LEAVES:
            self.end()
            return True
        with self._lock:
            now = self._now()
            match key:
                case " ":
                    again = self._paused and now == self._last
                    self._set(0 if again else now, paused=not self._paused)
                case Keys.Left | Keys.Right:
                    self._set(min(self._last, max(0, now + (1 if key == Keys.Right else -1))), paused=True)
                case Keys.Home:
                    self._set(0, paused=True)
                case Keys.End:
                    self._set(self._last, paused=True)
                case _:
                    return False
        return True

    def _set(self, place: int, paused: bool) -> None:
        self._place, self._since, self._paused = float(place), self._clock(), paused

    def show(self, board: Board, look: Callable[[], Look]) -> int:
        """Play it until it is over; the moment that is to stay: where it was paused, else the last."""
        shown: tuple[int, bool, Look] | None = None
        self._since = self._clock()
        with heard_as_a_key(self.end):
            while not self._over.is_set():
                now = self.place, self._paused, look()
                if board.is_free and now != shown:
                    board.paint(moment(self._facts, now[0], now[2], PAUSED if now[1] else PLAYING))
                    shown = now
                if not self._paused and self._clock() - self._since >= self._length:
                    break
                self._over.wait(LOOK)
        return self.place if self._paused else self._last

    @property
    def _length(self) -> float:
        """Seconds from the latest key to the end."""
        return (self._last - self._place) * EACH + HOLD
