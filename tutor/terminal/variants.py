"""Shows variants while they train on the side: painted in place, or a sentence each where nothing is painted."""

from __future__ import annotations

from collections.abc import Callable

from tutor.core.events import Trying
from tutor.core.execution import VariantEnded, VariantEpochs
from tutor.render.look import Look
from tutor.render.variants import Pressed, Variants, live, milestone
from tutor.terminal.live import TICK, Board


class LiveVariants:
    """One `/try`, from its first event to its last."""

    def __init__(self, trying: Trying, board: Board, plain: bool, clock: Callable[[], float]) -> None:
        self._variants = Variants(trying)
        self._board = board
        self._plain = plain
        self._clock = clock
        self._began = self._drawn = clock()
        self._news = self._urgent = False
        self._interrupts = 0

    def add(self, event: VariantEpochs | VariantEnded) -> None:
        """Take in some epochs, or the end of one."""
        self._variants.add(event)
        self._news = True
        if self._plain and isinstance(event, VariantEnded):
            self._board.append(milestone(self._variants, event))

    def interrupted(self) -> None:
        """Ctrl-C was pressed: the last line says what comes of it."""
        self._interrupts += 1
        self._urgent = True

    def heard(self, key: str, back: bool = False) -> bool:
        """No key means something here."""
        return False

    def show(self, look: Look) -> None:
        """Paint another frame, if it is time and there is something new to see."""
        now = self._clock()
        if self._plain:
            return
        news = self._news or now - self._drawn >= TICK
        if self._urgent or (news and self._board.is_free):
            self._news = self._urgent = False
            self._drawn = now
            self._board.paint(live(self._variants, Pressed(now - self._began, self._interrupts), look))
