"""The output of the learner's own code, as much of it as may be shown, and when."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.sieve import Sieve
from tutor.terminal.caps import Caps
from tutor.terminal.settling import Settling, without_boxes


class OwnOutput:
    """Each stream goes through a sieve of its own; what goes back over itself waits until it has settled."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._sieves: dict[str, Sieve] = {}
        self._settlings: dict[str, Settling] = {}

    def shown(self, text: str, stream: str) -> str:
        """What of a piece of that stream may be shown now."""
        settled = self._settlings.setdefault(stream, Settling(self._caps.plain))(text)
        return self._sieved(settled, stream)

    def settled(self, but: str) -> Iterator[str]:
        """Something else is to be shown than more of one stream: how the others end."""
        for stream, settling in self._settlings.items():
            if stream != but and (last := settling.end()):
                yield self._sieved(last, stream)

    def forget(self) -> None:
        """What was begun and not ended is the next run's no more."""
        self._sieves.clear()

    def _sieved(self, text: str, stream: str) -> str:
        text = without_boxes(text) if self._caps.spoken else text
        return self._sieves.setdefault(stream, Sieve(bool(self._caps.colours)))(text)
