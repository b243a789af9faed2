"""Knows an Enter that belongs to what was pasted, and is not meant for what stands on the screen since."""

from __future__ import annotations

import time
from collections.abc import Callable

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

    def belongs(self) -> bool:
        """Whether a bare Enter belongs to the paste, now."""
        return self._pasted and self._now() - self._opened < A_SECOND
