"""Knows an Enter that belongs to what was pasted, and is not meant for what stands on the screen since; and keys
that come faster than fingers press them."""

from __future__ import annotations

import select
import time
from collections.abc import Callable

AHEAD = 0.03
"""Seconds behind the opening of a prompt in which keys come that were typed before it."""
A_SECOND = 1.0
"""Nobody has read in less what the pasted lines led to."""


class AfterPaste:
    """Hears of every text that is handed over, and of every prompt that opens."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._pasted = False
        """Whether the latest text was pasted."""
        self._opened = 0.0
        """When the prompt opened; what was typed ahead comes then."""

    def handed_over(self, text: str, pasted: str) -> None:
        """`pasted`: the text after the latest paste, empty when there was none."""
        self._pasted = bool(pasted) and text.startswith(pasted.rstrip())

    def opened(self) -> None:
        self._opened = self._now()

    @property
    def just_opened(self) -> bool:
        """Whether the prompt has only just opened, so that the keys were typed ahead."""
        return self._now() - self._opened < AHEAD

    def belongs(self) -> bool:
        """Whether a bare Enter belongs to the paste, now."""
        return self._pasted and self._now() - self._opened < A_SECOND


FASTER_THAN_FINGERS = 0.01
"""Seconds between two keys."""
PIECES = 0.08
"""Seconds that a slow line may let pass between two pieces of one paste."""


class Burst:
    """Whether keys come from a terminal that pastes without saying so. Hears of every key."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._at = self._before = 0.0

    def pressed(self) -> None:
        self._before, self._at = self._at, self._now()

    @property
    def going(self) -> bool:
        """Whether the latest key came faster behind the one before than fingers can press."""
        return self._at - self._before < FASTER_THAN_FINGERS


def is_waiting(terminal: int, seconds: float) -> bool:
    """Whether there is something to read, now or within some seconds; False where nobody can tell."""
    try:
        return bool(select.select([terminal], [], [], seconds)[0])
    except (OSError, ValueError):
        return False
