"""What plays on the screen just now: a training that was too fast, or the film of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from rich.console import RenderableType

from tutor.core.film import Film
from tutor.render.look import Look

if TYPE_CHECKING:
    from tutor.terminal.playback import Playback


class Board(Protocol):
    """What it is shown on."""

    @property
    def awaits_reply(self) -> bool:
        """Whether the latest frame is still on its way."""

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""


class Plays(Protocol):
    """What plays."""

    def end(self) -> None:
        """A key that means nothing to it was pressed."""

    def steers(self, key: str) -> bool:
        """Take a key; False when it means nothing to it."""


class Playing:
    """One thing at a time, or nothing. Keys come from another thread."""

    def __init__(self) -> None:
        self._now: Plays | None = None

    def end(self) -> None:
        """A key was pressed."""
        if now := self._now:
            now.end()

    def steers(self, key: str) -> bool:
        """Whether a key was meant for what plays, and is taken."""
        now = self._now
        return now is not None and now.steers(key)

    def again(self, playback: Playback, board: Board, look: Look) -> None:
        """Show a training once more that was too fast."""
        self._now = playback
        try:
            playback.show(board, look)
        finally:
            self._now = None

    def film(self, event: Film, board: Board, look: Callable[[], Look], clock: Callable[[], float]) -> Film:
        """Play a film; what is to stay of it."""
        from tutor.terminal.film import FilmPlayer  # all that draws a plot

        if len(event.facts.moments) < 2:
            return event
        self._now = player = FilmPlayer(event.facts, clock)
        try:
            return Film(event.facts, player.show(board, look))
        finally:
            self._now = None
